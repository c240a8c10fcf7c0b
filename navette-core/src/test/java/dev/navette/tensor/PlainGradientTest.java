// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Gradients by tensors that are no variables.
class PlainGradientTest {
  @Test
  void gradientsOfOneLossCanBeReadOneAfterAnother() {
    Tensor x = Tensor.of(new float[] {1, 2, 3}, 3);
    Tensor y = Tensor.of(new float[] {4, 5, 6}, 3);
    Tensor loss = x.mul(y).sum();
    List<Tensor> gradients = Grad.of(loss, x, y);
    assertArrayEquals(new float[] {4, 5, 6}, gradients.get(0).toFloatArray());
    assertArrayEquals(new float[] {1, 2, 3}, gradients.get(1).toFloatArray());
    assertEquals(32, loss.item());
  }

  @Test
  void theEuclideanNormTakesAnAxisAfterTheOrder() {
    Tensor x = Tensor.of(new float[] {3, 4, 6, 8}, 2, 2);
    assertArrayEquals(new float[] {5, 10}, x.norm(2, 1).toFloatArray());
  }
}
