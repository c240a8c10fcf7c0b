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
  /// How many steps are made again, at most, to find out what went wrong in one.
  private static final int STEPS_BETWEEN_COPIES = 256;

  private final TrainingPlan plan;
  private final Run run;
  private final Optimizer optimizer;
  private final Loader<?> training;
  private final Optional<Loader<?>> validation;
  private final BooleanSupplier stopped;
  private final Rng dropout;
  private final TrainingState state;

  private Evaluation evaluation;
  private long started;
  private Checkpoint good;

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
    this.run = run;
    this.optimizer = run.optimizer();
    this.training = training;
    this.validation = validation;
    this.stopped = stopped;
    Rng rng = Rng.of(plan.seed());
    this.dropout = rng.stream("dropout");
    this.state = new TrainingState(plan, run, rng, training.description());
    this.evaluation = new Evaluation(plan.metrics(), plan.checkpoints().isPresent());
    plan.resumed().ifPresent(state::resume);
    this.good = plan.resumed().orElseGet(() -> state.capture(1, 0, evaluation.soFar(0)));
  }

  Ending run() {
    plan.callbacks().forEach(c -> c.onStart(run));
    int first = good.position().epoch();
    Ending ending = run.stopReason.isPresent() ? Ending.EARLY : Ending.COMPLETE;
    for (int epoch = first; epoch <= plan.epochs() && ending == Ending.COMPLETE; epoch++) {
      ending = epoch(epoch, epoch == first ? good.position().batch() : 0);
    }
    plan.callbacks().forEach(c -> c.onEnd(run));
    return ending;
  }

  private Ending epoch(int epoch, long done) {
    begin(epoch, done);
    Pass pass = training.pass(epoch, done);
    while (pass.hasNext()) {
      step(epoch, pass);
      boolean ends = stopped.getAsBoolean() || run.stopReason.isPresent();
      if (ends || plan.checkpoints().isPresent() && plan.checkpoints().get().isDue(run.step)) {
        save(epoch, pass.consumed());
      }
      if (ends) {
        return run.stopReason.isPresent() ? Ending.EARLY : Ending.STOPPED;
      }
    }
    if (evaluation.rows() == 0) {
      throw new IllegalArgumentException(
          "trainer: epoch "
              + epoch
              + " has no batch; the data are empty, or fewer than a batch with dropLast");
    }
    double seconds = seconds();
    Score train = evaluation.score();
    Score valid =
        validation
            .map(v -> Evaluation.of(plan.step(), plan.metrics(), v))
            .orElseGet(() -> new Score(Double.NaN, Map.of()));
    EpochLog log =
        new EpochLog(epoch, train.loss(), train.metrics(), valid.loss(), valid.metrics(), seconds);
    run.history.add(log);
    plan.callbacks().forEach(c -> c.onEpoch(run, log));
    evaluation = new Evaluation(plan.metrics(), plan.checkpoints().isPresent());
    started = System.nanoTime();
    save(epoch + 1, 0);
    plan.checkpoints().ifPresent(c -> saveBest(c, epoch));
    return run.stopReason.isPresent() ? Ending.EARLY : Ending.COMPLETE;
  }

  /// Begins an epoch, or goes on within it.
  private void begin(int epoch, long done) {
    started = System.nanoTime();
    if (done == 0) {
      plan.callbacks().forEach(c -> c.onEpochStart(run, epoch));
      evaluation = new Evaluation(plan.metrics(), plan.checkpoints().isPresent());
    } else {
      evaluation = Evaluation.resumed(plan.metrics(), good.epoch());
      started -= (long) (1e9 * good.epoch().seconds());
    }
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  // ---- saving

  private void save(int epoch, long batch) {
    plan.checkpoints()
        .ifPresent(
            c -> c.save(state.capture(epoch, batch, evaluation.soFar(seconds())), plan.say()));
  }

  private void saveBest(Checkpoints checkpoints, int epoch) {
    if (checkpoints.best().isEmpty()) {
      return;
    }
    Watched watched = Watched.of("keepBest", checkpoints.best().get(), run);
    if (watched.bestEpoch(0) == epoch) {
      checkpoints.saveBest(state.capture(epoch + 1, 0, evaluation.soFar(seconds())), plan.say());
    }
  }

  // ---- a step

  private void step(int epoch, Pass pass) {
    if (run.step % STEPS_BETWEEN_COPIES == 0 && run.step != good.position().step()) {
      good = state.capture(epoch, pass.consumed(), new Checkpoint.EpochSoFar(0, 0, 0, List.of()));
    }
    Batch batch = pass.next();
    double rate = optimizer.learningRate();
    Outcome outcome = recorded(batch);
    List<Tensor> kept = new ArrayList<>(Arrays.asList(evaluation.wanted(outcome)));
    kept.removeFirst();
    plan.callbacks().forEach(c -> kept.addAll(c.watch(run, outcome.loss())));
    optimizer.step(outcome.loss(), kept.toArray(Tensor[]::new));
    double loss = outcome.loss().item();
    if (!Double.isFinite(loss)) {
      throw diverged(loss, rate, batch, epoch, pass.consumed());
    }
    evaluation.add(outcome, batch.size());
    run.step++;
    BatchLog log =
        new BatchLog(
            epoch, run.step, batch.size(), evaluation.rows(), loss, evaluation.meanLoss(), rate);
    plan.callbacks().forEach(c -> c.onBatch(run, log));
  }

  private Outcome recorded(Batch batch) {
    return Mode.training(dropout, () -> plan.step().of(batch));
  }

  private DivergedException diverged(double loss, double rate, Batch batch, int epoch, long done) {
    Diagnosis diagnosis =
        Diagnosis.ofData(batch)
            .orElseGet(() -> {
              rewind(epoch, done);
              return Diagnosis.ofStep(
                  run.variables(), rate, () -> optimizer.step(recorded(batch).loss()));
            });
    return new DivergedException(
        "the loss became "
            + loss
            + " in epoch "
            + epoch
            + " after "
            + (done - 1)
            + " batches: "
            + diagnosis.text());
  }

  /// Makes the steps again from the latest copy up to before batch `done` of the epoch.
  private void rewind(int epoch, long done) {
    state.restore(good);
    long skipped = good.position().batch();
    for (int e = good.position().epoch(); e <= epoch; e++) {
      Pass pass = training.pass(e, skipped);
      while (pass.hasNext() && !(e == epoch && pass.consumed() == done - 1)) {
        optimizer.step(recorded(pass.next()).loss());
        run.step++;
      }
      skipped = 0;
    }
  }
}
