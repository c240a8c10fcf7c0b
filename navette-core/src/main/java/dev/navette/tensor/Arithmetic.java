// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.ir.UnaryKind;
import org.jspecify.annotations.Nullable;

/// Records element-wise operations: promotes dtypes, broadcasts shapes, turns numbers into tensors.
///
/// Operands of one float type, the usual case, take a path that allocates nothing but the result.
final class Arithmetic {
  private static final double[] SHARED = {0, 1, -1, 2, 0.5};

  // What most literals are. They are only ever operands, so sharing them is invisible.
  private static final Tensor[][] CONSTANTS = new Tensor[DType.values().length][SHARED.length];

  static {
    for (DType d : DType.values()) {
      for (int i = 0; i < SHARED.length; i++) {
        CONSTANTS[d.ordinal()][i] = Tensor.constant(SHARED[i], d);
      }
    }
  }

  private Arithmetic() {}

  // ---- one operand

  /// A function that keeps the dtype.
  static Tensor unary(UnaryKind kind, Tensor x) {
    return x.dtype().isFloat()
        ? Tensor.record(Ops.unary(kind), x.type(), x)
        : Tensor.record(Ops.unary(kind), x);
  }

  /// A function with real values: integers and bool become f32 first.
  static Tensor real(UnaryKind kind, Tensor x) {
    Tensor f = real(x);
    return Tensor.record(Ops.unary(kind), f.type(), f);
  }

  /// x if it is a float, else as f32.
  static Tensor real(Tensor x) {
    return x.dtype().isFloat() ? x : cast(x, DType.F32);
  }

  static Tensor cast(Tensor x, DType dtype) {
    return x.dtype() == dtype ? x : Tensor.record(Ops.cast(dtype), x.type().withDType(dtype), x);
  }

  /// @throws DTypeException if `x` is not a float
  static void requireFloat(String operation, Tensor x) {
    if (!x.dtype().isFloat()) {
      throw new DTypeException(
          operation
              + " is defined for floats, not for "
              + x.type()
              + "; cast it, for example cast(DType.F32)");
    }
  }

  // ---- two operands

  static Tensor binary(BinaryKind kind, Tensor a, Tensor b) {
    TensorType t = a.type();
    if (t.dtype().isFloat() && t.equals(b.type())) {
      return Tensor.record(Ops.binary(kind), t, a, b);
    }
    DType d = DType.promote(a.dtype(), b.dtype());
    if (!d.isFloat()
        && (kind == BinaryKind.DIV || kind == BinaryKind.POW || kind == BinaryKind.ATAN2)) {
      d = DType.F32;
    }
    return joined(kind, a, b, d);
  }

  /// Integer division, rounding toward zero.
  static Tensor quotient(Tensor a, Tensor b) {
    return joined(BinaryKind.DIV, a, b, DType.promote(a.dtype(), b.dtype()));
  }

  static Tensor binary(BinaryKind kind, Tensor a, double b) {
    Tensor x = widened(kind.label(), a, b);
    return Halves.computed(x, w -> binary(kind, w, literal(b, w)));
  }

  static Tensor binary(BinaryKind kind, double a, Tensor b) {
    Tensor x = widened(kind.label(), b, a);
    return Halves.computed(x, w -> binary(kind, literal(a, w), w));
  }

  private static Tensor joined(BinaryKind kind, Tensor a, Tensor b, DType d) {
    Shape s = Shape.broadcast(a.shape(), b.shape(), kind.label());
    return Tensor.record(Ops.binary(kind), stretched(cast(a, d), s), stretched(cast(b, d), s));
  }

  /// An operation on bits: never promotes to a float.
  static Tensor bits(BinaryKind kind, Tensor a, Tensor b) {
    DType d = DType.promote(a.dtype(), b.dtype());
    Shape s = Shape.broadcast(a.shape(), b.shape(), kind.label());
    return Tensor.record(Ops.binary(kind), stretched(cast(a, d), s), stretched(cast(b, d), s));
  }

