// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.List;

/// The shape and dtype rule of every operation, with the error that teaches when it does not hold.
public final class Inference {
  private Inference() {}

  /// The type of `op` applied to operands of these types.
  ///
  /// @throws ShapeException naming the operation, the shapes and the fix
  /// @throws DTypeException naming the operation, the dtypes and the fix
  public static TensorType infer(Op op, List<TensorType> in) {
    HalfRule.check(op, in);
    return switch (op) {
      case Op.Input _ -> throw new IllegalArgumentException("an input's type is given");
      case Op.Const c -> TensorType.scalar(c.dtype());
      case Op.Iota i -> i.type();
      case Op.RandomBits r -> new TensorType(DType.I32, r.shape());
      case Op.Unary u -> unary(u.kind(), in.get(0));
      case Op.Polygamma _ -> floats("polygamma", in.get(0));
      case Op.Binary b -> binary(b.kind(), in.get(0), in.get(1));
      case Op.Compare c -> same(c.kind().label(), in.get(0), in.get(1)).withDType(DType.BOOL);
      case Op.Where _ -> where(in.get(0), in.get(1), in.get(2));
      case Op.Cast c -> in.get(0).withDType(c.dtype());
      case Op.Bitcast b -> bitcast(b.dtype(), in.get(0));
      case Op.Reshape r -> reshape(r.shape(), in.get(0));
      case Op.Permute p -> permute(p.order(), in.get(0));
      case Op.Broadcast b -> broadcast(b.shape(), in.get(0));
      case Op.Slice s -> slice(s, in.get(0));
      case Op.Flip _ -> in.get(0);
      case Op.Pad p -> pad(p, in.get(0));
      case Op.Concat c -> concat(c.axis(), in);
      case Op.Reduce r -> reduce(r, in.get(0));
      case Op.ArgReduce a -> argReduce(a, in.get(0));
      case Op.Gather g -> IndexInference.gather(g.axis(), in.get(0), in.get(1));
      case Op.Scatter s -> IndexInference.scatter(s, in.get(0), in.get(1), in.get(2));
      case Op.Window w -> WindowInference.window(w, in.get(0));
      case Op.Fold f -> WindowInference.fold(f, in.get(0));
      case Op.Prefix p -> prefix(p, in.get(0));
      case Op.ArgSort a -> IndexInference.argSort(a, in.get(0));
      case Op.Conv c -> WindowInference.conv(c, in.get(0), in.get(1));
      case Op.Scan s -> ControlInference.scan(s, in);
      case Op.Checkpoint c -> ControlInference.checkpoint(c, in);
      case Op.After _ -> in.get(0);
      case Op.MatMul m -> matmul(m, in.get(0), in.get(1));
      case Op.Composite c -> c.body().outputs().getFirst().type();
      case Op.CustomKernel k -> k.fallback().outputs().getFirst().type();
      case Op.Detach _ -> in.get(0);
      case Op.Gradient _ -> gradient(in.get(0));
      case Op.Pick _ ->
          throw new IllegalArgumentException(
              "the type of a result follows from what it is picked of");
    };
  }

  /// The type of result `index` of a node with several.
  static TensorType picked(int index, Node of) {
    return of.op() instanceof Op.Gradient ? of.input(index + 1).type() : result(of.op(), index);
  }

  /// The type of result `index` of a loop or checkpoint.
  ///
  /// @throws IllegalArgumentException if `op` does not have several results
  public static TensorType result(Op op, int index) {
    return switch (op) {
      case Op.Scan s -> ControlInference.result(s, index);
      case Op.Checkpoint c -> c.body().outputs().get(index).type();
      default -> throw new IllegalArgumentException(op.label() + " does not have several results");
    };
  }

  private static TensorType unary(UnaryKind kind, TensorType x) {
    return switch (kind) {
      case NEG, ABS, SIGN -> {
        if (x.dtype() == DType.BOOL) {
          throw dtype(kind.label(), x, "numbers", "cast it, for example cast(DType.F32)");
        }
        yield x;
      }
      case NOT -> {
        if (x.dtype().isFloat()) {
          throw dtype("not", x, "bool and integers", "compare first, for example x.eq(0)");
        }
        yield x;
      }
      case FLOOR, CEIL, ROUND -> x.dtype().isInteger() ? x : floats(kind.label(), x);
      case RECIP,
          SQRT,
          EXP,
          EXPM1,
          LOG,
          LOG1P,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          TANH,
          SIGMOID,
          ERF ->
          floats(kind.label(), x);
    };
  }

  private static TensorType floats(String operation, TensorType x) {
    if (!x.dtype().isFloat()) {
      throw dtype(operation, x, "f32 and f64", "cast it, for example cast(DType.F32)");
    }
    return x;
  }

