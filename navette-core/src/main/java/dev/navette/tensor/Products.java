// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;
import java.util.Arrays;

/// Records every form of matrix product as products of equal leading axes.
final class Products {
  private Products() {}

  static void requireVectors(String operation, Tensor a, Tensor b) {
    if (a.rank() != 1 || b.rank() != 1) {
      throw new ShapeException(
          operation
              + ": shapes "
              + a.shape()
              + " and "
              + b.shape()
              + " are not both vectors; flatten them, or use matmul");
    }
  }

  static void requireMatrices(String operation, Tensor a, Tensor b) {
    if (a.rank() != 2 || b.rank() != 2) {
      throw new ShapeException(
          operation
              + ": shapes "
              + a.shape()
              + " and "
              + b.shape()
              + " are not both matrices; use matmul for other ranks");
    }
  }

  static void requireStacks(String operation, Tensor a, Tensor b) {
    if (a.rank() != 3 || b.rank() != 3 || a.dim(0) != b.dim(0)) {
      throw new ShapeException(
          operation
              + ": shapes "
              + a.shape()
              + " and "
              + b.shape()
              + " are not stacks of as many matrices, (B, M, K) and (B, K, N); use matmul to"
              + " broadcast");
    }
  }

  static Tensor matmul(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      throw new ShapeException(
          "matmul: shapes "
              + a.shape()
              + " and "
              + b.shape()
              + " include a scalar; use mul to scale");
    }
    requireInner(a, b);
    DType d = DType.promote(a.dtype(), b.dtype());
    Tensor x = Arithmetic.cast(a, d);
    Tensor y = Arithmetic.cast(b, d);
    if (x.rank() == 1 && y.rank() == 1) {
      int k = x.size();
      return Views.reshape(
          plain(Views.reshape(x, Shape.of(1, k)), Views.reshape(y, Shape.of(k, 1))), Shape.SCALAR);
    }
    if (y.rank() == 1) {
      Tensor product = batched(x, Views.unsqueeze(y, 1));
      return Views.reshape(product, product.shape().without(x.rank() - 1, x.rank()));
    }
    if (x.rank() == 1) {
      Tensor product = batched(Views.unsqueeze(x, 0), y);
      int rank = product.rank();
      return Views.reshape(product, product.shape().without(rank - 2, rank - 1));
    }
    return batched(x, y);
  }

  private static void requireInner(Tensor a, Tensor b) {
    int inner = a.shape().dim(a.rank() - 1);
    int innerB = b.shape().dim(Math.max(0, b.rank() - 2));
    if (inner != innerB) {
      throw new ShapeException(
          "matmul: shapes "
              + a.shape()
              + " and "
              + b.shape()
              + " do not fit: the last extent of the first is "
              + inner
              + " and the "
              + (b.rank() == 1 ? "only" : "second to last")
              + " extent of the second is "
              + innerB
              + "; these must be equal (transpose an operand that is laid out the other way)");
    }
  }

  private static Tensor batched(Tensor a, Tensor b) {
    Shape s = a.shape();
    Shape t = b.shape();
    int rows = s.dim(s.rank() - 2);
    int columns = t.dim(t.rank() - 1);
    if (t.rank() == 2) {
      if (s.rank() == 2) {
        return plain(a, b);
      }
      // one tall product instead of many: the same sums in the same order
      int inner = t.dim(0);
      Tensor tall = Views.reshape(a, Shape.of(s.size(0, s.rank() - 1), inner));
      return Views.reshape(plain(tall, b), s.with(s.rank() - 1, columns));
    }
    Shape leading = leading(s);
    if (!leading.equals(leading(t))) {
      String what = "matmul of " + s + " and " + t + ", leading axes";
      leading = Shape.broadcast(leading, leading(t), what);
    }
    return plain(
        Arithmetic.stretched(a, extended(leading, rows, s.dim(s.rank() - 1))),
        Arithmetic.stretched(b, extended(leading, t.dim(t.rank() - 2), columns)));
  }

  private static Shape leading(Shape s) {
    return s.without(s.rank() - 2, s.rank());
  }

  private static Shape extended(Shape leading, int rows, int columns) {
    int[] dims = Arrays.copyOf(leading.toArray(), leading.rank() + 2);
    dims[dims.length - 2] = rows;
    dims[dims.length - 1] = columns;
    return Shape.of(dims);
  }

  /// The product of operands with equal leading axes; one that was just transposed is read as it
  /// lies.
  private static Tensor plain(Tensor a, Tensor b) {
    boolean ta = isTransposed(a);
    boolean tb = isTransposed(b);
    return Tensor.record(Ops.matmul(ta, tb), ta ? a.inputs()[0] : a, tb ? b.inputs()[0] : b);
  }

  /// Whether `x` is recorded, and not yet computed, as the exchange of the last two axes.
  private static boolean isTransposed(Tensor x) {
    if (!(x.op() instanceof Op.Permute p) || x.value() != null || x.inputs().length != 1) {
      return false;
    }
    int rank = p.order().size();
    for (int i = 0; i < rank - 2; i++) {
      if (p.order().get(i) != i) {
        return false;
      }
    }
    return rank >= 2 && p.order().get(rank - 1) == rank - 2;
  }

  /// x W^T as one product of matrices.
  static Tensor linear(Tensor x, Tensor weight) {
    Shape s = x.shape();
    Shape w = weight.shape();
    if (w.rank() != 2 || s.rank() == 0 || s.dim(s.rank() - 1) != w.dim(1)) {
      throw new ShapeException(
          "linear: x has shape "
              + s
              + " and the weight "
              + w
              + "; the weight is (out, in) and the last extent of x must be in"
              + (w.rank() == 2 ? ", here " + w.dim(1) : ""));
    }
    DType d = DType.promote(x.dtype(), weight.dtype());
    Tensor a = Arithmetic.cast(x, d);
    Tensor b = Arithmetic.cast(weight, d);
    int in = w.dim(1);
    int out = w.dim(0);
    if (s.rank() == 2) {
      return product(a, b, Shape.of(s.dim(0), out));
    }
    int rows = s.size(0, s.rank() - 1);
    Tensor product = product(Views.reshape(a, Shape.of(rows, in)), b, Shape.of(rows, out));
    return Views.reshape(product, s.with(s.rank() - 1, out));
  }

  private static Tensor product(Tensor a, Tensor b, Shape shape) {
    return a.dtype().isFloat()
        ? Tensor.record(Ops.matmul(false, true), new TensorType(a.dtype(), shape), a, b)
        : Tensor.record(Ops.matmul(false, true), a, b);
  }

  /// The bias, if it has one element an output.
  static Tensor bias(Tensor weight, Tensor bias) {
    if (bias.rank() != 1 || bias.size() != weight.shape().dim(0)) {
      throw new ShapeException(
          "linear: the weight has shape "
              + weight.shape()
              + " and the bias "
              + bias.shape()
              + "; the bias must be (out), here ("
              + weight.shape().dim(0)
              + ")");
    }
    return bias;
  }
}
