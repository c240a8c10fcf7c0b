// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.backend.math.F32Math;
import dev.navette.backend.math.F64Math;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.HalfFloat;
import dev.navette.ir.TensorType;
import dev.navette.ir.UnaryKind;
import dev.navette.memory.HostBuffer;

/// Operations that compute each element from those at the same place.
final class ElementWise {
  private ElementWise() {}

  static void unary(UnaryKind kind, HostBuffer x, HostBuffer out) {
    for (int i = 0; i < out.size(); i++) {
      switch (x.dtype()) {
        case F32 -> Elements.floats(out)[i] = ScalarF32.unary(kind, Elements.floats(x)[i]);
        case F64 -> Elements.doubles(out)[i] = ScalarF64.unary(kind, Elements.doubles(x)[i]);
        case BOOL, U8, I32, I64 ->
            Elements.setLong(out, i, ScalarInt.unary(kind, x.dtype(), x.getLong(i)));
        case F16, BF16 -> throw computesInHalf(x.dtype());
      }
    }
  }

  static void polygamma(int order, HostBuffer x, HostBuffer out) {
    for (int i = 0; i < out.size(); i++) {
      if (x.dtype() == DType.F32) {
        Elements.floats(out)[i] = F32Math.polygamma(order, Elements.floats(x)[i]);
      } else {
        Elements.doubles(out)[i] = F64Math.polygamma(order, Elements.doubles(x)[i]);
      }
    }
  }

  static void binary(BinaryKind kind, HostBuffer a, HostBuffer b, HostBuffer out, TensorType type) {
    for (int i = 0; i < out.size(); i++) {
      switch (a.dtype()) {
        case F32 ->
            Elements.floats(out)[i] =
                ScalarF32.binary(kind, Elements.floats(a)[i], Elements.floats(b)[i]);
        case F64 ->
            Elements.doubles(out)[i] =
                ScalarF64.binary(kind, Elements.doubles(a)[i], Elements.doubles(b)[i]);
        case BOOL, U8, I32, I64 -> {
          if ((kind == BinaryKind.DIV || kind == BinaryKind.MOD) && b.getLong(i) == 0) {
            throw divisionByZero(kind, i, type);
          }
          Elements.setLong(out, i, ScalarInt.binary(kind, a.dtype(), a.getLong(i), b.getLong(i)));
        }
        case F16, BF16 -> throw computesInHalf(a.dtype());
      }
    }
  }

  private static ArithmeticException divisionByZero(BinaryKind kind, int index, TensorType type) {
    return new ArithmeticException(
        kind.label()
            + ": the divisor is 0 at element "
            + Coordinates.of(type.shape(), index)
            + " of "
            + type
            + "; integers have no infinity: cast to a float, or replace the zeros first");
  }

  static void compare(CompareKind kind, HostBuffer a, HostBuffer b, HostBuffer out) {
    boolean[] result = (boolean[]) out.array();
    for (int i = 0; i < out.size(); i++) {
      result[i] =
          switch (a.dtype()) {
            case F32 -> ScalarF32.compare(kind, Elements.floats(a)[i], Elements.floats(b)[i]);
            case F64 -> ScalarF64.compare(kind, Elements.doubles(a)[i], Elements.doubles(b)[i]);
            case BOOL, U8, I32, I64 -> ScalarInt.compare(kind, a.getLong(i), b.getLong(i));
            case F16, BF16 -> throw computesInHalf(a.dtype());
          };
    }
  }

  static void where(HostBuffer condition, HostBuffer a, HostBuffer b, HostBuffer out) {
    for (int i = 0; i < out.size(); i++) {
      Elements.copy(condition.getLong(i) != 0 ? a : b, i, out, i);
    }
  }

  static void cast(HostBuffer x, HostBuffer out) {
    for (int i = 0; i < out.size(); i++) {
      double number = x.getDouble(i);
      switch (out.dtype()) {
        case F32 -> Elements.floats(out)[i] = toFloat(x, i);
        case F16, BF16 -> ((short[]) out.array())[i] = HalfFloat.encode(out.dtype(), toFloat(x, i));
        case F64 -> Elements.doubles(out)[i] = number;
        case BOOL -> ((boolean[]) out.array())[i] = number != 0;
        case U8 -> ((byte[]) out.array())[i] = (byte) toInt(x, i);
        case I32 -> ((int[]) out.array())[i] = toInt(x, i);
        case I64 -> ((long[]) out.array())[i] = x.getLong(i);
      }
    }
  }

  /// An i64 is rounded once, not through f64.
  private static float toFloat(HostBuffer x, int i) {
    return x.dtype() == DType.I64 ? (float) x.getLong(i) : (float) x.getDouble(i);
  }

  private static IllegalStateException computesInHalf(DType dtype) {
    return new IllegalStateException("arithmetic on " + dtype + ", which only stores");
  }

  /// Floats saturate and NaN is 0; an i64 keeps its low bits.
  private static int toInt(HostBuffer x, int i) {
    return x.dtype().isFloat() ? (int) x.getDouble(i) : (int) x.getLong(i);
  }

  static void bitcast(HostBuffer x, HostBuffer out) {
    for (int i = 0; i < out.size(); i++) {
      long bits =
          switch (x.array()) {
            case float[] a -> Float.floatToRawIntBits(a[i]);
            case double[] a -> Double.doubleToRawLongBits(a[i]);
            default -> x.getLong(i);
          };
      switch (out.array()) {
        case float[] a -> a[i] = Float.intBitsToFloat((int) bits);
        case double[] a -> a[i] = Double.longBitsToDouble(bits);
        default -> Elements.setLong(out, i, bits);
      }
    }
  }
}
