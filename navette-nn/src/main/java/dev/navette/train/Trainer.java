// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Examples;
import dev.navette.metric.Metric;
import dev.navette.nn.Mode;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Trains a model on examples.
///
/// ```java
/// Trainer trainer = Trainer.of(model::forward, Loss::crossEntropy, new Adam(model, 1e-3));
/// List<EpochLog> log = trainer.epochs(20).batch(32).seed(42).metrics(new Accuracy()).fit(examples);
/// ```
///
/// Each epoch goes once through the examples in an order shuffled by (seed, epoch). The last batch
/// may be smaller. A batch as large as the data is batch gradient descent, a batch of 1 stochastic
/// gradient descent.
public final class Trainer {
  private static final int EVALUATION_BATCH = 512;

  private final UnaryOperator<Tensor> model;
  private final BinaryOperator<Tensor> loss;
  private final Optimizer optimizer;
  private int epochs = 10;
  private int batch = 32;
  private long seed;
  private List<Metric> metrics = List.of();
  private Progress progress = Progress.NONE;

  private Trainer(UnaryOperator<Tensor> model, BinaryOperator<Tensor> loss, Optimizer optimizer) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
  }

  /// A trainer with 10 epochs of batches of 32 and seed 0.
  ///
  /// @param model from inputs (B, ...) to outputs (B, ...)
  /// @param loss from outputs and targets to a scalar, the mean over the batch
  /// @param optimizer of the model's parameters
  public static Trainer of(
      UnaryOperator<Tensor> model, BinaryOperator<Tensor> loss, Optimizer optimizer) {
    return new Trainer(model, loss, optimizer);
  }

  /// Sets how often all examples are seen.
  ///
  /// @throws IllegalArgumentException below 1
  public Trainer epochs(int count) {
    epochs = positive("epochs", count);
    return this;
  }

  /// Sets the rows of a batch.
  ///
  /// @throws IllegalArgumentException below 1
  public Trainer batch(int rows) {
    batch = positive("batch", rows);
    return this;
  }

  /// Sets what shuffling and dropout follow from.
  public Trainer seed(long value) {
    seed = value;
    return this;
  }

  /// Sets what is measured on training and validation outputs.
  public Trainer metrics(Metric... measured) {
    metrics = List.of(measured);
    return this;
  }

  /// Sets who is told how it goes.
  public Trainer progress(Progress told) {
    progress = told;
    return this;
  }

  private static int positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("trainer: " + what + " is " + value + "; use 1 or more");
    }
    return value;
  }

  /// Trains without a validation part.
  public List<EpochLog> fit(Examples training) {
    return run(training, List.of());
  }

  /// Trains, and scores the validation part after each epoch.
  public List<EpochLog> fit(Examples training, Examples validation) {
    return run(training, List.of(validation));
  }

  private List<EpochLog> run(Examples training, List<Examples> validation) {
    if (training.size() == 0) {
      throw new IllegalArgumentException("trainer: there are no training examples");
    }
    Rng rng = Rng.of(seed);
    Rng dropout = rng.stream("dropout");
    List<EpochLog> logs = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int[] order = rng.stream("shuffle").stream("epoch " + epoch).permutation(training.size());
      long start = System.nanoTime();
      Score train = epoch(training, order, epoch, dropout);
      double seconds = (System.nanoTime() - start) / 1e9;
      Score valid =
          validation.isEmpty() ? new Score(Double.NaN, Map.of()) : evaluate(validation.getFirst());
      EpochLog log =
          new EpochLog(
              epoch, train.loss(), train.metrics(), valid.loss(), valid.metrics(), seconds);
      logs.add(log);
      progress.epoch(log, epochs);
    }
    return logs;
  }

  private Score epoch(Examples training, int[] order, int epoch, Rng dropout) {
    metrics.forEach(Metric::reset);
    double sum = 0;
    for (int from = 0; from < order.length; from += batch) {
      int[] rows = Arrays.copyOfRange(order, from, Math.min(order.length, from + batch));
      Examples.Batch examples = training.batch(rows);
      Tensor[] outputs = new Tensor[1];
      Tensor value =
          Mode.training(
              dropout,
              () -> {
                outputs[0] = model.apply(examples.inputs());
                return loss.apply(outputs[0], examples.targets());
              });
      if (metrics.isEmpty()) {
        optimizer.step(value);
      } else {
        optimizer.step(value, outputs[0]);
        measure(outputs[0], examples.targets());
      }
      double item = value.item();
      if (!Double.isFinite(item)) {
        throw new DivergedException(
            "the loss became "
                + item
                + " in epoch "
                + epoch
                + " after "
                + from / batch
                + " batches; use a smaller learning rate (it is "
                + optimizer.learningRate()
                + "), clip gradients, or check the inputs for NaN and unscaled columns");
      }
      sum += item * rows.length;
      progress.batch(epoch, epochs, from + rows.length, order.length, sum / (from + rows.length));
    }
    return new Score(sum / order.length, values());
  }

  /// Scores the model on `examples`, in inference mode.
  public Score evaluate(Examples examples) {
    metrics.forEach(Metric::reset);
    double sum = 0;
    for (int from = 0; from < examples.size(); from += EVALUATION_BATCH) {
      int to = Math.min(examples.size(), from + EVALUATION_BATCH);
      Examples.Batch part = examples.batch(range(from, to));
      Tensor outputs = model.apply(part.inputs());
      Tensor value = loss.apply(outputs, part.targets());
      Navette.eval(value, outputs);
      measure(outputs, part.targets());
      sum += value.item() * (to - from);
    }
    return new Score(sum / examples.size(), values());
  }

  private static int[] range(int from, int to) {
    int[] rows = new int[to - from];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = from + i;
    }
    return rows;
  }

  private void measure(Tensor outputs, Tensor targets) {
    if (metrics.isEmpty()) {
      return;
    }
    float[] values = outputs.toFloatArray();
    int width = outputs.size() / Math.max(1, outputs.dim(0));
    double[] wanted = targets.toDoubleArray();
    metrics.forEach(m -> m.add(values, width, wanted));
  }

  private Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    metrics.forEach(m -> values.put(m.name(), m.value()));
    return values;
  }
}
