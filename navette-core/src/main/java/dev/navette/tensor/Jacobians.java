// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whole matrices of derivatives.
final class Jacobians {
  private Jacobians() {}

  /// Rows if there are no more of them than columns, else columns: these are the rows of the
  /// product of an unknown cotangent with the Jacobian, which is linear in it.
  static Tensor of(Tensor y, Tensor x) {
    if (y.size() <= x.size()) {
      return rows(y, x);
    }
    Tensor cotangent = unknown(y);
    Tensor product = Grad.vjp(y, cotangent, x).getFirst();
    int[] order = new int[x.rank() + y.rank()];
    Arrays.setAll(order, i -> i < y.rank() ? x.rank() + i : i - y.rank());
    return rows(product, cotangent).permute(order);
  }

  /// The gradient of each element of y by x, 0 where y does not depend on it: the shape of y and
  /// then that of x.
  static Tensor rows(Tensor y, Tensor x) {
    int[] dims = Arrays.copyOf(y.shape().toArray(), y.rank() + x.rank());
    System.arraycopy(x.shape().toArray(), 0, dims, y.rank(), x.rank());
    if (y.size() == 0) {
      return Tensor.zeros(x.dtype(), dims);
    }
    Tensor flat = y.flatten();
    List<Tensor> rows = new ArrayList<>();
    for (int i = 0; i < flat.size(); i++) {
      rows.add(Grad.of(dependent(flat.select(0, i), x), x).getFirst());
    }
    return Tensors.stack(0, rows).reshape(dims);
  }

  /// A cotangent of y that is differentiated by; its value does not matter.
  static Tensor unknown(Tensor y) {
    return Tensor.of(new boolean[y.size()], y.shape().toArray()).cast(y.dtype());
  }

  /// `scalar`, said to depend on `tensors` even where it is constant in them, so that its gradient
  /// is 0 there and not an error.
  static Tensor dependent(Tensor scalar, Tensor... tensors) {
    Tensor sum = scalar;
    for (Tensor tensor : tensors) {
      sum = sum.add(tensor.mul(0).sum());
    }
    return sum;
  }
}
