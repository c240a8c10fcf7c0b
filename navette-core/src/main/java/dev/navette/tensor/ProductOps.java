// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;

/// Products of matrices and vectors. Dtypes promote; bool and u8 have none.
///
/// Every element of a product is accumulated in the order of the summed axis, so equal inputs give
/// equal bits on every machine and with any number of threads.
public sealed interface ProductOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The matrix product over the last two axes; axes before them broadcast.
  ///
  /// | x | other | result |
  /// |---|---|---|
  /// | `(K)` | `(K)` | `()`, the dot product |
  /// | `(M, K)` | `(K)` | `(M)` |
  /// | `(K)` | `(..., K, N)` | `(..., N)` |
  /// | `(..., M, K)` | `(..., K, N)` | `(..., M, N)` |
  ///
  /// A transposed operand (`q.matmul(k.transpose(-1, -2))`) is read as it lies; nothing is copied.
  ///
  /// @throws ShapeException if the summed extents differ, an operand is a scalar, or leading axes
  ///   do not broadcast
  /// @throws DTypeException for bool and u8
  default Tensor matmul(Tensor other) {
    return Products.matmul(self(), other);
  }

  /// A linear layer: x W^T + b.
  ///
  /// @param weight `(out, in)`; x is `(..., in)` and the result `(..., out)`
  /// @param bias `(out)`
  /// @throws ShapeException if the last extent of x is not `in`, or a shape is another
  default Tensor linear(Tensor weight, Tensor bias) {
    return Halves.computed(
        in -> Products.linear(in[0], in[1]).add(Products.bias(in[1], in[2])), self(), weight, bias);
  }

  /// A linear layer without bias: x W^T.
  ///
  /// @param weight `(out, in)`; x is `(..., in)` and the result `(..., out)`
  /// @throws ShapeException if the last extent of x is not `in`, or the weight is not a matrix
  default Tensor linear(Tensor weight) {
    return Products.linear(self(), weight);
  }

  /// The dot product of two vectors, shape `()`.
  ///
  /// @throws ShapeException if an operand is not a vector or the extents differ
  default Tensor dot(Tensor other) {
    Products.requireVectors("dot", self(), other);
    return Products.matmul(self(), other);
  }

  /// The outer product of vectors `(n)` and `(m)`: `(n, m)`.
  ///
  /// @throws ShapeException if an operand is not a vector
  default Tensor outer(Tensor other) {
    Products.requireVectors("outer", self(), other);
    return self().unsqueeze(1).mul(other);
  }

  /// Products of matrices pair by pair: `(B, M, K)` and `(B, K, N)` give `(B, M, N)`. Unlike
  /// [#matmul(Tensor)] it broadcasts nothing.
  ///
  /// @throws ShapeException if an operand has another rank or extents differ
  default Tensor bmm(Tensor other) {
    Products.requireStacks("bmm", self(), other);
    return Products.matmul(self(), other);
  }

  /// beta * x + alpha * (a b), with a and b matrices; x broadcasts to their product.
  ///
  /// @throws ShapeException if a or b is not a matrix, or shapes do not fit
  default Tensor addmm(Tensor a, Tensor b, double beta, double alpha) {
    Products.requireMatrices("addmm", a, b);
    return mixed(a, b, beta, alpha);
  }

  /// beta * x + alpha * (a b), with a `(B, M, K)` and b `(B, K, N)`; x broadcasts to their product.
  ///
  /// @throws ShapeException if a or b has another rank, or shapes do not fit
  default Tensor baddbmm(Tensor a, Tensor b, double beta, double alpha) {
    Products.requireStacks("baddbmm", a, b);
    return mixed(a, b, beta, alpha);
  }

  private Tensor mixed(Tensor a, Tensor b, double beta, double alpha) {
    return Halves.computed(
        in -> {
          Tensor product = Products.matmul(in[1], in[2]);
          Tensor scaled = alpha == 1 ? product : product.mul(alpha);
          return (beta == 1 ? in[0] : in[0].mul(beta)).add(scaled);
        },
        self(),
        a,
        b);
  }
}
