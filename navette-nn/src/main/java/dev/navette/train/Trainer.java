// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Batch;
import dev.navette.data.Examples;
import dev.navette.data.Fold;
import dev.navette.data.Loader;
import dev.navette.data.Split;
import dev.navette.metric.Metric;
import dev.navette.nn.Module;
import dev.navette.optim.Optimizer;
import dev.navette.optim.Plateau;
import dev.navette.optim.Schedule;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Trains a model.
///
/// ```java
/// Trainer trainer = Trainer.of(model::forward, Loss::crossEntropy, new Adam(model, 1e-3));
/// List<EpochLog> log = trainer.epochs(20).batch(32).seed(42).metrics(new Accuracy()).fit(examples);
/// ```
///
/// Examples in memory are shuffled by (seed, epoch); the last batch may be smaller. A batch as
/// large as the data is batch gradient descent, a batch of 1 stochastic gradient descent. Anything
/// else comes from a [Loader], which has its own batch size and seed. What a step learns from is a
/// [Step]: any function from a batch to a loss.
///
/// There is no mixed precision to switch on: 16-bit floats are storage types that compute in f32,
/// and converting costs more than their halved traffic saves (a step of an MLP 784-512-256-10,
/// batch 128, Adam, one thread: f32 4.8 ms, bf16 5.0 ms, f16 5.6 ms). Gradients are clipped and
/// gathered over several batches by the optimizer: [Optimizer#clipNorm], [Optimizer#accumulate].
///
/// Not for use by several threads at once, but for [#stop()].
public final class Trainer {
  private static final int EVALUATION_BATCH = 512;

  private final Step step;
  private final Optimizer optimizer;
  private Optional<Module> module = Optional.empty();
  private int epochs = 10;
  private int batch = 32;
  private long seed;
  private List<Metric> metrics = List.of();
  private final List<Callback> callbacks = new ArrayList<>();
  private Progress progress = Progress.NONE;
  private final Map<String, Variable> extra = new LinkedHashMap<>();
  private Optional<Checkpoints> checkpoints = Optional.empty();
  private Optional<Checkpoints> resumed = Optional.empty();
  private Consumer<String> say = System.err::println;
  private Ending ending = Ending.COMPLETE;
  private double heldOut;
  private volatile boolean stopping;
  private volatile CountDownLatch ended = new CountDownLatch(0);

  private Trainer(Step step, Optimizer optimizer) {
    this.step = step;
    this.optimizer = optimizer;
  }

  /// A trainer with 10 epochs of batches of 32 and seed 0, of a model with one input and one
  /// target.
  ///
  /// @param model from inputs (B, ...) to outputs (B, ...)
  /// @param loss from outputs and targets to a scalar, the mean over the batch
  /// @param optimizer of the model's parameters
  public static Trainer of(
      UnaryOperator<Tensor> model, BinaryOperator<Tensor> loss, Optimizer optimizer) {
    return ofInputs(batch -> model.apply(batch.input()), loss, optimizer);
  }

  /// A trainer of a model with several inputs and one target.
  ///
  /// @param model from a batch, of which it reads the inputs, to outputs (B, ...)
  /// @param loss from outputs and targets to a scalar, the mean over the batch
  /// @param optimizer of the model's parameters
  public static Trainer ofInputs(
      Function<Batch, Tensor> model, BinaryOperator<Tensor> loss, Optimizer optimizer) {
    return of(
        batch -> {
          Tensor outputs = model.apply(batch);
          return Outcome.of(loss.apply(outputs, batch.target()), outputs, batch.target());
        },
        optimizer);
  }

  /// A trainer of anything that has a loss.
  ///
  /// @param optimizer of what the loss depends on
  public static Trainer of(Step step, Optimizer optimizer) {
    return new Trainer(step, optimizer);
  }

  // ---- settings

  /// Names the model whose variables are saved, restored, watched and named in messages.
  public Trainer module(Module model) {
    module = Optional.of(model);
    return this;
  }

  /// Sets how often all examples are seen.
  ///
  /// @throws IllegalArgumentException below 1
  public Trainer epochs(int count) {
    epochs = positive("epochs", count);
    return this;
  }

  /// Sets the rows of a batch of examples; a loader has its own.
  ///
  /// @throws IllegalArgumentException below 1
  public Trainer batch(int rows) {
    batch = positive("batch", rows);
    return this;
  }

