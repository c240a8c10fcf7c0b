// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.Settings;
import dev.navette.cli.run.TrainOptions;
import dev.navette.zoo.LeNet;
import dev.navette.zoo.MobileNet;
import dev.navette.zoo.ResNet;
import dev.navette.zoo.Vgg;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Trains a convolutional net on images that `--data` names.
public abstract class NetTask extends ImageTask {
  private static final int STEPS = 3000;
  private static final int FEWEST_EPOCHS = 10;
  private static final int MOST_EPOCHS = 50;

  @Option(names = "--data", paramLabel = "SET", description = ImageSet.DESCRIPTION)
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "height and width that images of a directory are brought to; default 32")
  private int size = ImageSet.SIDE;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description =
          "cross-validate, for sets without test images of their own: test on each of N parts after"
              + " training on the others")
  private Optional<Integer> folds = Optional.empty();

  @Option(
      names = "--augment",
      paramLabel = "NAME",
      description =
          "what is done to images that are trained on: none, writing (move, turn, scale a little) or"
              + " mirror (mirror, move); default: what suits the set")
  private Optional<String> augment = Optional.empty();

  /// The set where the user names none.
  abstract String usualData();

  @Override
  void checkOptions() {
    super.checkOptions();
    TrainOptions.atLeastOne("--size", size);
    augment.ifPresent(Augmentation::named);
  }

  @Override
  final ImageSet images() throws IOException {
    return ImageSet.read(data.orElse(usualData()), size);
  }

  @Override
  final Optional<Integer> folds() {
    return folds;
  }

  @Override
  final Augmentation augmentation(ImageSet images) {
    return augment.map(Augmentation::named).orElse(images.suited());
  }

  @Override
  final Settings defaults() {
    return Settings.of(FEWEST_EPOCHS, 64);
  }

  @Override
  public final String usual() {
    return "--data "
        + usualData()
        + "; "
        + defaults()
        + "; more epochs for small sets (about 3,000 steps, but at most 50 epochs)";
  }

  @Override
  final Settings suited(Settings asked, int rows) {
    int epochs = Math.clamp((long) STEPS * asked.batch() / rows, FEWEST_EPOCHS, MOST_EPOCHS);
    return options().epochsGiven() ? asked : asked.withEpochs(epochs);
  }

  private static List<Integer> list(int[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  /// Two convolutions and a small perceptron.
  @Command(
      name = "lenet",
      header = "Train a net of the kind of LeNet-5.",
      description =
          "Two convolutions of 5 x 5 with pooling, then two linear layers (LeCun et al., 1998).")
  public static final class LeNetTask extends NetTask {
    @Override
    String task() {
      return "lenet";
    }

    @Override
    String usualData() {
      return ImageSet.MNIST;
    }

    @Override
    Blueprint blueprint() {
      return (shape, classes, _) ->
          new LeNet.Plan(list(shape), List.of(16, 32), List.of(128), 0.25, classes);
    }
  }

  /// Stages of 3 x 3 convolutions.
  @Command(
      name = "vgg",
      header = "Train a net of the kind of VGG.",
      description =
          "Stages of two convolutions of 3 x 3 with batch normalisation (Simonyan and Zisserman, 2014).")
  public static final class VggTask extends NetTask {
    @Override
    String task() {
      return "vgg";
    }

    @Override
    String usualData() {
      return ImageSet.FASHION;
    }

    @Override
    Blueprint blueprint() {
      return (shape, classes, _) ->
          new Vgg.Plan(list(shape), List.of(32, 64, 128), 2, 128, 0.5, classes);
    }
  }

  /// Basic blocks beside shortcuts.
  @Command(
      name = "resnet",
      header = "Train a residual net.",
      description =
          "Basic blocks of two convolutions beside a shortcut, 14 layers (He et al., 2015).")
  public static final class ResNetTask extends NetTask {
    @Override
    String task() {
      return "resnet";
    }

    @Override
    String usualData() {
      return ImageSet.FASHION;
    }

    @Override
    Blueprint blueprint() {
      return (shape, classes, _) ->
          new ResNet.Plan(shape[0], List.of(2, 2, 2, 0), 16, true, classes);
    }
  }

  /// Depthwise separable convolutions.
  @Command(
      name = "mobilenet",
      header = "Train a net of the kind of MobileNet.",
      description =
          "Depthwise separable convolutions with batch normalisation (Howard et al., 2017).")
  public static final class MobileNetTask extends NetTask {
    @Override
    String task() {
      return "mobilenet";
    }

    @Override
    String usualData() {
      return ImageSet.FASHION;
    }

    @Override
    Blueprint blueprint() {
      return (shape, classes, _) ->
          new MobileNet.Plan(
              shape[0], List.of(16, 32, 64, 64, 128, 128), List.of(1, 2, 1, 2, 1), classes);
    }
  }
}
