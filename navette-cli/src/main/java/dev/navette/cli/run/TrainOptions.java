// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.optim.AdamW;
import dev.navette.train.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// The options of every training task.
public final class TrainOptions {
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what everything random follows from; default 42")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--epochs", paramLabel = "N", description = "how often all rows are seen")
  private Optional<Integer> epochs = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", description = "rows a step")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description =
          "learning rate; if only --optimizer is given: 0.1 for sgd, 0.01 for momentum and"
              + " nesterov, 0.001 for adam and adamw")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "sgd, momentum, nesterov, adam or adamw")
  private Optional<String> optimizer = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description = "how the learning rate goes on: constant, linear or cosine (both fall to 0)")
  private Optional<String> schedule = Optional.empty();

  @Option(names = "--weight-decay", paramLabel = "X", description = "weight decay, not of biases")
  private Optional<Double> weightDecay = Optional.empty();

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "scale gradients down to this norm where theirs is larger")
  private Optional<Double> clip = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "how many threads compute; default: one a core. The result does not depend on it")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the model and the figures go; default runs/TASK")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--report", paramLabel = "FILE", description = "write what came out as JSON, too")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--resume",
      description =
          "go on from the latest checkpoint in --out; the result is the same as without the break")
  private boolean resume;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "end after N epochs without a lower validation loss, and keep the best weights")
  private Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--monitor",
      description = "say so when gradients vanish or explode, or units die, and in which layer")
  private boolean monitor;

  @Option(names = "--tensorboard", description = "write event files for TensorBoard, too")
  private boolean tensorBoard;

  @Option(names = "--quiet", description = "print the result alone, without progress and tables")
  private boolean quiet;

  /// The options over a task's own settings.
  ///
  /// @throws IllegalArgumentException if a number is out of range or a name unknown
  public Settings over(Settings own) {
    OptimizerChoice chosen = optimizer.map(OptimizerChoice::named).orElse(own.optimizer());
    double usual = chosen == own.optimizer() ? own.learningRate() : chosen.usualRate();
    double usualDecay =
        chosen == OptimizerChoice.ADAMW && chosen != own.optimizer()
            ? AdamW.DECAY
            : own.weightDecay();
    threads.ifPresent(TrainOptions::threads);
    return new Settings(
        seed.orElse(own.seed()),
        atLeastOne("--epochs", epochs.orElse(own.epochs())),
        atLeastOne("--batch", batch.orElse(own.batch())),
        chosen,
        within(
            "--lr",
            learningRate.orElse(usual),
            0,
            Double.POSITIVE_INFINITY,
            "a number above 0, such as 0.001"),
        schedule.map(ScheduleChoice::named).orElse(own.schedule()),
        within(
            "--weight-decay",
            weightDecay.orElse(usualDecay),
            -1,
            Double.POSITIVE_INFINITY,
            "0 or more"),
        clip.map(norm -> within("--clip", norm, 0, Double.POSITIVE_INFINITY, "a norm above 0"))
            .or(own::clip));
  }

  private static void threads(int number) {
    if (number < 1 || number > MOST_THREADS) {
      throw new IllegalArgumentException("--threads is " + number + "; use 1 to " + MOST_THREADS);
    }
  }

  public static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " is " + value + "; use 1 or more");
    }
    return value;
  }

  // Above `low`, where -1 stands for "0 is allowed", and below `high`.
  public static double within(String option, double value, double low, double high, String wanted) {
    boolean fits = low < 0 ? value >= 0 : value > low;
    if (!fits || !(value < high)) {
      throw new IllegalArgumentException(option + " is " + value + "; use " + wanted);
    }
    return value;
  }

  /// What goes along with a training that writes to `directory`.
  public Supervision supervision(Path directory, Progress progress, Consumer<String> note) {
    patience.ifPresent(epochs -> atLeastOne("--patience", epochs));
    return new Supervision(
        progress,
        Optional.of(directory),
        note,
        resume,
        monitor,
        tensorBoard ? Optional.of(directory.resolve("tensorboard")) : Optional.empty(),
        patience);
  }

  /// Where the files of a task go.
  public Path out(String task) {
    return out.orElse(Path.of("runs", task));
  }

  /// Where the report goes, if anywhere.
  public Optional<Path> report() {
    return report;
  }

  /// Refuses a batch that the user made larger than the data.
  ///
  /// @throws IllegalArgumentException if so
  public void requireBatch(int rows) {
    if (batch.isPresent() && batch.get() > rows) {
      throw new IllegalArgumentException(
          "--batch is " + batch.get() + ", but there are " + rows + " rows; use at most " + rows);
    }
  }

  /// Whether the user gave the number of epochs.
  public boolean epochsGiven() {
    return epochs.isPresent();
  }

  /// Whether to print the result alone.
  public boolean quiet() {
    return quiet;
  }

  /// Those of the given options that only a network has, by name.
  public List<String> onlyForNetworks() {
    List<String> given = new ArrayList<>();
    batch.ifPresent(_ -> given.add("--batch"));
    optimizer.ifPresent(_ -> given.add("--optimizer"));
    schedule.ifPresent(_ -> given.add("--schedule"));
    weightDecay.ifPresent(_ -> given.add("--weight-decay"));
    clip.ifPresent(_ -> given.add("--clip"));
    return given;
  }
}
