// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.memory.HostBuffer;

/// Reading and writing of single elements without a conversion that loses bits.
final class Elements {
  private Elements() {}

  static float[] floats(HostBuffer buffer) {
    return (float[]) buffer.array();
  }

  static double[] doubles(HostBuffer buffer) {
    return (double[]) buffer.array();
  }

  /// Stores an integer in a buffer of bool, u8, i32 or i64.
  static void setLong(HostBuffer buffer, int index, long value) {
    switch (buffer.array()) {
      case boolean[] a -> a[index] = value != 0;
      case byte[] a -> a[index] = (byte) value;
      case int[] a -> a[index] = (int) value;
      case long[] a -> a[index] = value;
      default -> throw new IllegalStateException(buffer.dtype() + " is not an integer type");
    }
  }

  /// Copies one element between buffers of one dtype.
  static void copy(HostBuffer from, int fromIndex, HostBuffer to, int toIndex) {
    System.arraycopy(from.array(), fromIndex, to.array(), toIndex, 1);
  }
}
