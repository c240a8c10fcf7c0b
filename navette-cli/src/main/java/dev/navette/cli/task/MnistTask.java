// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.Settings;
import dev.navette.datasets.MnistFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains on MNIST or a data set of its form.
public abstract class MnistTask extends ImageTask {
  // Set by picocli.
  @Mixin private HiddenOptions hidden = new HiddenOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the directory with the four IDX files, plain or gzip; default data/TASK")
  private Optional<Path> data = Optional.empty();

  /// Handwritten digits.
  @Command(
      name = "mnist",
      header = "Recognise handwritten digits of 28 x 28 pixels, from the four MNIST files.",
      description = "Tests on MNIST's own 10,000 test images.")
  public static final class Digits extends MnistTask {
    @Override
    String task() {
      return "mnist";
    }

    @Override
    MnistFolder.Kind kind() {
      return MnistFolder.Kind.MNIST;
    }
  }

  /// Kinds of clothing.
  @Command(
      name = "fashion-mnist",
      header = "Recognise clothing of 28 x 28 pixels, from the four Fashion-MNIST files.",
      description = "Tests on Fashion-MNIST's own 10,000 test images.")
  public static final class Fashion extends MnistTask {
    @Override
    String task() {
      return "fashion-mnist";
    }

    @Override
    MnistFolder.Kind kind() {
      return MnistFolder.Kind.FASHION_MNIST;
    }
  }

  abstract MnistFolder.Kind kind();

  @Override
  final Settings defaults() {
    return Settings.of(10, 128);
  }

  @Override
  final Blueprint blueprint() {
    return hidden.over(HiddenLayers.relu(List.of(512, 256), 0.2));
  }

  @Override
  final ImageSet images() throws IOException {
    return ImageSet.idx(data.orElse(Path.of("data", task())), kind());
  }
}
