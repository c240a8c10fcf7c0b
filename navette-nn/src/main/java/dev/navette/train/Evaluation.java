// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Batch;
import dev.navette.data.Loader;
import dev.navette.data.Pass;
import dev.navette.metric.Metric;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adds up loss and metrics over batches.
final class Evaluation {
  private final List<Metric> metrics;
  private double sum;
  private long rows;

  Evaluation(List<Metric> metrics) {
    this.metrics = metrics;
    metrics.forEach(Metric::reset);
  }

  /// Scores all batches of a loader in inference mode.
  static Score of(Step step, List<Metric> metrics, Loader<?> loader) {
    Evaluation evaluation = new Evaluation(metrics);
    for (Pass pass = loader.pass(1); pass.hasNext(); ) {
      Batch batch = pass.next();
      Outcome outcome = step.of(batch);
      Navette.eval(evaluation.wanted(outcome));
      evaluation.add(outcome, batch.size());
    }
    return evaluation.score();
  }

  /// What has to be computed of an outcome.
  Tensor[] wanted(Outcome outcome) {
    return metrics.isEmpty() || outcome.outputs().isEmpty()
        ? new Tensor[] {outcome.loss()}
        : new Tensor[] {outcome.loss(), outcome.outputs().get()};
  }

  /// Adds a batch that was computed; its loss.
  double add(Outcome outcome, int size) {
    double loss = outcome.loss().item();
    sum += loss * size;
    rows += size;
    if (!metrics.isEmpty() && outcome.outputs().isPresent() && outcome.targets().isPresent()) {
      Tensor outputs = outcome.outputs().get();
      float[] values = outputs.toFloatArray();
      int width = outputs.size() / Math.max(1, outputs.dim(0));
      double[] wanted = outcome.targets().get().toDoubleArray();
      metrics.forEach(m -> m.add(values, width, wanted));
    }
    return loss;
  }

  long rows() {
    return rows;
  }

  double meanLoss() {
    return sum / rows;
  }

  Score score() {
    Map<String, Double> values = new LinkedHashMap<>();
    metrics.forEach(m -> values.put(m.name(), m.value()));
    return new Score(meanLoss(), values);
  }
}
