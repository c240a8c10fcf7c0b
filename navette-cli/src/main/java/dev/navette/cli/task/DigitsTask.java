// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.Settings;
import java.io.IOException;
import java.util.List;
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
public final class DigitsTask extends ImageTask {
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
  ImageSet images() throws IOException {
    return ImageSet.read(ImageSet.DIGITS, 0);
  }

  @Override
  Optional<Integer> folds() {
    return folds;
  }
}
