// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.figure.DecisionMap;
import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.OptimizerChoice;
import dev.navette.cli.run.ScheduleChoice;
import dev.navette.cli.run.Settings;
import dev.navette.zoo.Perceptron;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Trains Rosenblatt's perceptron on AND, OR, NOT and XOR.
@Command(
    name = "perceptron",
    header = "Watch Rosenblatt's perceptron learn AND, OR and NOT, and fail at XOR.",
    description =
        "The learning rule of 1958, example by example. XOR is not linearly separable, and the"
            + " weights go round in a circle; that is the expected outcome and no error.")
public final class PerceptronTask extends TrainTask {
  // Set by picocli.
  @Mixin private HiddenOptions hidden = new HiddenOptions();

  private static final List<String> CLASSES = List.of("0", "1");
  private static final float[] PAIRS = {0, 0, 0, 1, 1, 0, 1, 1};

  /// A Boolean function.
  ///
  /// @param name what it is called
  /// @param inputs its cases, row by row
  /// @param outputs its value for each case
  private record Function(String name, float[] inputs, int[] outputs) {
    int width() {
      return inputs.length / outputs.length;
    }
  }

  private static final List<Function> FUNCTIONS =
      List.of(
          new Function("AND", PAIRS, new int[] {0, 0, 0, 1}),
          new Function("OR", PAIRS, new int[] {0, 1, 1, 1}),
          new Function("NOT", new float[] {0, 1}, new int[] {1, 0}),
          new Function("XOR", PAIRS, new int[] {0, 1, 1, 0}));

  @Override
  String task() {
    return "perceptron";
  }

  @Override
  Settings defaults() {
    return new Settings(Settings.SEED, 100, 1, OptimizerChoice.SGD, 1, ScheduleChoice.CONSTANT, 0);
  }

  @Override
  public String usual() {
    return "learning rate 1, at most 100 epochs; a perceptron has no other settings";
  }

  @Override
  Blueprint blueprint() {
    return HiddenLayers.relu(List.of(), 0);
  }

  @Override
  void run(Settings settings, Path out) throws IOException {
    List<String> ignored = new ArrayList<>(options().onlyForNetworks());
    ignored.addAll(hidden.given());
    if (!ignored.isEmpty()) {
      note("the perceptron has one rule and no layers; ignored: " + String.join(", ", ignored));
    }
    say(
        String.format(
            Locale.ROOT,
            "Rosenblatt's perceptron: w <- w + %s (y - y_hat) x, at most %d epochs",
            settings.learningRate(),
            settings.epochs()));
    Map<String, Double> metrics = new LinkedHashMap<>();
    long parameters = 0;
    double seconds = 0;
    for (Function function : FUNCTIONS) {
      Perceptron perceptron = new Perceptron(function.width());
      long start = System.nanoTime();
      Perceptron.Fit fit =
          perceptron.fit(
              function.inputs(), function.outputs(), settings.learningRate(), settings.epochs());
      seconds += (System.nanoTime() - start) / 1e9;
      result(String.format(Locale.ROOT, "%-3s  %s", function.name(), fit));
      say(
          String.format(
              Locale.ROOT,
              "     weights %s, bias %s",
              Arrays.toString(perceptron.weights()),
              perceptron.bias()));
      String key = function.name().toLowerCase(Locale.ROOT);
      metrics.put(key + "_accuracy", accuracy(perceptron, function));
      metrics.put(key + "_converged", fit.converged() ? 1.0 : 0.0);
      metrics.put(key + "_epochs", (double) fit.epochs());
      parameters += perceptron.weights().length + 1;
      saveFigure(out.resolve(key + ".png"), () -> map(perceptron, function, fit).draw());
    }
    say("'navette train xor' learns XOR, with a hidden layer.");
    close(out, settings, metrics, seconds, parameters);
  }

  private static double accuracy(Perceptron perceptron, Function function) {
    int right = 0;
    for (int row = 0; row < function.outputs().length; row++) {
      right += predict(perceptron, function.inputs(), row) == function.outputs()[row] ? 1 : 0;
    }
    return (double) right / function.outputs().length;
  }

  private static int predict(Perceptron perceptron, float[] x, int row) {
    int width = perceptron.weights().length;
    return perceptron.predict(Arrays.copyOfRange(x, row * width, (row + 1) * width));
  }

  // NOT has one input: its points lie on a line in the plane.
  private static DecisionMap map(Perceptron perceptron, Function function, Perceptron.Fit fit) {
    boolean pair = function.width() == 2;
    float[] points = pair ? function.inputs() : new float[] {0, 0, 1, 0};
    String title =
        function.name()
            + (fit.converged()
                ? ": a line parts the classes, found in epoch " + fit.epochs()
                : ": no line parts the classes");
    return new DecisionMap(
            title,
            CLASSES,
            points,
            function.outputs(),
            (places, count) -> {
              float[] probabilities = new float[2 * count];
              for (int i = 0; i < count; i++) {
                int predicted =
                    pair ? predict(perceptron, places, i) : perceptron.predict(places[2 * i]);
                probabilities[2 * i + predicted] = 1;
              }
              return probabilities;
            })
        .withAxes("a", pair ? "b" : "");
  }
}
