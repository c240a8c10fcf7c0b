// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import java.util.Arrays;

/// Compares tensors bit for bit.
final class Bits {
  private Bits() {}

  /// Throws unless type and elements are the same: -0 is not 0, and every NaN is the same.
  static void same(String what, Tensor expected, Tensor actual) {
    if (!expected.type().equals(actual.type())) {
      throw new AssertionError(what + " is " + actual.type() + ", not " + expected.type());
    }
    if (!expected.dtype().isFloat()) {
      long[] e = expected.toLongArray();
      long[] a = actual.toLongArray();
      int i = Arrays.mismatch(e, a);
      if (i >= 0) {
        throw new AssertionError(what + ": element " + i + " is " + a[i] + ", should be " + e[i]);
      }
      return;
    }
    double[] e = expected.toDoubleArray();
    double[] a = actual.toDoubleArray();
    int i = Arrays.mismatch(e, a);
    if (i >= 0) {
      throw new AssertionError(what + ": element " + i + " is " + a[i] + ", should be " + e[i]);
    }
  }
}
