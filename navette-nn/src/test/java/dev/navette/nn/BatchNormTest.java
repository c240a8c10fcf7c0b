// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Checkpoint;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class BatchNormTest {
  private static final int N = 3;
  private static final int C = 2;
  private static final int S = 4;
  private static final double[] X = new double[N * C * S];

  static {
    for (int i = 0; i < X.length; i++) {
      X[i] = Math.sin(3 * i) + (i / S % C == 0 ? 1 : -2);
    }
  }

  private static Tensor x() {
    return Tensor.of(X, N, C, 2, 2);
  }

  private static Variable vector(double... values) {
    return new Variable(Tensor.of(values, values.length));
  }

  private static BatchNorm layer() {
    return new BatchNorm(
        Optional.of(new Affine(vector(1.5, -0.5), vector(0.25, 2))),
        Optional.of(
            new RunningStatistics(
                Variable.state(Tensor.of(new double[] {0.5, -1}, C)),
                Variable.state(Tensor.of(new double[] {2, 3}, C)),
                Variable.state(Tensor.of(new long[] {4})),
                OptionalDouble.of(0.1))),
        1e-5);
  }

  private static double mean(int channel) {
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      sum += i / S % C == channel ? X[i] : 0;
    }
    return sum / (N * S);
  }

  private static double var(int channel) {
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      sum += i / S % C == channel ? Math.pow(X[i] - mean(channel), 2) : 0;
    }
    return sum / (N * S);
  }

  private static double[] expected(double[] mean, double[] var) {
    double[] weight = {1.5, -0.5};
    double[] bias = {0.25, 2};
    double[] y = new double[X.length];
    for (int i = 0; i < X.length; i++) {
      int c = i / S % C;
      y[i] = (X[i] - mean[c]) / Math.sqrt(var[c] + 1e-5) * weight[c] + bias[c];
    }
    return y;
  }

  private static Tensor train(BatchNorm layer, Tensor x) {
    return Mode.training(Rng.of(1), () -> layer.forward(x));
  }

  @Test
  void trainingNormalisesByTheBatchAndMovesTheStatistics() {
    BatchNorm layer = layer();
    double[] y = train(layer, x()).toDoubleArray();
    double[] mean = {mean(0), mean(1)};
    double[] var = {var(0), var(1)};
    assertArrayEquals(expected(mean, var), y, 1e-12);
    RunningStatistics running = layer.running().orElseThrow();
    double unbiased = N * S / (N * S - 1.0);
    assertArrayEquals(
        new double[] {0.45 + 0.1 * mean[0], -0.9 + 0.1 * mean[1]},
        running.mean().value().toDoubleArray(),
        1e-14);
    assertArrayEquals(
        new double[] {1.8 + 0.1 * var[0] * unbiased, 2.7 + 0.1 * var[1] * unbiased},
        running.var().value().toDoubleArray(),
        1e-14);
    assertEquals(5, running.batches().value().item());
  }

  @Test
  void inferenceNormalisesByTheRunningStatistics() {
    BatchNorm layer = layer();
    double[] y = layer.forward(x()).toDoubleArray();
    assertArrayEquals(expected(new double[] {0.5, -1}, new double[] {2, 3}), y, 1e-12);
    assertEquals(4, layer.running().orElseThrow().batches().value().item());
  }

  @Test
  void withoutRunningStatisticsInferenceIsByTheBatch() {
    BatchNorm layer = layer().untracked();
    double[] byBatch = expected(new double[] {mean(0), mean(1)}, new double[] {var(0), var(1)});
    assertArrayEquals(byBatch, layer.forward(x()).toDoubleArray(), 1e-12);
    assertArrayEquals(byBatch, train(layer, x()).toDoubleArray(), 1e-12);
    assertEquals(2, layer.variables().size());
  }

  @Test
  void cumulativeStatisticsAreTheMeanOfAllBatches() {
    BatchNorm layer = BatchNorm.init(C).cumulative().withoutAffine();
    Rng rng = Rng.of(3);
    List<Tensor> batches = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      batches.add(rng.standardNormal(5, C).eval());
      train(layer, batches.getLast()).eval();
    }
    for (int c = 0; c < C; c++) {
      double mean = 0;
      for (Tensor batch : batches) {
        mean += batch.select(1, c).mean().item() / 3;
      }
      Tensor running = layer.running().orElseThrow().mean().value();
      assertEquals(mean, running.select(0, c).item(), 1e-6);
    }
  }

  @Test
  void namesAreThoseOfPyTorch() {
    assertEquals(
        List.of("weight", "bias", "running_mean", "running_var", "num_batches_tracked"),
        List.copyOf(BatchNorm.init(3).variables().keySet()));
    assertEquals(6, BatchNorm.init(3).parameterCount());
    assertEquals(
        List.of("running_mean", "running_var", "num_batches_tracked"),
        List.copyOf(BatchNorm.init(3).withoutAffine().variables().keySet()));
  }

  /// Statistics that nobody reads must not pile up, and looking at a layer's value must change
  /// nothing.
  @Test
  void observingChangesNothing() {
    List<double[]> results = new ArrayList<>();
    for (boolean observed : new boolean[] {false, true}) {
      Rng rng = Rng.of(5);
      Conv2d conv = Conv2d.initWithoutBias(1, C, 3, ConvOptions.DEFAULT, rng);
      BatchNorm norm = BatchNorm.init(C);
      Tensor x = rng.standardNormal(4, 1, 6, 6).eval();
      for (int step = 0; step < 3; step++) {
        Tensor y = train(norm, conv.forward(x));
        if (observed) {
          y.eval();
          norm.running().orElseThrow().mean().snapshot();
        }
        Tensor loss = y.tanh().square().mean();
        if (observed) {
          loss.eval();
        }
        Tensor gradient = Grad.of(loss, conv.weight().value()).getFirst();
        conv.weight().assign(conv.weight().value().sub(gradient));
        Navette.commit(List.of(conv.weight()), loss);
      }
      results.add(conv.weight().value().toDoubleArray());
      results.add(norm.running().orElseThrow().mean().value().toDoubleArray());
      results.add(norm.running().orElseThrow().var().value().toDoubleArray());
      assertEquals(3, norm.running().orElseThrow().batches().value().item());
    }
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(results.get(i), results.get(i + 3));
    }
  }

  @Test
  void refusesWhatHasNoVarianceAndOtherChannels() {
    assertEquals(
        "BatchNorm: x has shape (1, 2), which is one element a channel and has no variance; train"
            + " with larger batches, or use GroupNorm",
        assertThrows(ShapeException.class, () -> train(BatchNorm.init(2), Tensor.zeros(1, 2)))
            .getMessage());
    assertEquals(
        "normalisation: x has shape (4, 3, 2) and the layer 2 channels; x must be (N, 2, ...)",
        assertThrows(ShapeException.class, () -> BatchNorm.init(2).forward(Tensor.zeros(4, 3, 2)))
            .getMessage());
    assertEquals(
        "batchNorm: x has shape (4, 3, 2) and the weight (2); it must have one element for each of"
            + " the 3 channels",
        assertThrows(ShapeException.class, () -> train(BatchNorm.init(2), Tensor.zeros(4, 3, 2)))
            .getMessage());
    assertEquals(
        "RunningStatistics: the momentum is 2.0; the share of the latest batch lies between 0 and"
            + " 1",
        assertThrows(IllegalArgumentException.class, () -> BatchNorm.init(2).momentum(2))
            .getMessage());
    assertEquals(
        "Affine: the weight has shape (2) and the bias (3); both must be (C), one element a"
            + " channel",
        assertThrows(ShapeException.class, () -> new Affine(vector(1, 2), vector(1, 2, 3)))
            .getMessage());
  }

  @Test
  void belongsOutsideOfACheckpoint() {
    assertEquals(
        "assign: the new value, f32(2), is recorded inside the body of a scan, checkpoint or custom"
            + " function, which may run again; return it as a result and assign it outside (batch"
            + " normalisation in training belongs outside of a checkpoint)",
        assertThrows(
                IllegalStateException.class,
                () -> Checkpoint.of(Tensor.ones(3, 2), x -> train(BatchNorm.init(2), x)))
            .getMessage());
  }

  @Test
  void differentiatingInferenceWarnsOnce() {
    Logger logger = Logger.getLogger("dev.navette");
    List<String> said = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord warning) {
            said.add(warning.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      for (int rows = 2; rows < 5; rows++) {
        BatchNorm layer = BatchNorm.init(2);
        Tensor loss = layer.forward(Tensor.ones(rows, 2)).sum();
        Grad.of(loss, layer.parameters()).getFirst().eval();
      }
      new Dropout(0.5).forward(vector(1, 2).value()).eval();
    } finally {
      logger.removeHandler(handler);
    }
    assertEquals(
        List.of(
            "a gradient goes through a normalisation by running statistics that was recorded in"
                + " inference mode, which does not do what it does in training; record the step"
                + " within Mode.training(rng, ...), or ignore this if it is meant"),
        said);
  }
}
