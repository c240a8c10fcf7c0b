// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.HalfRule;
import dev.navette.ir.Op;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Operations on 16-bit floats: computed in f32, the result rounded once.
final class Halves {
  private Halves() {}

  /// Whether one of `inputs` is a 16-bit float.
  static boolean areAmong(Tensor... inputs) {
    for (Tensor input : inputs) {
      if (input.dtype().isHalf()) {
        return true;
      }
    }
    return false;
  }

  /// Whether `op` would have to compute on a 16-bit float, which it does not.
  static boolean areComputed(Op op, Tensor... inputs) {
    return areAmong(inputs) && !HalfRule.takes(op);
  }

  /// The operands with f32 in the place of 16-bit floats.
  static Tensor[] widened(Tensor... inputs) {
    return Arrays.stream(inputs)
        .map(x -> Arithmetic.cast(x, x.dtype().computeType()))
        .toArray(Tensor[]::new);
  }

  /// `result`, computed from widened operands, in the type of the operands it was computed from.
  static Tensor rounded(Tensor result, Tensor... inputs) {
    if (result.dtype() != DType.F32) {
      return result;
    }
    for (Tensor input : inputs) {
      if (input.dtype().isHalf()) {
        return Arithmetic.cast(result, input.dtype());
      }
    }
    return result;
  }

  /// `f` of x, computed in f32 if x is a 16-bit float and then rounded once, however many
  /// operations it takes.
  static Tensor computed(Tensor x, UnaryOperator<Tensor> f) {
    return x.dtype().isHalf()
        ? Arithmetic.cast(f.apply(Arithmetic.cast(x, DType.F32)), x.dtype())
        : f.apply(x);
  }

  /// The same of several operands, where they promote to a 16-bit float.
  static Tensor computed(Function<Tensor[], Tensor> f, Tensor... operands) {
    DType d = operands[0].dtype();
    for (Tensor operand : operands) {
      d = DType.promote(d, operand.dtype());
    }
    return d.isHalf() ? Arithmetic.cast(f.apply(widened(operands)), d) : f.apply(operands);
  }
}
