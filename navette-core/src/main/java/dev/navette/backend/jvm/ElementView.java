// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.HostElements;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.TensorType;

/// A stretch of an array of a frame, as a user's kernel sees it.
final class ElementView implements HostElements {
  private final String name;
  private final TensorType type;
  private final Location location;
  private final boolean writable;
  private final int size;
  private Object array = new float[0];

  /// @param name what messages call it
  ElementView(String name, TensorType type, Location location, boolean writable) {
    this.name = name;
    this.type = type;
    this.location = location;
    this.writable = writable;
    this.size = type.shape().size();
  }

  /// Takes the array that the frame has now.
  void attach(Frame frame) {
    array = frame.table[location.table()];
    if (writable) {
      Accumulators.fill(array, location.offset(), size, 0);
    }
  }

  @Override
  public TensorType type() {
    return type;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public float getFloat(int i) {
    int at = at(i);
    return switch (array) {
      case float[] a -> a[at];
      case double[] a -> (float) a[at];
      default -> throw wrongType("integers; use getLong");
    };
  }

  @Override
  public double getDouble(int i) {
    int at = at(i);
    return switch (array) {
      case float[] a -> a[at];
      case double[] a -> a[at];
      default -> throw wrongType("integers; use getLong");
    };
  }

  @Override
  public long getLong(int i) {
    int at = at(i);
    return switch (array) {
      case int[] a -> a[at];
      case long[] a -> a[at];
      case byte[] a -> a[at] & 0xFF;
      case boolean[] a -> a[at] ? 1 : 0;
      default -> throw wrongType("floats; use getFloat or getDouble");
    };
  }

  @Override
  public void setFloat(int i, float value) {
    int at = writableAt(i);
    switch (array) {
      case float[] a -> a[at] = value;
      case double[] a -> a[at] = value;
      default -> throw wrongType("integers; use setLong");
    }
  }

  @Override
  public void setDouble(int i, double value) {
    int at = writableAt(i);
    switch (array) {
      case float[] a -> a[at] = (float) value;
      case double[] a -> a[at] = value;
      default -> throw wrongType("integers; use setLong");
    }
  }

  @Override
  public void setLong(int i, long value) {
    int at = writableAt(i);
    switch (array) {
      case int[] a -> a[at] = (int) value;
      case long[] a -> a[at] = value;
      case byte[] a -> a[at] = (byte) value;
      case boolean[] a -> a[at] = value != 0;
      default -> throw wrongType("floats; use setFloat or setDouble");
    }
  }

  private int writableAt(int i) {
    if (!writable) {
      throw new UnsupportedOperationException(name + " can only be read");
    }
    return at(i);
  }

  private int at(int i) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException(
          name + ", " + type + ", has no element " + i + "; there are " + size);
    }
    return location.offset() + i;
  }

  private IllegalStateException wrongType(String instead) {
    return new IllegalStateException(name + ", " + type + ", holds " + instead);
  }
}
