// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Batch;
import dev.navette.data.Loader;
import dev.navette.data.Pass;
import dev.navette.metric.Metric;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adds up loss and metrics over batches.
final class Evaluation {
  private final List<Metric> metrics;
  private final boolean remembers;
  private final List<Checkpoint.Outputs> outputs = new ArrayList<>();
  private double sum;
  private long rows;

  /// Nothing so far.
  ///
  /// @param remembers whether to keep what metrics are given, for [#soFar]
  Evaluation(List<Metric> metrics, boolean remembers) {
    this.metrics = metrics;
    this.remembers = remembers;
    metrics.forEach(Metric::reset);
  }

  /// What was added by now. Metrics are given the same again, so that they need no state to save.
  static Evaluation resumed(List<Metric> metrics, Checkpoint.EpochSoFar soFar) {
    Evaluation evaluation = new Evaluation(metrics, true);
    evaluation.sum = soFar.lossSum();
    evaluation.rows = soFar.rows();
    soFar.outputs().forEach(evaluation::measure);
    return evaluation;
  }

  /// What was added by now, to go on from later.
  ///
  /// @param seconds wall time so far
  Checkpoint.EpochSoFar soFar(double seconds) {
    return new Checkpoint.EpochSoFar(sum, rows, seconds, List.copyOf(outputs));
  }

  /// Scores all batches of a loader in inference mode.
  static Score of(Step step, List<Metric> metrics, Loader<?> loader) {
    Evaluation evaluation = new Evaluation(metrics, false);
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
      Tensor values = outcome.outputs().get();
      measure(
          new Checkpoint.Outputs(
              values.toFloatArray(),
              values.size() / Math.max(1, values.dim(0)),
              outcome.targets().get().toDoubleArray()));
    }
    return loss;
  }

  private void measure(Checkpoint.Outputs added) {
    metrics.forEach(m -> m.add(added.values(), added.width(), added.targets()));
    if (remembers) {
      outputs.add(added);
    }
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
