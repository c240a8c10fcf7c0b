// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Static factories that write a piece of graph readably; meant for static import.
///
/// Gradient rules and the bodies of composites are written with these. Nothing is simplified beyond
/// leaving out what does nothing (a reshape to the same shape, a cast to the same dtype), so the
/// bits are those of the formula as it stands. Operands are never broadcast silently, except that
/// where a `double` is taken it stands for a constant of the other operand's type.
public final class Nodes {
  private Nodes() {}

  // ---- constants and counters

  /// A constant of this type, `value` rounded to its dtype.
  public static Node constant(double value, TensorType type) {
    double exact =
        switch (type.dtype()) {
          case BOOL -> value == 0 ? 0 : 1;
          case U8 -> (int) value & 0xFF;
          case I32 -> (int) value;
          case I64 -> (long) value;
          case F16, BF16 ->
              HalfFloat.decode(type.dtype(), HalfFloat.encode(type.dtype(), (float) value));
          case F32 -> (float) value;
          case F64 -> value;
        };
    return broadcastTo(Node.of(new Op.Const(exact, type.dtype())), type.shape());
  }

  /// Zeros of this type.
  public static Node zeros(TensorType type) {
    return constant(0, type);
  }

  /// Ones of this type.
  public static Node ones(TensorType type) {
    return constant(1, type);
  }

  /// The index along `axis`.
  public static Node iota(int axis, TensorType type) {
    return Node.of(new Op.Iota(axis, type));
  }

  // ---- 16-bit floats

  /// `f` of x, computed in f32 and rounded to the dtype of x if that is a 16-bit float.
  public static Node computed(Node x, UnaryOperator<Node> f) {
    return cast(f.apply(cast(x, x.dtype().computeType())), x.dtype());
  }

  // ---- one operand

  /// `kind` of every element.
  public static Node unary(UnaryKind kind, Node x) {
    return Node.of(new Op.Unary(kind), x);
  }

  /// -x.
  public static Node neg(Node x) {
    return unary(UnaryKind.NEG, x);
  }

  /// |x|.
  public static Node abs(Node x) {
    return unary(UnaryKind.ABS, x);
  }

  /// -1, 0 or 1.
  public static Node sign(Node x) {
    return unary(UnaryKind.SIGN, x);
  }

  /// The largest integer not above x.
  public static Node floor(Node x) {
    return unary(UnaryKind.FLOOR, x);
  }

  /// The smallest integer not below x.
  public static Node ceil(Node x) {
    return unary(UnaryKind.CEIL, x);
  }

  /// The nearest integer, halves to even.
  public static Node round(Node x) {
    return unary(UnaryKind.ROUND, x);
  }

  /// 1 / x.
  public static Node recip(Node x) {
    return unary(UnaryKind.RECIP, x);
  }

  /// The square root.
  public static Node sqrt(Node x) {
    return unary(UnaryKind.SQRT, x);
  }

  /// x * x.
  public static Node square(Node x) {
    return mul(x, x);
  }

  /// e^x.
  public static Node exp(Node x) {
    return unary(UnaryKind.EXP, x);
  }

  /// e^x - 1.
  public static Node expm1(Node x) {
    return unary(UnaryKind.EXPM1, x);
  }

  /// The natural logarithm.
  public static Node log(Node x) {
    return unary(UnaryKind.LOG, x);
  }

  /// log(1 + x).
  public static Node log1p(Node x) {
    return unary(UnaryKind.LOG1P, x);
  }

  /// Sine.
  public static Node sin(Node x) {
    return unary(UnaryKind.SIN, x);
  }

  /// Cosine.
  public static Node cos(Node x) {
    return unary(UnaryKind.COS, x);
  }

  /// Hyperbolic sine.
  public static Node sinh(Node x) {
    return unary(UnaryKind.SINH, x);
  }

  /// Hyperbolic cosine.
  public static Node cosh(Node x) {
    return unary(UnaryKind.COSH, x);
  }

  /// Hyperbolic tangent.
  public static Node tanh(Node x) {
    return unary(UnaryKind.TANH, x);
  }

  /// 1 / (1 + e^-x).
  public static Node sigmoid(Node x) {
    return unary(UnaryKind.SIGMOID, x);
  }

  /// The error function.
  public static Node erf(Node x) {
    return unary(UnaryKind.ERF, x);
  }

  /// Logical not of bool, bitwise not of integers.
  public static Node not(Node x) {
    return unary(UnaryKind.NOT, x);
  }

  /// The polygamma function of this order; -1 is log-gamma.
  public static Node polygamma(int order, Node x) {
    return Node.of(new Op.Polygamma(order), x);
  }

  /// x as another dtype.
  public static Node cast(Node x, DType dtype) {
    return x.dtype() == dtype ? x : Node.of(new Op.Cast(dtype), x);
  }

