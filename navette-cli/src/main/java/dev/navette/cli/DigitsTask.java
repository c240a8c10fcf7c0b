// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.data.Examples;
import dev.navette.datasets.Datasets;
import dev.navette.datasets.Labelled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains on the handwritten digits inside the jar.
@Command(
    name = "digits",
    header = "Recognise handwritten digits of 8 x 8 pixels; the data is built in.",
    description =
        "Tests on a stratified fifth of the 1,797 images, or on each of --folds N parts in turn."
            + " Ends with the test accuracy, a confusion matrix, two figures and a saved model.")
final class DigitsTask extends RowsTask {
  // Set by picocli.
  @Mixin private HiddenOptions hidden = new HiddenOptions();

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "cross-validate: test on each of N parts after training on the others")
  private Optional<Integer> folds = Optional.empty();

  @Override
  String task() {
    return "digits";
  }

  @Override
  Settings defaults() {
    return Settings.of(20, 32);
  }

  @Override
  Blueprint blueprint() {
    return hidden.over(HiddenLayers.relu(List.of(256, 128), 0.2));
  }

  @Override
  void run(Settings settings, Path out) throws IOException {
    Labelled digits = Datasets.digits();
    Examples rows = Examples.classified(digits.features(), digits.shape(), digits.labels());
    say(String.format(Locale.ROOT, "digits: %,d images of 8 x 8 pixels, 10 classes", rows.size()));
    say(blueprint() + "; " + settings);
    DataRows data = DataRows.classes(digits.labels(), digits.classNames(), Encoding.pixels(rows));
    learn(settings, out, data, folds);
  }
}
