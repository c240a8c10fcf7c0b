// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.memory;

import dev.navette.ir.DType;
import dev.navette.ir.HalfFloat;
import java.lang.ref.Reference;
import java.lang.reflect.Array;

/// A buffer on the Java heap: `float[]`, `double[]`, `short[]` (the bits of f16 and bf16), `int[]`,
/// `long[]`, `byte[]` (u8) or `boolean[]`.
///
/// Both CPU backends use it. Only they, and code that fills a fresh one, touch the array; and they
/// keep the buffer reachable as long as they do, for the array of a buffer that nobody can reach
/// may become that of another.
///
/// @param dtype the element type
/// @param array the Java array of that type
public record HostBuffer(DType dtype, Object array) implements Buffer {

  /// A buffer of `size` zeros.
  public static HostBuffer zeros(DType dtype, int size) {
    return new HostBuffer(dtype, newArray(dtype, size));
  }

  /// The Java array that stores `size` elements of `dtype`.
  public static Object newArray(DType dtype, int size) {
    return switch (dtype) {
      case BOOL -> new boolean[size];
      case U8 -> new byte[size];
      case I32 -> new int[size];
      case I64 -> new long[size];
      case F16, BF16 -> new short[size];
      case F32 -> new float[size];
      case F64 -> new double[size];
    };
  }

  @Override
  public int size() {
    return Array.getLength(array);
  }

  @Override
  public double getDouble(int index) {
    try {
      return switch (array) {
        case float[] a -> a[index];
        case double[] a -> a[index];
        case short[] a -> HalfFloat.decode(dtype, a[index]);
        default -> getLong(index);
      };
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public long getLong(int index) {
    try {
      return switch (array) {
        case float[] a -> (long) a[index];
        case double[] a -> (long) a[index];
        case short[] a -> (long) HalfFloat.decode(dtype, a[index]);
        case int[] a -> a[index];
        case long[] a -> a[index];
        case byte[] a -> a[index] & 0xFF;
        case boolean[] a -> a[index] ? 1 : 0;
        default -> throw new IllegalStateException("not an element array: " + array.getClass());
      };
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /// Stores `value` at `index`, converted to the dtype.
  public void set(int index, double value) {
    switch (array) {
      case float[] a -> a[index] = (float) value;
      case double[] a -> a[index] = value;
      case short[] a -> a[index] = HalfFloat.encode(dtype, (float) value);
      case int[] a -> a[index] = (int) value;
      case long[] a -> a[index] = (long) value;
      case byte[] a -> a[index] = (byte) (int) value;
      case boolean[] a -> a[index] = value != 0;
      default -> throw new IllegalStateException("not an element array: " + array.getClass());
    }
  }

  @Override
  public void read(float[] target) {
    requireLength(target.length);
    if (array instanceof float[] a) {
      try {
        System.arraycopy(a, 0, target, 0, a.length);
      } finally {
        Reference.reachabilityFence(this);
      }
      return;
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = dtype.isFloat() ? (float) getDouble(i) : (float) getLong(i);
    }
  }

  @Override
  public void read(double[] target) {
    requireLength(target.length);
    for (int i = 0; i < target.length; i++) {
      target[i] = getDouble(i);
    }
  }

  @Override
  public void read(long[] target) {
    requireLength(target.length);
    for (int i = 0; i < target.length; i++) {
      target[i] = getLong(i);
    }
  }

  private void requireLength(int length) {
    if (length != size()) {
      throw new IllegalArgumentException(
          "read: the array has " + length + " elements and the buffer " + size());
    }
  }
}