  /// x, through which no gradient flows.
  public static Node detach(Node x) {
    return Node.of(new Op.Detach(), x);
  }

  // ---- two operands of one type

  /// `kind` of the elements of a and b.
  public static Node binary(BinaryKind kind, Node a, Node b) {
    return Node.of(new Op.Binary(kind), a, b);
  }

  /// a + b; of 16-bit floats, whose cotangents meet here, in f32 and rounded.
  public static Node add(Node a, Node b) {
    return a.dtype().isHalf() && a.dtype() == b.dtype()
        ? computed(a, x -> binary(BinaryKind.ADD, x, cast(b, x.dtype())))
        : binary(BinaryKind.ADD, a, b);
  }

  /// a + b.
  public static Node add(Node a, double b) {
    return add(a, constant(b, a.type()));
  }

  /// a - b.
  public static Node sub(Node a, Node b) {
    return binary(BinaryKind.SUB, a, b);
  }

  /// a - b.
  public static Node sub(Node a, double b) {
    return sub(a, constant(b, a.type()));
  }

  /// a - b.
  public static Node sub(double a, Node b) {
    return sub(constant(a, b.type()), b);
  }

  /// a * b.
  public static Node mul(Node a, Node b) {
    return binary(BinaryKind.MUL, a, b);
  }

  /// a * b.
  public static Node mul(Node a, double b) {
    return mul(a, constant(b, a.type()));
  }

  /// a / b.
  public static Node div(Node a, Node b) {
    return binary(BinaryKind.DIV, a, b);
  }

  /// a / b.
  public static Node div(Node a, double b) {
    return div(a, constant(b, a.type()));
  }

  /// The remainder of a / b with the sign of b.
  public static Node mod(Node a, Node b) {
    return binary(BinaryKind.MOD, a, b);
  }

  /// a to the power b.
  public static Node pow(Node a, Node b) {
    return binary(BinaryKind.POW, a, b);
  }

  /// The larger.
  public static Node max(Node a, Node b) {
    return binary(BinaryKind.MAX, a, b);
  }

  /// The larger.
  public static Node max(Node a, double b) {
    return max(a, constant(b, a.type()));
  }

  /// The smaller.
  public static Node min(Node a, Node b) {
    return binary(BinaryKind.MIN, a, b);
  }

  /// The smaller.
  public static Node min(Node a, double b) {
    return min(a, constant(b, a.type()));
  }

  /// Logical and, bitwise and.
  public static Node and(Node a, Node b) {
    return binary(BinaryKind.AND, a, b);
  }

  /// Logical or, bitwise or.
  public static Node or(Node a, Node b) {
    return binary(BinaryKind.OR, a, b);
  }

  /// Whether `kind` holds, as bool.
  public static Node compare(CompareKind kind, Node a, Node b) {
    return Node.of(new Op.Compare(kind), a, b);
  }

  /// Whether `kind` holds, as bool.
  public static Node compare(CompareKind kind, Node a, double b) {
    return compare(kind, a, constant(b, a.type()));
  }

  /// a where the condition is true, b elsewhere.
  public static Node where(Node condition, Node a, Node b) {
    return Node.of(new Op.Where(), condition, a, b);
  }

  /// a where the condition is true, b elsewhere.
  public static Node where(Node condition, Node a, double b) {
    return where(condition, a, constant(b, a.type()));
  }

  /// a where the condition is true, b elsewhere.
  public static Node where(Node condition, double a, Node b) {
    return where(condition, constant(a, b.type()), b);
  }

  // ---- views

  /// The elements under another shape.
  public static Node reshape(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : Node.of(new Op.Reshape(shape), x);
  }

  /// x stretched to `shape`.
  public static Node broadcastTo(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : Node.of(new Op.Broadcast(shape), x);
  }

  /// Axes in another order: axis `i` of the result is axis `order[i]` of x.
  public static Node permute(Node x, int... order) {
    return Node.of(new Op.Permute(Ints.of(order)), x);
  }

  /// x with its last two axes exchanged.
  public static Node swapLast(Node x) {
    int rank = x.shape().rank();
    int[] order = new int[rank];
    Arrays.setAll(order, i -> i);
    order[rank - 2] = rank - 1;
    order[rank - 1] = rank - 2;
    return permute(x, order);
  }

  /// Elements `start` to `limit` along `axis`, all along the others.
  public static Node slice(Node x, int axis, int start, int limit) {
    int[] starts = new int[x.shape().rank()];
    int[] limits = x.shape().toArray();
    starts[axis] = start;
    limits[axis] = limit;
    return slice(x, starts, limits);
  }

  /// Elements `start` to `limit` along each axis.
  public static Node slice(Node x, int[] start, int[] limit) {
    if (Arrays.equals(start, new int[start.length]) && Arrays.equals(limit, x.shape().toArray())) {
      return x;
    }
    Ints step = Ints.filled(start.length, 1);
    return Node.of(new Op.Slice(Ints.of(start), Ints.of(limit), step), x);
  }

