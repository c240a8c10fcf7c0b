// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final Rng RNG = Rng.of(6);

  private static Tensor random(int... shape) {
    return RNG.standardNormal(shape).cast(DType.F64).eval();
  }

  private static final Tensor Q = random(2, 2, 4, 3);
  private static final Tensor K = random(2, 2, 5, 3);
  private static final Tensor V = random(2, 2, 5, 3);

  private static Tensor causal(Tensor q, Tensor k, Tensor v) {
    return Attention.of(q, k, v, AttentionMask.NONE.causal());
  }

  /// Computed element by element.
  private static double[] plain(Tensor q, Tensor k, Tensor v) {
    int width = q.dim(1);
    double[] out = new double[q.dim(0) * v.dim(1)];
    double[] qs = q.toDoubleArray();
    double[] ks = k.toDoubleArray();
    double[] vs = v.toDoubleArray();
    for (int i = 0; i < q.dim(0); i++) {
      double[] e = new double[k.dim(0)];
      for (int j = 0; j < e.length; j++) {
        for (int d = 0; d < width; d++) {
          e[j] += qs[i * width + d] * ks[j * width + d];
        }
        e[j] = Math.exp(e[j] / Math.sqrt(width));
      }
      double sum = Arrays.stream(e).sum();
      for (int j = 0; j < e.length; j++) {
        for (int d = 0; d < v.dim(1); d++) {
          out[i * v.dim(1) + d] += e[j] / sum * vs[j * v.dim(1) + d];
        }
      }
    }
    return out;
  }

  @Test
  void isTheMeanOfValuesByTheSoftmaxOfScores() {
    Tensor y = Attention.of(Q, K, V, AttentionMask.NONE);
    double[] expected =
        plain(
            Q.select(0, 1).select(0, 0), K.select(0, 1).select(0, 0), V.select(0, 1).select(0, 0));
    assertArrayEquals(expected, y.select(0, 1).select(0, 0).toDoubleArray(), 1e-12);
  }

  @Test
  void fewerHeadsOfKeysServeSeveralOfQueries() {
    Tensor q = random(2, 6, 4, 3);
    Tensor repeatedK = K.repeatInterleave(1, 3);
    Tensor repeatedV = V.repeatInterleave(1, 3);
    for (AttentionMask mask :
        List.of(
            AttentionMask.NONE,
            AttentionMask.NONE.causal().alibi(6),
            AttentionMask.NONE.alibi(6))) {
      assertArrayEquals(
          Attention.of(q, repeatedK, repeatedV, mask).toDoubleArray(),
          Attention.of(q, K, V, mask).toDoubleArray(),
          1e-12);
    }
  }

  @Test
  void aCausalMaskLeaksNothing() {
    Tensor k = K.slice(2, 0, 4).eval();
    Tensor v = V.slice(2, 0, 4).eval();
    Tensor isLast = Tensor.iota(DType.I32, 2, 2, 2, 4, 3).eq(3);
    double[] before = causal(Q, k, v).slice(2, 0, 3).toDoubleArray();
    double[] after =
        causal(Q.where(isLast.not(), 9), k.where(isLast.not(), -7), v.where(isLast.not(), 1e6))
            .slice(2, 0, 3)
            .toDoubleArray();
    assertArrayEquals(before, after);
    List<Tensor> gradients = Grad.of(causal(Q, k, v).slice(2, 0, 3).square().sum(), k, v);
    for (Tensor g : gradients) {
      assertEquals(0, g.select(2, 3).abs().max().item());
    }
  }

  @Test
  void causalFromAPositionIsTheEndOfTheWhole() {
    Tensor k = random(2, 2, 6, 3);
    Tensor v = random(2, 2, 6, 3);
    Tensor q = random(2, 2, 6, 3);
    Tensor whole = causal(q, k, v).slice(2, 4, 6);
    AttentionMask mask = AttentionMask.NONE.causalFrom(Tensor.argument(4, DType.I32));
    assertArrayEquals(
        whole.toDoubleArray(), Attention.of(q.slice(2, 4, 6), k, v, mask).toDoubleArray(), 1e-12);
  }

  @Test
  void paddingHasNoInfluence() {
    Tensor padding =
        Tensor.of(
            new boolean[] {false, false, false, true, true, false, false, false, false, true},
            2,
            5);
    Tensor hidden = padding.reshape(2, 1, 5, 1);
    AttentionMask mask = AttentionMask.NONE.padding(padding);
    double[] before = Attention.of(Q, K, V, mask).toDoubleArray();
    Tensor k = K.where(hidden.not(), 50);
    Tensor v = V.where(hidden.not(), -50);
    assertArrayEquals(before, Attention.of(Q, k, v, mask).toDoubleArray());
    for (Tensor g : Grad.of(Attention.of(Q, K, V, mask).square().sum(), K, V)) {
      assertEquals(0, g.where(hidden, 0).abs().max().item());
    }
  }

  @Test
  void aRowThatSeesNothingIsZero() {
    Tensor padding = Tensor.iota(DType.I32, 0, 2, 5).eq(1); // all of the second sequence
    Tensor rows = Tensor.iota(DType.I32, 0, 4, 5).eq(2); // the third query
    Tensor infinite = Tensors.where(rows, Double.NEGATIVE_INFINITY, random(4, 5));
    for (AttentionMask mask :
        List.of(
            AttentionMask.NONE.padding(padding).hiding(rows),
            AttentionMask.NONE.padding(padding).adding(infinite))) {
      Attended attended = Attention.withWeights(Q, K, V, mask);
      Tensor y = attended.value();
      assertEquals(0, y.select(0, 1).abs().max().item());
      assertEquals(0, y.select(2, 2).abs().max().item());
      assertEquals(0, attended.weights().select(2, 2).abs().max().item());
      List<Tensor> gradients = Grad.of(y.add(1).square().sum(), Q, K, V);
      for (Tensor g : gradients) {
        assertEquals(1, g.isFinite().all().item());
        assertEquals(0, g.select(0, 1).abs().max().item());
      }
      assertEquals(0, gradients.getFirst().select(2, 2).abs().max().item());
    }
  }

  @Test
  void masksSayTheSameInEveryForm() {
    Tensor visible = Tensors.causalMask(5).slice(0, 1, 5);
    Tensor bias = Tensors.where(visible, 0, Tensor.full(Double.NEGATIVE_INFINITY, DType.F64, 4, 5));
    double[] y = Attention.of(Q, K, V, AttentionMask.NONE.allowing(visible)).toDoubleArray();
    assertArrayEquals(
        y, Attention.of(Q, K, V, AttentionMask.NONE.hiding(visible.not())).toDoubleArray());
    assertArrayEquals(y, Attention.of(Q, K, V, AttentionMask.NONE.adding(bias)).toDoubleArray());
    AttentionMask from = AttentionMask.NONE.causalFrom(Tensor.scalar(1, DType.I32));
    assertArrayEquals(y, Attention.of(Q, K, V, from).toDoubleArray());
    AttentionMask both =
        AttentionMask.NONE.allowing(visible).hiding(Tensor.iota(DType.I32, 1, 4, 5).eq(0));
    assertEquals(0, Attention.withWeights(Q, K, V, both).weights().select(3, 0).max().item());
  }

  @Test
  void alibiSubtractsDistances() {
    AttentionMask mask = AttentionMask.NONE.alibi(2);
    double[] slopes = {1.0 / 16, 1.0 / 256};
    Tensor distance =
        Tensor.iota(DType.I32, 1, 4, 5).sub(Tensor.iota(DType.I32, 0, 4, 5)).abs().cast(DType.F64);
    Tensor bias = distance.mul(Tensor.of(slopes, 2, 1, 1)).neg();
    assertArrayEquals(
        Attention.of(Q, K, V, AttentionMask.NONE.adding(bias)).toDoubleArray(),
        Attention.of(Q, K, V, mask).toDoubleArray(),
        1e-12);
    assertArrayEquals(
        new double[] {0x1p-2, 0x1p-4, 0x1p-6, 0x1p-8, 0x1p-1, 0x1p-3},
        AttentionMask.NONE.alibi(6).slopes().orElseThrow().toDoubleArray(),
        1e-7);
  }

  @Test
  void errorsTeach() {
    assertEquals(
        "attention: queries of shape (2, 2, 4, 3), keys (2, 2, 5, 2) and values (2, 2, 5, 3) do not"
            + " fit; they must be (..., Tq, D), (..., Tk, D) and (..., Tk, Dv), and the heads of the"
            + " queries a multiple of those of the keys",
        assertThrows(
                ShapeException.class,
                () -> Attention.of(Q, random(2, 2, 5, 2), V, AttentionMask.NONE))
            .getMessage());
    assertEquals(
        "AttentionMask.allowing: the mask is f32(4, 5); it must be bool (compare, for example with"
            + " ne(0), or use adding for floats)",
        assertThrows(DTypeException.class, () -> AttentionMask.NONE.allowing(Tensor.zeros(4, 5)))
            .getMessage());
    assertEquals(
        "AttentionMask.padding: shape (5); it must be (B, Tk), true where a key is padding",
        assertThrows(
                ShapeException.class, () -> AttentionMask.NONE.padding(Tensor.zeros(DType.BOOL, 5)))
            .getMessage());
    AttentionMask wrong = AttentionMask.NONE.padding(Tensor.zeros(DType.BOOL, 2, 4));
    assertEquals(
        "AttentionMask.padding: the padding has shape (2, 4) and the scores (2, 2, 4, 5); it must be"
            + " (B, Tk), the first and last extent of the scores",
        assertThrows(ShapeException.class, () -> Attention.of(Q, K, V, wrong)).getMessage());
    AttentionMask large = AttentionMask.NONE.adding(Tensor.zeros(4, 4));
    assertEquals(
        "AttentionMask.adding: the mask has shape (4, 4) and the scores (2, 2, 4, 5); it must"
            + " broadcast to them, (..., queries, keys)",
        assertThrows(ShapeException.class, () -> Attention.of(Q, K, V, large)).getMessage());
    assertTrue(
        assertThrows(ShapeException.class, () -> AttentionMask.NONE.alibi(0))
            .getMessage()
            .endsWith("0 heads; use 1 or more"));
  }
}
