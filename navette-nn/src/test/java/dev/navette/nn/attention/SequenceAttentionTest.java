// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceAttentionTest {
  private static final Tensor QUERY = Rng.of(1).standardNormal(2, 3).eval();
  private static final Tensor ENCODED = Rng.of(2).standardNormal(2, 4, 5).eval();
  private static final Tensor PADDING =
      Tensor.of(new boolean[] {false, false, true, true, true, true, true, true}, 2, 4);

  private static double score(AdditiveAttention a, int batch, int position) {
    Tensor w = a.query().weight().value().matmul(QUERY.select(0, batch));
    Tensor u = a.key().weight().value().matmul(ENCODED.select(0, batch).select(0, position));
    Tensor sum = w.add(a.query().bias().orElseThrow().value()).add(u);
    return sum.tanh().mul(a.score().weight().value().select(0, 0)).sum().item();
  }

  @Test
  void additiveIsItsFormula() {
    AdditiveAttention a = AdditiveAttention.init(3, 5, 6, Rng.of(3));
    Attended one = a.attend(QUERY, a.keys(ENCODED), ENCODED, AttentionMask.NONE);
    assertEquals(Shape.of(2, 5), one.value().shape());
    double[] e = new double[4];
    double sum = 0;
    for (int s = 0; s < 4; s++) {
      e[s] = Math.exp(score(a, 1, s));
      sum += e[s];
    }
    for (int s = 0; s < 4; s++) {
      e[s] /= sum;
    }
    assertArrayEquals(e, one.weights().select(0, 1).toDoubleArray(), 1e-6);
  }

  @Test
  void multiplicativeIsItsFormula() {
    MultiplicativeAttention a = MultiplicativeAttention.general(3, 5, Rng.of(3));
    Tensor w = a.key().orElseThrow().weight().value(); // (3, 5)
    Tensor scores = ENCODED.matmul(w.t()).mul(QUERY.unsqueeze(1)).sum(-1); // (2, 4)
    Attended one = a.attend(QUERY, a.keys(ENCODED), ENCODED, AttentionMask.NONE);
    assertArrayEquals(scores.softmax(-1).toDoubleArray(), one.weights().toDoubleArray(), 1e-6);
    Tensor same = Rng.of(4).standardNormal(2, 7, 5);
    Attended dot = MultiplicativeAttention.dot().attend(same, ENCODED, ENCODED, AttentionMask.NONE);
    assertEquals(Shape.of(2, 7, 5), dot.value().shape());
    assertEquals(Shape.of(2, 7, 4), dot.weights().shape());
  }

  @Test
  void paddingHasNoWeightAndNothingToSeeGivesZeros() {
    for (SequenceAttention a :
        List.of(
            AdditiveAttention.init(3, 5, 6, Rng.of(3)),
            MultiplicativeAttention.general(3, 5, Rng.of(3)))) {
      AttentionMask mask = AttentionMask.NONE.padding(PADDING);
      Attended one = a.attend(QUERY, a.keys(ENCODED), ENCODED, mask);
      assertEquals(0, one.weights().slice(1, 2, 4).abs().max().item());
      assertEquals(0, one.value().select(0, 1).abs().max().item());
      Tensor g = Grad.of(one.value().square().sum(), ENCODED).getFirst();
      assertEquals(0, g.where(PADDING.unsqueeze(-1), 0).abs().max().item());
      assertEquals(DType.F32, g.dtype());
    }
  }
}
