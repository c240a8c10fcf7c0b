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
      case Op.Reshape r -> ViewInference.reshape(r.shape(), in.get(0));
      case Op.Permute p -> ViewInference.permute(p.order(), in.get(0));
      case Op.Broadcast b -> ViewInference.broadcast(b.shape(), in.get(0));
      case Op.Slice s -> ViewInference.slice(s, in.get(0));
      case Op.Flip _ -> in.get(0);
      case Op.Pad p -> ViewInference.pad(p, in.get(0));
      case Op.Concat c -> ViewInference.concat(c.axis(), in);
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
