// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A checkpoint changes what is kept, and no bit of what is computed.
class CheckpointTest {
  private final Variable w = variable(0.3);
  private final Variable v = variable(0.2);

  private static Variable variable(double scale) {
    Tensor row = Tensor.iota(DType.I32, 0, 8, 8).cast(DType.F32);
    Tensor column = Tensor.iota(DType.I32, 1, 8, 8).cast(DType.F32);
    return new Variable(row.add(column.mul(3)).mul(0.01).sin().mul(scale));
  }

  private Tensor block(Tensor x) {
    return x.matmul(w.value()).tanh().matmul(v.value()).sigmoid().exp();
  }

  private static Tensor deep(Tensor x, int blocks, UnaryOperator<Tensor> block) {
    Tensor h = x;
    for (int i = 0; i < blocks; i++) {
      h = block.apply(h);
    }
    return h.square().mean();
  }

  @Test
  void valuesAndGradientsAreTheSameBits() {
    Variable x = new Variable(Tensor.full(0.2, DType.F32, 5, 8));
    Tensor kept = deep(x.value(), 3, this::block);
    Tensor again = deep(x.value(), 3, h -> Checkpoint.of(h, this::block));
    assertEquals(kept.item(), again.item());
    List<Tensor> expected = Grad.of(kept, List.of(w, v, x));
    List<Tensor> actual = Grad.of(again, List.of(w, v, x));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected.get(i).toFloatArray(), actual.get(i).toFloatArray());
    }
    // There are more ways from here to a weight, and they are added up in another order.
    assertArrayEquals(
        Grad.of(expected.get(0).square().sum(), List.of(w)).get(0).toFloatArray(),
        Grad.of(actual.get(0).square().sum(), List.of(w)).get(0).toFloatArray(),
        1e-6f);
  }

  @Test
  void lessIsKept() {
    long all = slab(h -> block(h));
    long inputs = slab(h -> Checkpoint.of(h, this::block));
    assertTrue(inputs < all / 2, inputs + " of " + all + " KiB");
  }

  /// KiB of intermediate values of a gradient through twelve blocks.
  private long slab(UnaryOperator<Tensor> block) {
    Variable x = new Variable(Tensor.full(0.2, DType.F32, 512, 8));
    String text = Navette.explain(Grad.of(deep(x.value(), 12, block), List.of(w)).get(0));
    Matcher found = Pattern.compile("slab of f32: (\\d+) KiB").matcher(text);
    assertTrue(found.find(), text);
    return Long.parseLong(found.group(1));
  }

  @Test
  void severalInputsAndResults() {
    Variable x = new Variable(Tensor.full(0.5, DType.F32, 3));
    List<Tensor> r =
        Checkpoint.of(
            List.of(x.value(), x.value().mul(2)),
            in -> List.of(in.get(0).mul(in.get(1)), in.get(1).exp()));
    Tensor loss = r.get(0).sum().add(r.get(1).sum());
    // d/dx (2 x^2 + e^(2 x)) = 4 x + 2 e^(2 x)
    float expected = (float) (2 + 2 * Math.E);
    assertArrayEquals(
        new float[] {expected, expected, expected},
        Grad.of(loss, List.of(x)).get(0).toFloatArray(),
        1e-6f);
  }
}
