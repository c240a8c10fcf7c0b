// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.DataRows;
import dev.navette.cli.run.Encoding;
import dev.navette.cli.run.Goal;
import dev.navette.cli.run.Settings;
import dev.navette.cli.run.Tested;
import dev.navette.data.Examples;
import dev.navette.datasets.Labelled;
import dev.navette.inspect.Summary;
import dev.navette.tensor.Rng;
import dev.navette.zoo.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Trains on images in classes.
abstract class ImageTask extends RowsTask {
  private String title = "";

  /// The images.
  abstract ImageSet images() throws IOException;

  /// How many folds to cross-validate with, if at all.
  Optional<Integer> folds() {
    return Optional.empty();
  }

  /// What is done to images that are trained on.
  Augmentation augmentation(ImageSet images) {
    return Augmentation.NONE;
  }

  /// The settings for so many images, where the user does not say.
  Settings suited(Settings asked, int rows) {
    return asked;
  }

  @Override
  final void run(Settings asked, Path out) throws IOException {
    ImageSet images = images();
    title = images.title();
    Labelled train = images.train();
    int[] shape = train.shape(); // (C, H, W)
    options().requireBatch(train.rows());
    Settings settings = suited(asked, train.rows());
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d images%s of %d x %d pixels%s, %d classes",
            title,
            train.rows(),
            images
                .test()
                .map(t -> String.format(Locale.ROOT, " to train on, %,d to test on,", t.rows()))
                .orElse(""),
            shape[1],
            shape[2],
            shape[0] == 3 ? " in colour" : "",
            train.classNames().size()));
    Augmentation augmentation = augmentation(images);
    Architecture architecture =
        blueprint().of(shape, train.classNames().size(), images.preprocessing());
    say(
        architecture.kind()
            + " "
            + architecture.toMap()
            + (augmentation == Augmentation.NONE
                ? ""
                : ", augmented (" + augmentation.label() + ")")
            + "; "
            + settings);
    int[] one = {1, shape[0], shape[1], shape[2]};
    say("");
    say(Summary.of(architecture.layer(Rng.of(settings.seed())), one).toString());
    say("");
    Examples all = train.examples();
    DataRows rows =
        DataRows.classes(
            train.labels(),
            train.classNames(),
            Encoding.images(all, images.preprocessing(), augmentation.transform(shape)));
    if (images.test().isEmpty()) {
      learn(settings, out, rows, folds());
      return;
    }
    Examples test = images.test().get().examples();
    double[] truths = Arrays.stream(test.classes()).asDoubleStream().toArray();
    learn(settings, out, rows, rows.all(), learnt -> Tested.of(Goal.CLASSES, learnt, test, truths));
  }

  @Override
  final String title() {
    return title;
  }
}
