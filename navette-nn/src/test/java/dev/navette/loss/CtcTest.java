// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CtcTest {
  private static final int T = 5;
  private static final int CLASSES = 3;

  private static Tensor longs(int rows, long... values) {
    return rows == 0
        ? Tensor.of(values, values.length)
        : Tensor.of(values, rows, values.length / rows);
  }

  /// What a path reads as: repeated labels once, and no blanks.
  private static List<Long> read(int path, int steps, int blank) {
    List<Long> labels = new ArrayList<>();
    int last = -1;
    for (int t = 0; t < steps; t++) {
      int label = path % CLASSES;
      path /= CLASSES;
      if (label != last && label != blank) {
        labels.add((long) label);
      }
      last = label;
    }
    return labels;
  }

  /// Minus the logarithm of the probability of all paths that read as `target`.
  private static double enumerated(
      double[] logs, int n, int batch, int steps, int blank, List<Long> target) {
    double sum = 0;
    for (int path = 0; path < Math.pow(CLASSES, steps); path++) {
      if (read(path, steps, blank).equals(target)) {
        double log = 0;
        int rest = path;
        for (int t = 0; t < steps; t++) {
          log += logs[(t * batch + n) * CLASSES + rest % CLASSES];
          rest /= CLASSES;
        }
        sum += Math.exp(log);
      }
    }
    return -Math.log(sum);
  }

  @Test
  void itIsTheSumOverAllPaths() {
    Tensor logs = Rng.of(3).standardNormal(T, 4, CLASSES).cast(DType.F64).logSoftmax(-1).eval();
    for (int blank = 0; blank < 2; blank++) {
      long a = 1 - blank;
      Tensor targets = longs(4, a, 2, a, a, 2, 99, 2, -7, -7, 0, 0, 0);
      Tensor lengths = longs(0, 3, 2, 1, 0);
      Tensor steps = longs(0, 5, 4, 5, 3);
      double[] found = new Ctc(blank).of(logs, targets, steps, lengths).toDoubleArray();
      List<List<Long>> read = List.of(List.of(a, 2L, a), List.of(a, 2L), List.of(2L), List.of());
      for (int n = 0; n < 4; n++) {
        int used = (int) steps.toLongArray()[n];
        double wanted = enumerated(logs.toDoubleArray(), n, 4, used, blank, read.get(n));
        assertEquals(wanted, found[n], 1e-12, "sequence " + n + ", blank " + blank);
      }
    }
  }

  @Test
  void aTargetThatDoesNotFitIsInfinitelyUnlikelyAndHasNoGradient() {
    Tensor logits = Rng.of(3).standardNormal(2, 1, CLASSES).eval();
    // Two equal labels need a blank between them: three steps.
    Tensor loss =
        new Ctc(0).of(logits.logSoftmax(-1), longs(1, 1, 1), longs(0, 2), longs(0, 2)).sum();
    double[] gradient = Grad.of(loss, logits).getFirst().toDoubleArray();
    assertEquals(Double.POSITIVE_INFINITY, loss.item());
    assertArrayEquals(new double[6], gradient, 0.0);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertEquals(
        "Ctc: log-probabilities (T, N, C) take targets (N, S) and two lengths (N), not shapes (2, 3,"
            + " 4), (2, 1), (2) and (2)",
        assertThrows(
                ShapeException.class,
                () ->
                    new Ctc(0)
                        .of(Tensor.zeros(2, 3, 4), longs(2, 1, 1), longs(0, 2, 2), longs(0, 1, 1)))
            .getMessage());
  }
}
