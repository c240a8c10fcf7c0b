// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.nn.attention.Attention;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.nn.attention.RotaryPositions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionGradientTest {
  private static Tensor random(int seed, int... shape) {
    return Rng.of(seed).standardNormal(shape).cast(DType.F64).eval();
  }

  private static Tensor attention(List<Tensor> in, AttentionMask mask) {
    return Attention.of(in.get(0), in.get(1), in.get(2), mask);
  }

  @Test
  void maskedInEveryWay() {
    Tensor padding = Tensor.of(new boolean[] {false, false, true, true, true, true}, 2, 3);
    Tensor hidden = Tensor.iota(DType.I32, 0, 3, 3).eq(1);
    for (AttentionMask mask :
        List.of(
            AttentionMask.NONE,
            AttentionMask.NONE.causal().alibi(4),
            AttentionMask.NONE.padding(padding).hiding(hidden))) {
      GradCheck.check(
          in -> attention(in, mask),
          random(1, 2, 4, 3, 2),
          random(2, 2, 2, 3, 2),
          random(3, 2, 2, 3, 2));
    }
  }

  @Test
  void byWhatIsAdded() {
    GradCheck.check(
        in -> attention(in, AttentionMask.NONE.adding(in.get(3))),
        random(1, 1, 2, 3, 2),
        random(2, 1, 2, 4, 2),
        random(3, 1, 2, 4, 2),
        random(4, 2, 3, 4));
  }

  @Test
  void ofRotaryPositions() {
    RotaryPositions rotary = RotaryPositions.of(5, 4, 100, true);
    GradCheck.check(in -> rotary.of(in.getFirst()).square().mul(in.getFirst()), random(1, 2, 3, 4));
  }
}
