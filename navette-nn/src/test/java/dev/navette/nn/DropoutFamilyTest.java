// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DropoutFamilyTest {
  private static Tensor train(Layer layer, Tensor x) {
    return Mode.training(Rng.of(9), () -> layer.forward(x));
  }

  @Test
  void spatialDropoutDropsWholeChannels() {
    Tensor x = Tensor.ones(20, 30, 2, 3);
    assertSame(x, new SpatialDropout(0.5).forward(x));
    float[] y = train(new SpatialDropout(0.25), x).toFloatArray();
    int dropped = 0;
    for (int c = 0; c < 600; c++) {
      dropped += y[6 * c] == 0 ? 1 : 0;
      for (int i = 0; i < 6; i++) {
        assertEquals(y[6 * c], y[6 * c + i]);
      }
      assertTrue(y[6 * c] == 0 || Math.abs(y[6 * c] - 4 / 3f) < 1e-6);
    }
    assertEquals(0.25, dropped / 600.0, 5 * Math.sqrt(0.25 * 0.75 / 600), "seed 9");
    assertEquals(
        "SpatialDropout: x has shape (3); it must be (N, C, ...), with channels",
        assertThrows(ShapeException.class, () -> new SpatialDropout(0.5).forward(Tensor.zeros(3)))
            .getMessage());
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    Tensor x = Rng.of(4).standardNormal(300, 300).eval();
    assertSame(x, new AlphaDropout(0.3).forward(x));
    Tensor y = train(new AlphaDropout(0.3), x).eval();
    assertEquals(0, y.mean().item(), 0.02, "seed 9");
    assertEquals(1, y.std(true).item(), 0.02, "seed 9");
    double a = 1 / Math.sqrt(0.7 * (1 + 0.3 * 1.7580993408473766 * 1.7580993408473766));
    double least = a * -1.7580993408473766 + a * 1.7580993408473766 * 0.3;
    double share = y.sub(least).abs().lt(1e-5).cast(x.dtype()).mean().item();
    assertEquals(0.3, share, 0.01, "seed 9");
    assertArrayEquals(new float[4], train(new AlphaDropout(1), Tensor.ones(2, 2)).toFloatArray());
  }

  @Test
  void alphaDropoutByChannel() {
    float[] y = train(new AlphaDropout(0.5, true), Tensor.ones(10, 10, 4)).toFloatArray();
    for (int i = 0; i < y.length; i++) {
      assertEquals(y[i / 4 * 4], y[i]);
    }
  }

  @Test
  void randomisedReluDrawsItsSlopes() {
    Tensor x = Tensor.full(-1, dev.navette.ir.DType.F32, 100, 100);
    assertEquals(-11 / 48.0, new RRelu().forward(x).mean().item(), 1e-6);
    Tensor y = train(new RRelu(0.1, 0.3), x).neg().eval();
    assertTrue(y.min().item() >= 0.1 - 1e-6 && y.max().item() <= 0.3 + 1e-6);
    assertEquals(0.2, y.mean().item(), 0.005, "seed 9");
    assertEquals(2, train(new RRelu(), Tensor.scalar(2f)).item());
    assertThrows(IllegalArgumentException.class, () -> new RRelu(1, 0));
  }
}
