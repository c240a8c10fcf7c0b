// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.backend.math.LogSumExp;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.Op;
import dev.navette.ir.PrefixKind;
import dev.navette.ir.Shape;
import dev.navette.memory.HostBuffer;

/// Running results along an axis: element i is made of element i - 1 and the operand's element i.
final class Prefixes {
  private Prefixes() {}

  static void prefix(Op.Prefix p, HostBuffer x, Shape shape, HostBuffer out) {
    int inner = shape.size(p.axis() + 1, shape.rank());
    for (int i = 0; i < out.size(); i++) {
      if (Coordinates.split(shape, i)[p.axis()] == 0) {
        Elements.copy(x, i, out, i);
      } else {
        combine(p.kind(), out, i - inner, x, i);
      }
    }
  }

  /// `out[i] = out[before] (kind) x[i]`.
  private static void combine(PrefixKind kind, HostBuffer out, int before, HostBuffer x, int i) {
    switch (out.array()) {
      case float[] a -> a[i] = combine(kind, a[before], Elements.floats(x)[i]);
      case double[] a -> a[i] = combine(kind, a[before], Elements.doubles(x)[i]);
      default ->
          Elements.setLong(
              out, i, ScalarInt.binary(step(kind), out.dtype(), out.getLong(before), x.getLong(i)));
    }
  }

  private static float combine(PrefixKind kind, float a, float b) {
    return kind == PrefixKind.LOG_SUM_EXP ? LogSumExp.of(a, b) : ScalarF32.binary(step(kind), a, b);
  }

  private static double combine(PrefixKind kind, double a, double b) {
    return kind == PrefixKind.LOG_SUM_EXP ? LogSumExp.of(a, b) : ScalarF64.binary(step(kind), a, b);
  }

  private static BinaryKind step(PrefixKind kind) {
    return switch (kind) {
      case SUM -> BinaryKind.ADD;
      case PROD -> BinaryKind.MUL;
      case MAX -> BinaryKind.MAX;
      case MIN -> BinaryKind.MIN;
      case LOG_SUM_EXP -> throw new IllegalStateException("integers have no logarithm");
    };
  }
}
