// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Batch;
import dev.navette.data.Transform;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MixTest {
  @Test
  void betaHasItsMoments() {
    for (double alpha : new double[] {0.2, 1, 4}) {
      Rng random = Rng.of(11);
      int n = 20_000;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double draw = Beta.draw(alpha, random);
        assertTrue(draw >= 0 && draw <= 1);
        sum += draw;
        squares += (draw - 0.5) * (draw - 0.5);
      }
      double variance = 1 / (4 * (2 * alpha + 1));
      assertEquals(0.5, sum / n, 4 * Math.sqrt(variance / n));
      assertEquals(variance, squares / n, 0.05 * variance);
    }
  }

  @Test
  void mixupMixesInputsAndTargetsAlike() {
    // The input is the class itself, so that mixed targets must give mixed inputs.
    int[] labels = {0, 1, 2, 3};
    float[] x = new float[4 * 4];
    for (int i = 0; i < x.length; i++) {
      x[i] = labels[i / 4];
    }
    Batch batch = Batch.of(Tensor.of(x, 4, 1, 2, 2), Tensor.of(labels, 4));
    boolean mixed = false;
    for (int seed = 0; seed < 20; seed++) {
      Batch changed = new Mixup(1, 4).apply(batch, Rng.of(seed));
      float[] y = changed.target().toFloatArray();
      float[] images = changed.input().toFloatArray();
      assertArrayEquals(new int[] {4, 4}, changed.target().shape().toArray());
      assertArrayEquals(new int[] {4, 1, 2, 2}, changed.input().shape().toArray());
      for (int b = 0; b < 4; b++) {
        float expected = 0;
        float total = 0;
        for (int c = 0; c < 4; c++) {
          expected += c * y[b * 4 + c];
          total += y[b * 4 + c];
        }
        assertEquals(1, total, 1e-6);
        assertEquals(expected, images[b * 4], 1e-5);
        mixed |= y[b * 4 + b] < 0.9f;
      }
    }
    assertTrue(mixed);
  }

  @Test
  void cutMixPastesOneRectangleAndWeighsItsArea() {
    int side = 8;
    int[] labels = {0, 1, 2};
    float[] x = new float[3 * 2 * side * side];
    for (int i = 0; i < x.length; i++) {
      x[i] = labels[i / (2 * side * side)];
    }
    Batch batch = Batch.of(Tensor.of(x, 3, 2, side, side), Tensor.of(labels, 3));
    boolean pasted = false;
    for (int seed = 0; seed < 20; seed++) {
      Batch changed = new CutMix(1, 3).apply(batch, Rng.of(seed));
      float[] y = changed.target().toFloatArray();
      float[] images = changed.input().toFloatArray();
      for (int b = 0; b < 3; b++) {
        float[] share = new float[3];
        for (int i = 0; i < 2 * side * side; i++) {
          share[(int) images[b * 2 * side * side + i]] += 1f / (2 * side * side);
        }
        assertArrayEquals(share, Arrays.copyOfRange(y, 3 * b, 3 * b + 3), 1e-5f, "seed " + seed);
        pasted |= share[b] < 0.9f;
      }
    }
    assertTrue(pasted);
  }

  @Test
  void bothMayFollowOneAnother() {
    Transform<Batch> both = new Mixup(1, 2).then(new CutMix(1, 2));
    Batch batch = Batch.of(Tensor.of(new float[8], 2, 1, 2, 2), Tensor.of(new int[] {0, 1}, 2));
    float[] y = both.apply(batch, Rng.of(2)).target().toFloatArray();
    assertEquals(1, y[0] + y[1], 1e-6);
    assertArrayEquals(y, both.apply(batch, Rng.of(2)).target().toFloatArray());
  }

  @Test
  void wrongTargetsAreExplained() {
    Tensor x = Tensor.of(new float[8], 2, 1, 2, 2);
    assertEquals(
        "mixup: row 1 has the class 5, there are 2",
        problem(new Mixup(1, 2), Batch.of(x, Tensor.of(new int[] {0, 5}, 2))));
    assertEquals(
        "cutmix: the target is f32(2); give classes, i32 (B), or probabilities, f32 (B, 2)",
        problem(new CutMix(1, 2), Batch.of(x, Tensor.of(new float[2], 2))));
    assertEquals(
        "cutmix: the input is (2, 4); give images (B, C, H, W)",
        problem(
            new CutMix(1, 2),
            Batch.of(Tensor.of(new float[8], 2, 4), Tensor.of(new int[] {0, 1}, 2))));
  }

  private static String problem(Transform<Batch> transform, Batch batch) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> transform.apply(batch, Rng.of(1)))
            .getMessage());
  }
}