  static Tensor compare(CompareKind kind, Tensor a, Tensor b) {
    if (a.type().equals(b.type())) {
      return Tensor.record(Ops.compare(kind), a.type().withDType(DType.BOOL), a, b);
    }
    DType d = DType.promote(a.dtype(), b.dtype());
    Shape s = Shape.broadcast(a.shape(), b.shape(), kind.label());
    Tensor x = stretched(cast(a, d), s);
    return Tensor.record(
        Ops.compare(kind), x.type().withDType(DType.BOOL), x, stretched(cast(b, d), s));
  }

  static Tensor compare(CompareKind kind, Tensor a, double b) {
    Tensor x = widened(kind.label(), a, b);
    Tensor w = cast(x, x.dtype().computeType());
    return compare(kind, w, literal(b, w));
  }

  /// `a` where the condition is true, `b` elsewhere.
  static Tensor where(Tensor condition, Tensor a, Tensor b) {
    if (condition.dtype() != DType.BOOL) {
      throw new DTypeException(
          "where: the condition is "
              + condition.type()
              + ", not bool; compare first, for example x.gt(0)");
    }
    DType d = DType.promote(a.dtype(), b.dtype());
    Shape s =
        Shape.broadcast(condition.shape(), Shape.broadcast(a.shape(), b.shape(), "where"), "where");
    Tensor x = stretched(cast(a, d), s);
    return Tensor.record(Ops.WHERE, x.type(), stretched(condition, s), x, stretched(cast(b, d), s));
  }

  /// The largest finite number of a dtype.
  static double largest(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case U8 -> 255;
      case I32 -> Integer.MAX_VALUE;
      case I64 -> Long.MAX_VALUE;
      case F16 -> 65504;
      case BF16 -> 0x1.FEp127;
      case F32 -> Float.MAX_VALUE;
      case F64 -> Double.MAX_VALUE;
    };
  }

  // ---- shapes and numbers

  /// x broadcast to `shape`; itself if it has that shape.
  static Tensor stretched(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : Tensor.record(new Op.Broadcast(shape), x);
  }

  /// `value` as a tensor of the type of `like`. What cannot vary from step to step is part of the
  /// plan's structure, any other number is an argument of the plan.
  static Tensor literal(double value, Tensor like) {
    return spread(
        Double.isInfinite(value) ? fixed(value, like.dtype()) : number(value, like.dtype()), like);
  }

  /// `value` as a tensor of the type of `like`, part of the plan's structure whatever it is.
  static Tensor constant(double value, Tensor like) {
    return spread(fixed(value, like.dtype()), like);
  }

  private static Tensor spread(Tensor scalar, Tensor like) {
    return like.rank() == 0
        ? scalar
        : Tensor.record(new Op.Broadcast(like.shape()), like.type(), scalar);
  }

  /// A scalar, shared if it is one of the common constants.
  static Tensor number(double value, DType dtype) {
    Tensor shared = shared(value, dtype);
    return shared == null ? Tensor.scalar(value, dtype) : shared;
  }

  private static Tensor fixed(double value, DType dtype) {
    Tensor shared = shared(value, dtype);
    return shared == null ? Tensor.constant(value, dtype) : shared;
  }

  private static @Nullable Tensor shared(double value, DType dtype) {
    if (Literals.isStructural(value) && Literals.rounded(value, dtype) == value) {
      for (int i = 0; i < SHARED.length; i++) {
        if (SHARED[i] == value) {
          return CONSTANTS[dtype.ordinal()][i];
        }
      }
    }
    return null;
  }

  /// `x` in the dtype in which it meets the number `value`: a float stays, an integer stays if the
  /// number is one too, bool becomes i64; all others become f32.
  static Tensor widened(String operation, Tensor x, double value) {
    if (x.dtype().isFloat()) {
      return x;
    }
    if (value != Math.rint(value) || Double.isInfinite(value)) {
      return cast(x, DType.F32);
    }
    DType d = x.dtype() == DType.BOOL ? DType.I64 : x.dtype();
    boolean fits =
        switch (d) {
          case U8 -> value >= 0 && value <= 255;
          case I32 -> value == (int) value;
          case BOOL, I64, F16, BF16, F32, F64 -> true;
        };
    if (!fits) {
      throw new DTypeException(
          operation
              + ": "
              + (long) value
              + " does not fit in "
              + d
              + ", the dtype of "
              + x.type()
              + "; cast the tensor first, for example cast(DType.I64)");
    }
    return cast(x, d);
  }
}