  /// x with `low` elements of `value` before and `high` after along each axis.
  public static Node pad(Node x, int[] low, int[] high, double value) {
    int[] none = new int[low.length];
    if (Arrays.equals(low, none) && Arrays.equals(high, none)) {
      return x;
    }
    return Node.of(new Op.Pad(Ints.of(low), Ints.of(high), value), x);
  }

  /// x with `low` elements of `value` before and `high` after along `axis`.
  public static Node pad(Node x, int axis, int low, int high, double value) {
    int[] lows = new int[x.shape().rank()];
    int[] highs = new int[x.shape().rank()];
    lows[axis] = low;
    highs[axis] = high;
    return pad(x, lows, highs, value);
  }

  /// The operands one after another along `axis`.
  public static Node concat(int axis, List<Node> parts) {
    return Node.of(new Op.Concat(axis), parts);
  }

  // ---- reductions

  /// x reduced over `axes` (each from 0, in any order, none twice).
  ///
  /// Adjacent axes are one reduction; separate groups are reduced innermost first.
  ///
  /// @param keep whether the axes stay, with extent 1
  public static Node reduce(ReduceKind kind, Node x, int[] axes, boolean keep) {
    boolean[] reduced = new boolean[x.shape().rank()];
    int[] kept = x.shape().toArray();
    for (int axis : axes) {
      reduced[axis] = true;
      kept[axis] = 1;
    }
    Node result = x;
    int to = reduced.length;
    while (to > 0) {
      int from = to;
      while (from > 0 && reduced[from - 1]) {
        from--;
      }
      if (from < to) {
        result = Node.of(new Op.Reduce(kind, from, to), result);
      }
      to = Math.min(from, to - 1);
    }
    return keep ? reshape(result, Shape.of(kept)) : result;
  }

  /// The sum over `axes`.
  public static Node sum(Node x, int[] axes, boolean keep) {
    return reduce(ReduceKind.SUM, x, axes, keep);
  }

  /// The sum of all elements, a scalar.
  public static Node sum(Node x) {
    int rank = x.shape().rank();
    return rank == 0 ? x : Node.of(new Op.Reduce(ReduceKind.SUM, 0, rank), x);
  }

  /// x summed to `shape`: what undoes a broadcast from `shape`.
  ///
  /// Extents of 1 join the group of axes they lie in; groups are summed innermost first.
  public static Node sumTo(Node x, Shape shape) {
    Shape from = x.shape();
    int added = from.rank() - shape.rank();
    List<Integer> axes = new ArrayList<>();
    int to = from.rank();
    while (to > 0) {
      int start = to;
      while (start > 0 && (start - 1 < added || shape.dim(start - 1 - added) == 1)) {
        start--;
      }
      if (from.size(start, to) != 1) {
        for (int axis = start; axis < to; axis++) {
          axes.add(axis);
        }
      }
      to = Math.min(start, to - 1);
    }
    return reshape(sum(x, axes.stream().mapToInt(i -> i).toArray(), false), shape);
  }

  // ---- windows and prefixes

  /// x with `axis` reversed.
  public static Node flip(Node x, int axis) {
    return Node.of(new Op.Flip(1 << axis), x);
  }

  /// Windows of x along `axis`, their elements along the axis that follows it.
  public static Node window(Node x, int axis, int size, int stride, int dilation) {
    return Node.of(new Op.Window(axis, size, stride, dilation), x);
  }

  /// Windows of x, which lie along `axis`, added up where they lie in an axis of `extent`.
  public static Node fold(Node x, int axis, int extent, int stride, int dilation) {
    return Node.of(new Op.Fold(axis, extent, stride, dilation), x);
  }

  /// Running results along `axis`.
  public static Node prefix(PrefixKind kind, Node x, int axis) {
    return Node.of(new Op.Prefix(kind, axis), x);
  }

  // ---- indexing and products

  /// Rows of `data` along `axis` at `indices`.
  public static Node gather(Node data, int axis, Node indices) {
    return Node.of(new Op.Gather(axis), data, indices);
  }

  /// `base` with `rows` added at `indices` along `axis`.
  public static Node scatterAdd(Node base, int axis, Node indices, Node rows) {
    return Node.of(new Op.Scatter(ScatterKind.ADD, axis), base, indices, rows);
  }

  /// The product over the last two axes, each operand transposed first if its flag is set.
  public static Node matmul(Node a, boolean transposeA, Node b, boolean transposeB) {
    return Node.of(new Op.MatMul(transposeA, transposeB), a, b);
  }

  /// The product over the last two axes.
  public static Node matmul(Node a, Node b) {
    return matmul(a, false, b, false);
  }
}