  /// Holds out a part of the examples, of every class if there are classes, and scores it after
  /// each epoch; for [#fit(Examples)].
  ///
  /// @param fraction between 0 and 1, both excluded
  public Trainer holdOut(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "trainer: holdOut is " + fraction + "; use a fraction between 0 and 1, such as 0.1");
    }
    heldOut = fraction;
    return this;
  }

  /// Sets what shuffling of examples and dropout follow from.
  public Trainer seed(long value) {
    seed = value;
    return this;
  }

  /// Sets what is measured on training and validation outputs.
  public Trainer metrics(Metric... measured) {
    metrics = List.of(measured);
    return this;
  }

  /// Sets who shows how it goes.
  public Trainer progress(Progress told) {
    progress = told;
    return this;
  }

  /// Adds one who is told how it goes, after those before and before [#progress].
  public Trainer callback(Callback told) {
    callbacks.add(told);
    return this;
  }

  /// Sets the learning rate of each update, counted from 0: [Optimizer#schedule].
  public Trainer schedule(Schedule rates) {
    optimizer.schedule(rates);
    return this;
  }

  /// Sets the learning rate of each update by a plateau that follows a number.
  ///
  /// @param watched a number of [EpochLog#values()], such as `valid_loss`
  public Trainer schedule(Plateau plateau, String watched) {
    callbacks.add(new PlateauWatch(plateau, watched));
    return schedule(plateau);
  }

  /// Sets who is told what a person should know, such as a checkpoint that could not be saved; a
  /// line each. On standard error unless set.
  public Trainer say(Consumer<String> told) {
    say = told;
    return this;
  }

  /// Saves the training as it goes. Needs the [#module].
  public Trainer checkpoints(Checkpoints where) {
    checkpoints = Optional.of(where);
    return this;
  }

  /// Adds variables that belong to the training besides the model's and the optimizer's, such as
  /// averaged weights.
  public Trainer alsoSave(Map<String, Variable> variables) {
    extra.putAll(variables);
    return this;
  }

  /// Goes on from the latest whole checkpoint in a directory, or from the beginning if there is
  /// none: with the same model, data and settings the result is the same, to the bit, as of a
  /// training that was never stopped. Checkpoints go there too unless [#checkpoints] says
  /// otherwise.
  public Trainer resume(Path directory) {
    resumed = Optional.of(Checkpoints.in(directory));
    return this;
  }

  private static int positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("trainer: " + what + " is " + value + "; use 1 or more");
    }
    return value;
  }

  // ---- training

  /// Trains without a validation part, or with the one of [#holdOut].
  ///
  /// @return what each epoch did
  public List<EpochLog> fit(Examples training) {
    if (heldOut == 0) {
      return fit(shuffled(training));
    }
    Fold parts =
        training.targetWidth() == 0
            ? Split.stratifiedHoldOut(training.classes(), heldOut, seed)
            : Split.holdOut(training.size(), heldOut, seed);
    return fit(training.subset(parts.train()), training.subset(parts.test()));
  }

  /// Trains, and scores the validation part after each epoch.
  ///
  /// @return what each epoch did
  public List<EpochLog> fit(Examples training, Examples validation) {
    return fit(shuffled(training), inOrder(validation));
  }

  /// Trains on what a loader gives, without a validation part.
  ///
  /// @return what each epoch did
  public List<EpochLog> fit(Loader<?> training) {
    return fit(training, Optional.empty());
  }

  /// Trains on what a loader gives, and scores what `validation` gives after each epoch.
  ///
  /// @param validation without shuffling or augmentation; its first epoch is read each time
  /// @return what each epoch did
  public List<EpochLog> fit(Loader<?> training, Loader<?> validation) {
    return fit(training, Optional.of(validation));
  }

  private List<EpochLog> fit(Loader<?> training, Optional<Loader<?>> validation) {
    stopping = false;
    CountDownLatch ending = new CountDownLatch(1);
    ended = ending;
    try {
      return trained(training, validation);
    } finally {
      ending.countDown();
    }
  }

  private List<EpochLog> trained(Loader<?> training, Optional<Loader<?>> validation) {
    Optional<Checkpoints> saved = checkpoints.or(() -> resumed);
    if (saved.isPresent() && module.isEmpty()) {
      throw new IllegalStateException(
          "trainer: checkpoints need all variables of the model; name it by module(model)");
    }
    Map<String, Boolean> largerIsBetter =
        metrics.stream().collect(Collectors.toMap(Metric::name, Metric::largerIsBetter));
    Run run = new Run(optimizer, module, largerIsBetter, epochs, training.rows());
    List<Callback> told = new ArrayList<>(callbacks);
    told.add(progress);
    TrainingPlan plan =
        new TrainingPlan(
            step,
            epochs,
            seed,
            metrics,
            List.copyOf(told),
            extra,
            saved,
            resumed.flatMap(this::latest),
            say);
    ending = new Loop(plan, run, training, validation, () -> stopping).run();
    run.stopReason.ifPresent(say);
    return List.copyOf(run.history());
  }

  private Optional<Checkpoint> latest(Checkpoints from) {
    Optional<Checkpoint> latest = from.latest(say);
    latest.ifPresentOrElse(
        c ->
            say.accept(
                "resuming after step "
                    + c.position().step()
                    + ": epoch "
                    + c.position().epoch()
                    + ", "
                    + c.position().batch()
                    + " batches done"),
        () ->
            say.accept(
                "there is no checkpoint in " + from.directory() + "; starting from the beginning"));
    return latest;
  }

  private Loader<?> shuffled(Examples examples) {
    if (examples.size() == 0) {
      throw new IllegalArgumentException("trainer: there are no training examples");
    }
    return Loader.of(examples).batch(batch).seed(seed);
  }

  private static Loader<?> inOrder(Examples examples) {
    return Loader.of(examples).batch(Math.min(EVALUATION_BATCH, examples.size())).shuffle(false);
  }

  /// Ends the training under way after the step it is at; it is saved if it has [#checkpoints]. For
  /// other threads, such as one that handles Ctrl-C, which then wait by [#awaitEnd].
  public void stop() {
    stopping = true;
  }

  /// Waits until no training is under way.
  ///
  /// @param most how long to wait at most
  /// @return whether that is so
  /// @throws InterruptedException if this thread is interrupted
  public boolean awaitEnd(Duration most) throws InterruptedException {
    return ended.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// What ended the latest training.
  public Ending ending() {
    return ending;
  }

  // ---- scoring

  /// Scores the model on `examples`, in inference mode.
  public Score evaluate(Examples examples) {
    return evaluate(inOrder(examples));
  }

  /// Scores the model on the first epoch of a loader, in inference mode.
  public Score evaluate(Loader<?> examples) {
    return Evaluation.of(step, metrics, examples);
  }
}
