// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.Settings;
import dev.navette.datasets.Faces;
import dev.navette.formats.Preprocessing;
import dev.navette.zoo.LeNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells faces from other things.
@Command(
    name = "faces",
    header = "Tell faces from other things, in images of 25 x 25 pixels.",
    description =
        "100 faces and 100 other patches of Labeled Faces in the Wild; by default 5-fold"
            + " cross-validation.")
public final class FacesTask extends ImageTask {
  private static final int FOLDS = 5;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "lfw_subset.npy, or the directory with it; default data")
  private Path data = Path.of("data");

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "test on each of N parts after training on the others; default 5")
  private int folds = FOLDS;

  @Override
  String task() {
    return "faces";
  }

  @Override
  Settings defaults() {
    return Settings.of(30, 32);
  }

  @Override
  Blueprint blueprint() {
    return (shape, classes, _) ->
        new LeNet.Plan(
            Arrays.stream(shape).boxed().toList(), List.of(8, 16), List.of(32), 0.25, classes);
  }

  @Override
  ImageSet images() throws IOException {
    return new ImageSet(
        "faces",
        Faces.read(data),
        Optional.empty(),
        new Preprocessing.Photo(),
        Augmentation.MIRROR);
  }

  @Override
  Augmentation augmentation(ImageSet images) {
    return images.suited();
  }

  @Override
  Optional<Integer> folds() {
    return Optional.of(folds);
  }
}
