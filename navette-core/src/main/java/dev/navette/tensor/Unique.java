// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;

/// The different elements of a tensor.
///
/// @param values a vector in ascending order; every NaN counts as different, -0 equals 0
/// @param inverse i64, of the shape of the tensor: which of the values each element is
/// @param counts i64, for each of the values how often it occurs
public record Unique(Tensor values, Tensor inverse, Tensor counts) {
  static Unique of(Tensor x) {
    Indexed sorted = x.flatten().sort(0);
    Navette.eval(sorted.values(), sorted.indices());
    long[] order = sorted.indices().toLongArray();
    boolean[] first = firsts(sorted.values());
    long[] inverse = new long[order.length];
    long[] counts = new long[order.length];
    int[] places = new int[order.length];
    int unique = 0;
    for (int i = 0; i < order.length; i++) {
      if (first[i]) {
        places[unique++] = i;
      }
      counts[unique - 1]++;
      inverse[(int) order[i]] = unique - 1L;
    }
    Tensor chosen = Tensor.of(java.util.Arrays.copyOf(places, unique), unique);
    return new Unique(
        sorted.values().indexSelect(0, chosen).detach().eval(),
        Tensor.of(inverse, x.shape().toArray()),
        Tensor.of(java.util.Arrays.copyOf(counts, unique), unique));
  }

  /// Whether each element of a sorted vector differs from the one before.
  private static boolean[] firsts(Tensor sorted) {
    int n = sorted.size();
    boolean[] first = new boolean[n];
    if (sorted.dtype().isFloat()) {
      double[] values = sorted.toDoubleArray();
      for (int i = 0; i < n; i++) {
        first[i] = i == 0 || values[i] != values[i - 1];
      }
    } else {
      long[] values = sorted.toLongArray();
      for (int i = 0; i < n; i++) {
        first[i] = i == 0 || values[i] != values[i - 1];
      }
    }
    return first;
  }

  static Tensor bincount(Tensor x, int minimumLength) {
    if (!x.dtype().isInteger()) {
      throw new DTypeException(
          "bincount: x is " + x.type() + "; it counts integers, cast it to i32 or i64");
    }
    int length = minimumLength;
    for (long value : x.toLongArray()) {
      if (value < 0 || value >= Integer.MAX_VALUE) {
        throw new IndexOutOfBoundsException(
            "bincount: element " + value + " cannot be counted; use 0 to 2^31 - 2");
      }
      length = Math.max(length, (int) value + 1);
    }
    Tensor indices = x.dtype() == DType.U8 ? x.cast(DType.I32) : x;
    Tensor ones = Tensor.full(1, DType.I64, x.size());
    return Tensor.zeros(DType.I64, length).indexAdd(0, indices.flatten(), ones);
  }
}