  private static TensorType binary(BinaryKind kind, TensorType a, TensorType b) {
    TensorType t = same(kind.label(), a, b);
    return switch (kind) {
      case ADD, SUB, MUL, DIV, MOD -> {
        if (t.dtype() == DType.BOOL) {
          throw dtype(kind.label(), t, "numbers", "cast to a number, or use and, or, xor");
        }
        yield t;
      }
      case MAX, MIN -> t;
      case POW, ATAN2 -> floats(kind.label(), t);
      case AND, OR, XOR -> {
        if (t.dtype().isFloat()) {
          throw dtype(kind.label(), t, "bool and integers", "compare or cast first");
        }
        yield t;
      }
      case SHL, SHR -> {
        if (t.dtype() != DType.I32 && t.dtype() != DType.I64) {
          throw dtype(kind.label(), t, "i32 and i64", "cast it, for example cast(DType.I32)");
        }
        yield t;
      }
    };
  }

  private static TensorType same(String operation, TensorType a, TensorType b) {
    if (a.equals(b)) {
      return a;
    }
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          operation
              + ": operands are "
              + a
              + " and "
              + b
              + ", which differ in dtype; cast one of them to the other's");
    }
    throw new ShapeException(
        operation + ": shapes " + a.shape() + " and " + b.shape() + " differ; broadcast one first");
  }

  static DTypeException dtype(String operation, TensorType x, String wanted, String fix) {
    return new DTypeException(
        operation + " is defined for " + wanted + ", not for " + x + "; " + fix);
  }

  private static TensorType where(TensorType condition, TensorType a, TensorType b) {
    if (condition.dtype() != DType.BOOL) {
      throw new DTypeException(
          "where: the condition is "
              + condition
              + ", not bool; compare first, for example x.gt(0)");
    }
    TensorType t = same("where", a, b);
    if (!condition.shape().equals(t.shape())) {
      throw new ShapeException(
          "where: the condition's shape "
              + condition.shape()
              + " and the operands' shape "
              + t.shape()
              + " differ; broadcast one first");
    }
    return t;
  }

  private static TensorType bitcast(DType to, TensorType x) {
    if (to.isHalf()) {
      throw new DTypeException(
          "bitcast: "
              + to
              + " has 2 bytes an element, and no integer dtype has; use cast to convert values");
    }
    if (x.dtype().bytes() != to.bytes()) {
      throw new DTypeException(
          "bitcast: "
              + x
              + " has "
              + x.dtype().bytes()
              + " bytes an element and "
              + to
              + " has "
              + to.bytes()
              + "; use cast to convert values");
    }
    return x.withDType(to);
  }

  private static TensorType reshape(Shape to, TensorType x) {
    if (to.size() != x.shape().size()) {
      throw new ShapeException(
          "reshape: shape "
              + x.shape()
              + " has "
              + x.shape().size()
              + " elements and "
              + to
              + " has "
              + to.size()
              + "; the counts must be equal (use -1 for one extent to have it computed)");
    }
    return x.withShape(to);
  }

  private static TensorType permute(Ints order, TensorType x) {
    int rank = x.shape().rank();
    int seen = 0;
    int[] dims = new int[rank];
    boolean fits = order.size() == rank;
    for (int i = 0; fits && i < rank; i++) {
      int a = order.get(i);
      fits = a >= 0 && a < rank && (seen & 1 << a) == 0;
      if (fits) {
        seen |= 1 << a;
        dims[i] = x.shape().dim(a);
      }
    }
    if (!fits) {
      throw new ShapeException(
          "permute: "
              + order
              + " is not an order of the "
              + rank
              + " axes of shape "
              + x.shape()
              + "; name each axis from 0 to "
              + (rank - 1)
              + " once");
    }
    return x.withShape(Shape.of(dims));
  }

  private static TensorType broadcast(Shape to, TensorType x) {
    Shape from = x.shape();
    boolean fits = from.rank() <= to.rank();
    for (int i = 0; fits && i < from.rank(); i++) {
      int d = from.dim(i);
      fits = d == 1 || d == to.dim(i + to.rank() - from.rank());
    }
    if (!fits) {
      throw new ShapeException(
          "broadcast: shape "
              + from
              + " does not stretch to "
              + to
              + "; aligned at the last axis, each extent must be equal or 1");
    }
    return x.withShape(to);
  }

  private static TensorType slice(Op.Slice s, TensorType x) {
    int rank = x.shape().rank();
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      int start = s.start().get(i);
      int limit = s.limit().get(i);
      int step = s.step().get(i);
      if (start < 0 || limit > x.shape().dim(i) || start > limit || step < 1) {
        throw new ShapeException(
            "slice: "
                + start
                + " to "
                + limit
                + " by "
                + step
                + " on axis "
                + i
                + " of shape "
                + x.shape()
                + "; bounds must satisfy 0 <= start <= end <= "
                + x.shape().dim(i)
                + " and the step be 1 or more");
      }
      dims[i] = (limit - start + step - 1) / step;
    }
    return x.withShape(Shape.of(dims));
  }

  private static TensorType pad(Op.Pad p, TensorType x) {
    int[] dims = x.shape().toArray();
    if (p.low().size() != dims.length || p.high().size() != dims.length) {
      throw new ShapeException(
          "pad: "
              + p.low()
              + " before and "
              + p.high()
              + " after do not name each axis of shape "
              + x.shape()
              + "; give one number an axis");
    }
    for (int i = 0; i < dims.length; i++) {
      if (p.low().get(i) < 0 || p.high().get(i) < 0) {
        throw new ShapeException(
            "pad: "
                + p.low()
                + " before and "
                + p.high()
                + " after; amounts are 0 or more, use slice to cut");
      }
      dims[i] += p.low().get(i) + p.high().get(i);
    }
    return x.withShape(Shape.of(dims));
  }

  private static TensorType concat(int axis, List<TensorType> in) {
    TensorType first = in.getFirst();
    int extent = 0;
    for (int i = 0; i < in.size(); i++) {
      TensorType t = in.get(i);
      if (t.dtype() != first.dtype()) {
        throw new DTypeException(
            "concat: operand 0 is "
                + first
                + " and operand "
                + i
                + " is "
                + t
                + "; cast to one dtype");
      }
      boolean fits = t.shape().rank() == first.shape().rank();
      for (int d = 0; fits && d < first.shape().rank(); d++) {
        fits = d == axis || t.shape().dim(d) == first.shape().dim(d);
      }
      if (!fits) {
        throw new ShapeException(
            "concat along axis "
                + axis
                + ": operand 0 has shape "
                + first.shape()
                + " and operand "
                + i
                + " has "
                + t.shape()
                + "; all extents but that of the axis must be equal");
      }
      extent += t.shape().dim(axis);
    }
    return first.withShape(first.shape().with(axis, extent));
  }

  private static TensorType reduce(Op.Reduce r, TensorType x) {
    if (x.dtype() == DType.BOOL && (r.kind() == ReduceKind.SUM || r.kind() == ReduceKind.PROD)) {
      throw dtype(r.kind().label(), x, "numbers", "cast it, for example cast(DType.I64) to count");
    }
    if (x.shape().size(r.from(), r.to()) == 0
        && (r.kind() == ReduceKind.MAX || r.kind() == ReduceKind.MIN)) {
      throw new ShapeException(
          r.kind().label()
              + ": shape "
              + x.shape()
              + " has no elements along the reduced axes; the extreme of nothing is not defined");
    }
    return x.withShape(x.shape().without(r.from(), r.to()));
  }

  private static TensorType argReduce(Op.ArgReduce a, TensorType x) {
    if (x.shape().dim(a.axis()) == 0) {
      throw new ShapeException(
          new Op.ArgReduce(a.largest(), 0).label()
              + ": shape "
              + x.shape()
              + " has no elements along axis "
              + a.axis());
    }
    return new TensorType(DType.I64, x.shape().without(a.axis(), a.axis() + 1));
  }

  private static TensorType prefix(Op.Prefix p, TensorType x) {
    return switch (p.kind()) {
      case SUM, PROD -> {
        if (x.dtype() == DType.BOOL) {
          throw dtype(p.kind().label(), x, "numbers", "cast it, for example cast(DType.I64)");
        }
        yield x;
      }
      case MAX, MIN -> x;
      case LOG_SUM_EXP -> floats(p.kind().label(), x);
    };
  }

  private static TensorType matmul(Op.MatMul m, TensorType a, TensorType b) {
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          "matmul: operands are " + a + " and " + b + "; cast one to the other's dtype");
    }
    if (a.dtype() == DType.BOOL || a.dtype() == DType.U8) {
      throw dtype("matmul", a, "f32, f64, i32 and i64", "cast it first");
    }
    int rank = a.shape().rank();
    boolean fits = rank >= 2 && rank == b.shape().rank();
    for (int i = 0; fits && i < rank - 2; i++) {
      fits = a.shape().dim(i) == b.shape().dim(i);
    }
    if (!fits) {
      throw new ShapeException(
          "matmul: shapes "
              + a.shape()
              + " and "
              + b.shape()
              + " do not have the same leading axes before the last two; broadcast them first");
    }
    int rows = a.shape().dim(m.transposeA() ? rank - 1 : rank - 2);
    int inner = a.shape().dim(m.transposeA() ? rank - 2 : rank - 1);
    int innerB = b.shape().dim(m.transposeB() ? rank - 1 : rank - 2);
    int columns = b.shape().dim(m.transposeB() ? rank - 2 : rank - 1);
    if (inner != innerB) {
      throw new ShapeException(
          "matmul: "
              + a.shape()
              + (m.transposeA() ? " transposed" : "")
              + " has "
              + inner
              + " columns and "
              + b.shape()
              + (m.transposeB() ? " transposed" : "")
              + " has "
              + innerB
              + " rows; these must be equal (transpose one operand if it is laid out the other way)");
    }
    return a.withShape(a.shape().with(rank - 2, rows).with(rank - 1, columns));
  }

  private static TensorType gradient(TensorType loss) {
    if (loss.shape().rank() != 0) {
      throw new ShapeException(
          "gradient: the loss has shape "
              + loss.shape()
              + ", not (); reduce it to a scalar first, for example loss.mean()");
    }
    return floats("gradient", loss);
  }
}
