// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.figure.Figure;
import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.CleanStop;
import dev.navette.cli.run.Fitted;
import dev.navette.cli.run.OutputFolder;
import dev.navette.cli.run.Report;
import dev.navette.cli.run.RunFolder;
import dev.navette.cli.run.Settings;
import dev.navette.cli.run.SparseProgress;
import dev.navette.cli.run.Supervision;
import dev.navette.cli.run.TrainOptions;
import dev.navette.formats.ModelCard;
import dev.navette.formats.ModelFile;
import dev.navette.formats.Preprocessing;
import dev.navette.tensor.Navette;
import dev.navette.train.Progress;
import dev.navette.train.ProgressBar;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What all training tasks share: options, what is printed, and where files go.
public abstract class TrainTask implements Callable<Integer> {
  static final String MODEL = "model";
  private static final int PLAIN_WIDTH = 100;

  // Set by picocli.
  @Mixin private TrainOptions options = new TrainOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  private long started;
  private final List<String> files = new ArrayList<>();

  /// The name in the report and of the directory under `runs`.
  abstract String task();

  /// The settings where the user gives none.
  abstract Settings defaults();

  /// What network is trained.
  ///
  /// @throws IllegalArgumentException if an option about it is wrong
  abstract Blueprint blueprint();

  /// Refuses wrong options before anything is read.
  ///
  /// @throws IllegalArgumentException if an option is wrong
  void checkOptions() {
    blueprint();
  }

  /// The default settings in words, for the help.
  public String usual() {
    return blueprint() + "; " + defaults();
  }

  /// Trains, prints, saves.
  ///
  /// @param settings those of the user over the defaults
  /// @param out an existing directory that can be written to
  abstract void run(Settings settings, Path out) throws IOException;

  @Override
  public final Integer call() throws IOException {
    started = System.nanoTime();
    files.clear();
    Settings settings = options.over(defaults());
    checkOptions();
    Path out = OutputFolder.prepare("--out", options.out(task()));
    if (options.report().isPresent()) {
      OutputFolder.prepareFile("--report", options.report().get());
    }
    boolean done = false;
    try {
      run(settings, out);
      done = true;
    } finally {
      CleanStop.done();
      if (!done && isTerminal()) {
        // The error must not stand behind a half-drawn progress bar.
        System.err.println();
      }
    }
    return 0;
  }

  final TrainOptions options() {
    return options;
  }

  // ---- printing

  /// Prints a line, unless the user wants the result alone.
  final void say(String line) {
    if (!options.quiet()) {
      result(line);
    }
  }

  /// Prints a line that is the result.
  final void result(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /// Prints a line that is neither result nor error.
  final void note(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("note: " + line);
    err.flush();
  }

  /// What goes along with the training whose network is saved.
  final Supervision supervision(Path out) {
    return options.supervision(out, progress(), this::note);
  }

  final Progress progress() {
    return options.quiet()
        ? Progress.NONE
        : new SparseProgress(new ProgressBar(System.err, isTerminal()));
  }

  private static boolean isTerminal() {
    return "1".equals(System.getenv("NAVETTE_TTY"));
  }

  /// How many characters a line of a table may have.
  public static int width() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? PLAIN_WIDTH : Math.max(20, Integer.parseInt(columns));
    } catch (NumberFormatException e) {
      return PLAIN_WIDTH;
    }
  }

  // ---- saving

  /// Draws a figure.
  @FunctionalInterface
  interface Drawing {
    BufferedImage draw() throws IOException;
  }

  /// Saves the model.
  final void saveModel(
      Path out,
      Settings settings,
      Fitted fitted,
      List<Integer> inputShape,
      Preprocessing preprocessing,
      List<String> classNames)
      throws IOException {
    ModelCard card =
        new ModelCard(
            fitted.architecture().kind(),
            fitted.architecture().toMap(),
            inputShape,
            preprocessing,
            classNames,
            task(),
            Navette.version(),
            settings.seed());
    CleanStop.saving(() -> ModelFile.save(out.resolve(MODEL), card, fitted.model()));
    files.add(MODEL + ".safetensors");
    files.add(MODEL + ".json");
  }

  /// Saves a figure. A system that cannot draw text costs the figure and not the training.
  final void saveFigure(Path file, Drawing drawing) throws IOException {
    BufferedImage image;
    try {
      image = drawing.draw();
    } catch (IOException e) {
      note(file.getFileName() + " is not made: " + e.getMessage());
      return;
    }
    CleanStop.saving(() -> Figure.save(file, image));
    files.add(String.valueOf(file.getFileName()));
  }

  /// Saves the course of the training, for [CompareCommand].
  final void saveHistory(Path out, Fitted fitted) throws IOException {
    CleanStop.saving(() -> RunFolder.writeHistory(out, fitted.curves()));
    files.add(RunFolder.HISTORY);
  }

  /// Says what was saved and how long it took, and writes the report if one is wanted.
  final void close(
      Path out,
      Settings settings,
      Map<String, Double> metrics,
      double trainSeconds,
      long parameters)
      throws IOException {
    double total = (System.nanoTime() - started) / 1e9;
    Report content =
        new Report(
            task(),
            settings.seed(),
            metrics,
            trainSeconds,
            total,
            parameters,
            Navette.environment());
    CleanStop.saving(() -> content.write(out.resolve(RunFolder.REPORT)));
    files.add(RunFolder.REPORT);
    say("");
    say(String.format(Locale.ROOT, "saved in %s: %s", out, String.join(", ", files)));
    Optional<Path> report = options.report();
    if (report.isPresent()) {
      CleanStop.saving(() -> content.write(report.get()));
      say("report: " + report.get());
    }
    say(String.format(Locale.ROOT, "%.1f s of training, %.1f s in all", trainSeconds, total));
  }
}
