// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.figure.DecisionMap;
import dev.navette.cli.figure.LearningCurves;
import dev.navette.cli.run.Fitted;
import dev.navette.cli.run.Goal;
import dev.navette.cli.run.OptimizerChoice;
import dev.navette.cli.run.Outputs;
import dev.navette.cli.run.ScheduleChoice;
import dev.navette.cli.run.Settings;
import dev.navette.cli.run.Supervision;
import dev.navette.data.Examples;
import dev.navette.formats.Preprocessing;
import dev.navette.nn.Activation;
import dev.navette.train.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Trains a network on XOR, which no single neuron computes.
@Command(
    name = "xor",
    header = "Learn XOR, which needs a hidden layer.",
    description =
        "The four cases are all there is, so they are trained on and tested on. Ends with the truth"
            + " table, a map of what the network makes of the plane, and a saved model.")
public final class XorTask extends TrainTask {
  // Set by picocli.
  @Mixin private HiddenOptions hidden = new HiddenOptions();

  private static final List<String> CLASSES = List.of("0", "1");
  private static final float[] INPUTS = {0, 0, 0, 1, 1, 0, 1, 1};
  private static final int[] TARGETS = {0, 1, 1, 0};

  @Override
  String task() {
    return "xor";
  }

  @Override
  Settings defaults() {
    return new Settings(
        Settings.SEED, 300, 4, OptimizerChoice.ADAM, 0.05, ScheduleChoice.CONSTANT, 0);
  }

  @Override
  HiddenLayers blueprint() {
    return hidden.over(new HiddenLayers(List.of(8), Activation.TANH, 0));
  }

  @Override
  void run(Settings settings, Path out) throws IOException {
    Examples cases = Examples.classified(INPUTS, new int[] {2}, TARGETS);
    say("XOR: 4 cases, 2 inputs, 2 classes");
    HiddenLayers layers = blueprint();
    say(layers + "; " + settings);
    Fitted fitted =
        Fitted.train(
            settings,
            layers.of(new int[] {2}, CLASSES.size(), new Preprocessing.Plain()),
            Goal.CLASSES,
            cases,
            Optional.empty(),
            Optional.empty(),
            Supervision.of(progress()));
    Score score = fitted.score(cases);
    double accuracy = score.metrics().getOrDefault("accuracy", Double.NaN);
    float[] probabilities = Outputs.of(fitted.model(), INPUTS, 2).probabilities();
    say("");
    say("a  b  a xor b  probability of 1");
    for (int i = 0; i < TARGETS.length; i++) {
      say(
          String.format(
              Locale.ROOT,
              "%.0f  %.0f     %d         %.3f",
              INPUTS[2 * i],
              INPUTS[2 * i + 1],
              TARGETS[i],
              probabilities[2 * i + 1]));
    }
    say("");
    result(
        accuracy == 1
            ? String.format(
                Locale.ROOT, "XOR is learnt: 4 of 4 cases right, loss %.4f", score.loss())
            : String.format(
                Locale.ROOT,
                "XOR is not learnt: %.0f of 4 cases right, loss %.4f; try more --epochs, a larger"
                    + " --hidden or another --seed",
                4 * accuracy,
                score.loss()));
    saveModel(out, settings, fitted, List.of(2), new Preprocessing.Plain(), CLASSES);
    saveFigure(
        out.resolve("decision-map.png"),
        () ->
            new DecisionMap(
                    heading(layers),
                    CLASSES,
                    INPUTS,
                    TARGETS,
                    (places, count) -> Outputs.of(fitted.model(), places, 2).probabilities())
                .withAxes("a", "b")
                .draw());
    saveHistory(out, fitted);
    saveFigure(
        out.resolve("learning-curves.png"),
        () ->
            new LearningCurves("XOR: " + settings.epochs() + " epochs", "accuracy", fitted.curves())
                .draw());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_accuracy", accuracy);
    metrics.put("test_loss", score.loss());
    close(out, settings, metrics, fitted.seconds(), fitted.model().parameterCount());
  }

  private static String heading(HiddenLayers layers) {
    return layers.sizes().isEmpty()
        ? "XOR by a linear layer"
        : "XOR by a network with a hidden layer";
  }
}
