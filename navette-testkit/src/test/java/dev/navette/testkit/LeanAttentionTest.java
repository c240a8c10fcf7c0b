// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.nn.attention.Attention;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Long sequences, whose weights are computed in blocks, against the same with all weights.
class LeanAttentionTest {
  private static final int LONG = 530; // no multiple of a block

  private static Tensor random(int seed, DType dtype, int... shape) {
    return Rng.of(seed).standardNormal(shape).cast(dtype).eval();
  }

  /// Queries of 4 heads in 2 sequences, keys and values of 2 heads.
  private static Tensor[] operands(DType dtype, int length) {
    return new Tensor[] {
      random(1, dtype, 2, 4, length, 4),
      random(2, dtype, 2, 2, length + 3, 4),
      random(3, dtype, 2, 2, length + 3, 5)
    };
  }

  private static List<AttentionMask> masks() {
    Tensor padding = Tensor.iota(DType.I32, 1, 2, LONG + 3).ge(400);
    padding = padding.or(Tensor.iota(DType.I32, 0, 2, LONG + 3).eq(1)); // no key of the second
    Tensor hidden = random(5, DType.F32, 2, 1, LONG, LONG + 3).gt(1);
    Tensor columns = random(6, DType.F32, 4, 1, LONG + 3).gt(1);
    return List.of(
        AttentionMask.NONE,
        AttentionMask.NONE.causalFrom(Tensor.argument(3, DType.I32)),
        AttentionMask.NONE.alibi(4),
        AttentionMask.NONE.padding(padding).causal(),
        AttentionMask.NONE.hiding(hidden),
        AttentionMask.NONE.hiding(columns).alibi(4).causal());
  }

  @Test
  void causalPartsAgree() {
    Tensor[] in = operands(DType.F64, LONG);
    Tensor k = in[1].slice(2, 0, LONG).eval();
    Tensor v = in[2].slice(2, 0, LONG).eval();
    Tensor padding = Tensor.iota(DType.I32, 1, 2, LONG).lt(9);
    Tensor hidden = random(5, DType.F32, 2, 1, LONG, LONG).gt(1);
    for (AttentionMask mask :
        List.of(
            AttentionMask.NONE.causal().alibi(4),
            AttentionMask.NONE.causal().padding(padding).hiding(hidden))) {
      List<Tensor> lean = results(Attention.of(in[0], k, v, mask), in[0], k, v);
      List<Tensor> plain = results(Attention.withWeights(in[0], k, v, mask).value(), in[0], k, v);
      Navette.eval(Stream.of(lean, plain).flatMap(List::stream).toArray(Tensor[]::new));
      for (int i = 0; i < lean.size(); i++) {
        assertArrayEquals(plain.get(i).toDoubleArray(), lean.get(i).toDoubleArray(), 1e-11);
      }
    }
  }

  private static List<Tensor> results(Tensor value, Tensor... operands) {
    Tensor g = random(7, value.dtype(), value.shape().toArray());
    List<Tensor> all = new ArrayList<>(List.of(value));
    all.addAll(Grad.of(value.mul(g).sum(), operands));
    return all;
  }

  @Test
  void valuesAndGradientsAgree() {
    Tensor[] in = operands(DType.F64, LONG);
    for (AttentionMask mask : masks()) {
      List<Tensor> lean = results(Attention.of(in[0], in[1], in[2], mask), in);
      List<Tensor> plain = results(Attention.withWeights(in[0], in[1], in[2], mask).value(), in);
      Navette.eval(Stream.of(lean, plain).flatMap(List::stream).toArray(Tensor[]::new));
      for (int i = 0; i < lean.size(); i++) {
        assertArrayEquals(plain.get(i).toDoubleArray(), lean.get(i).toDoubleArray(), 1e-11);
      }
    }
  }

  @Test
  void backendsAgreeToTheBit() {
    Tensor[] in = operands(DType.F32, 513);
    List<List<Tensor>> found = new ArrayList<>();
    for (String backend : List.of("jvm", "reference")) {
      Navette.on(
          backend,
          () -> {
            List<Tensor> all =
                results(Attention.of(in[0], in[1], in[2], AttentionMask.NONE.causal()), in);
            Navette.eval(all.toArray(Tensor[]::new));
            found.add(all);
          });
    }
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(found.get(0).get(i).toFloatArray(), found.get(1).get(i).toFloatArray(), 0f);
    }
  }

  private static long memory(int length) {
    Tensor q = Tensor.zeros(1, 2, length, 8).eval();
    Tensor y = Attention.of(q, q.add(1).eval(), q.add(2).eval(), AttentionMask.NONE.causal());
    List<Tensor> all = results(y, q);
    return Navette.memory(all.toArray(Tensor[]::new)).total();
  }

  @Test
  void memoryGrowsWithTheLengthAlone() {
    long one = memory(1024);
    long four = memory(4096);
    long sixteen = memory(16384);
    assertTrue(sixteen - four <= 4.01 * (four - one), one + ", " + four + ", " + sixteen);
    assertTrue(sixteen < 16384L * 16384, () -> "less than a byte a weight: " + sixteen);
  }

  @Test
  void secondDerivativesAgree() {
    Tensor q = random(1, DType.F64, 1, 513, 2);
    Tensor k = random(2, DType.F64, 1, 513, 2);
    Tensor lean = Attention.of(q, k, k, AttentionMask.NONE);
    Tensor plain = Attention.withWeights(q, k, k, AttentionMask.NONE).value();
    assertArrayEquals(
        second(plain, q, k).toDoubleArray(), second(lean, q, k).toDoubleArray(), 1e-8);
  }

  private static Tensor second(Tensor value, Tensor q, Tensor k) {
    Tensor first = Grad.of(value.square().sum(), q).getFirst();
    return Grad.of(first.square().sum(), k).getFirst();
  }
}
