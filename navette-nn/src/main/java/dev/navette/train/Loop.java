// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Batch;
import dev.navette.data.Loader;
import dev.navette.data.Pass;
import dev.navette.nn.Mode;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One training: epochs of steps.
final class Loop {
  private final TrainingPlan plan;
  private final Optimizer optimizer;
  private final Loader<?> training;
  private final Optional<Loader<?>> validation;
  private final BooleanSupplier stopped;
  private final Run run;
  private final Rng dropout;

  /// A training that has not begun.
  ///
  /// @param stopped asked after each step
  Loop(
      TrainingPlan plan,
      Run run,
      Loader<?> training,
      Optional<Loader<?>> validation,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.optimizer = run.optimizer();
    this.training = training;
    this.validation = validation;
    this.stopped = stopped;
    this.run = run;
    this.dropout = Rng.of(plan.seed()).stream("dropout");
  }

  Ending run() {
    plan.callbacks().forEach(c -> c.onStart(run));
    Ending ending = Ending.COMPLETE;
    for (int epoch = 1; epoch <= plan.epochs() && ending == Ending.COMPLETE; epoch++) {
      ending = epoch(epoch);
    }
    plan.callbacks().forEach(c -> c.onEnd(run));
    return ending;
  }

  private Ending epoch(int epoch) {
    plan.callbacks().forEach(c -> c.onEpochStart(run, epoch));
    Evaluation evaluation = new Evaluation(plan.metrics());
    long start = System.nanoTime();
    Pass pass = training.pass(epoch);
    while (pass.hasNext()) {
      step(epoch, pass, evaluation);
      if (stopped.getAsBoolean()) {
        return Ending.STOPPED;
      }
      if (run.stopReason.isPresent()) {
        return Ending.EARLY;
      }
    }
    if (evaluation.rows() == 0) {
      throw new IllegalArgumentException(
          "trainer: epoch "
              + epoch
              + " has no batch; the data are empty, or fewer than a batch"
              + " with dropLast");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Score train = evaluation.score();
    Score valid =
        validation
            .map(v -> Evaluation.of(plan.step(), plan.metrics(), v))
            .orElseGet(() -> new Score(Double.NaN, Map.of()));
    EpochLog log =
        new EpochLog(epoch, train.loss(), train.metrics(), valid.loss(), valid.metrics(), seconds);
    run.history.add(log);
    plan.callbacks().forEach(c -> c.onEpoch(run, log));
    return run.stopReason.isPresent() ? Ending.EARLY : Ending.COMPLETE;
  }

  private void step(int epoch, Pass pass, Evaluation evaluation) {
    Batch batch = pass.next();
    plan.schedule().ifPresent(s -> optimizer.setLearningRate(s.rate(run.step)));
    double rate = optimizer.learningRate();
    Outcome outcome = Mode.training(dropout, () -> plan.step().of(batch));
    List<Tensor> kept = new ArrayList<>(Arrays.asList(evaluation.wanted(outcome)));
    kept.removeFirst();
    plan.callbacks().forEach(c -> kept.addAll(c.watch(run, outcome.loss())));
    optimizer.step(outcome.loss(), kept.toArray(Tensor[]::new));
    double loss = evaluation.add(outcome, batch.size());
    if (!Double.isFinite(loss)) {
      throw new DivergedException(
          "the loss became "
              + loss
              + " in epoch "
              + epoch
              + " after "
              + (pass.consumed() - 1)
              + " batches; use a smaller learning rate (it is "
              + rate
              + "), clip gradients, or check the inputs for NaN and unscaled columns");
    }
    run.step++;
    BatchLog log =
        new BatchLog(
            epoch, run.step, batch.size(), evaluation.rows(), loss, evaluation.meanLoss(), rate);
    plan.callbacks().forEach(c -> c.onBatch(run, log));
  }
}
