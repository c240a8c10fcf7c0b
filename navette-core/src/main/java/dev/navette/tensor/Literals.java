// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.HalfFloat;

/// Which numbers are part of a plan's structure rather than its arguments.
final class Literals {
  private Literals() {}

  /// 0, 1, -1, 2 and 0.5: they allow simpler code and appear in formulas. Any other literal is an
  /// argument, since it may vary from step to step.
  static boolean isStructural(double value) {
    return Double.doubleToRawLongBits(value) == 0L
        || value == 1
        || value == -1
        || value == 2
        || value == 0.5;
  }

  /// `value` as `dtype` holds it.
  static double rounded(double value, DType dtype) {
    return switch (dtype) {
      case BOOL -> value == 0 ? 0 : 1;
      case U8 -> (int) value & 0xFF;
      case I32 -> (int) value;
      case I64 -> (long) value;
      case F16, BF16 -> HalfFloat.decode(dtype, HalfFloat.encode(dtype, (float) value));
      case F32 -> (float) value;
      case F64 -> value;
    };
  }
}
