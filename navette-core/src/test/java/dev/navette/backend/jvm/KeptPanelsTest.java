// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.navette.tensor.OnBackend;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Operands that were packed once give the same bits, and are packed again when they change.
class KeptPanelsTest {
  private static float[] random(SplittableRandom random, int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 256, 100, 70, 90, true",
    "1, 256, 100, 197, 300, true",
    "3, 256, 70, 83, 4200, true",
    "2, 128, 90, 131, 700, false",
    "1, 0, 65, 19, 40, true",
    "1, 256, 30, 500, 2100, false",
  })
  void theBitsAreThose(int threads, int bits, int m, int n, int k, boolean transposed) {
    Workers workers = Workers.of(threads);
    MatMul matMul = new MatMul(bits, workers);
    MatMulShape shape = MatMulShape.contiguous(1, m, n, k, false, transposed);
    SplittableRandom random = new SplittableRandom(m);
    float[] b = random(random, n * k);
    for (int round = 0; round < 6; round++) {
      if (round == 3) {
        System.arraycopy(random(random, n * k), 0, b, 0, n * k);
        KeptPanels.shared().overwritten(b);
      }
      float[] a = random(random, m * k);
      float[] expected = new float[m * n];
      matMul.f32(shape, a, 0, b, 0, expected, 0, Epilogue.NONE);
      float[] c = new float[m * n];
      matMul.f32(shape, a, 0, b, 0, c, 0, KeptPanels.shared(), Epilogue.NONE);
      assertArrayEquals(expected, c);
    }
    workers.stop();
  }

  @Test
  void anAssignmentIsSeen() {
    OnBackend.run(
        JvmBackend.of(256, 2),
        () -> {
          Rng rng = Rng.of(3);
          Tensor x = rng.stream("x").standardNormal(80, 90).eval();
          Variable w = new Variable(rng.stream("w").standardNormal(70, 90));
          for (int step = 0; step < 4; step++) {
            float[] first = x.matmul(w.value().transpose(0, 1)).toFloatArray();
            for (int again = 0; again < 3; again++) {
              assertArrayEquals(first, x.matmul(w.value().transpose(0, 1)).toFloatArray());
            }
            float[] fresh = w.snapshot().transpose(0, 1).mul(1).eval().toFloatArray();
            assertArrayEquals(x.matmul(Tensor.of(fresh, 90, 70)).toFloatArray(), first);
            w.assign(w.value().mul(0.5).add(step));
          }
        });
  }
}
