// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.data.Examples;
import dev.navette.data.ImageFolder;
import dev.navette.data.NearestName;
import dev.navette.datasets.DatasetCard;
import dev.navette.datasets.Datasets;
import dev.navette.datasets.Labelled;
import dev.navette.datasets.MnistFolder;
import dev.navette.formats.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Images in classes.
///
/// @param title what figures call them
/// @param train those to train on, or all of them
/// @param test the set's own test images, if it has any
/// @param preprocessing how a model is given such images
/// @param suited what augmentation leaves the meaning of an image as it is
public record ImageSet(
    String title,
    Labelled train,
    Optional<Labelled> test,
    Preprocessing preprocessing,
    Augmentation suited) {
  static final String DIGITS = "digits";
  static final String MNIST = "mnist";
  static final String FASHION = "fashion-mnist";
  static final int SIDE = 32;
  private static final Preprocessing INK = new Preprocessing.Pixels(true);
  private static final List<String> NAMES = List.of(DIGITS, MNIST, FASHION);

  /// What [#read] takes, for the help.
  public static final String DESCRIPTION =
      "digits (built in); mnist or fashion-mnist, their four IDX files in data/mnist or"
          + " data/fashion-mnist; or a directory: with four such files, or with one directory of"
          + " images for each class";

  /// Reads a set.
  ///
  /// @param data its name, or a directory
  /// @param side height and width that images of a directory by class are brought to
  /// @throws IOException if there is no such set, or a file of it cannot be read
  public static ImageSet read(String data, int side) throws IOException {
    return switch (data) {
      case DIGITS ->
          new ImageSet(DIGITS, Datasets.digits(), Optional.empty(), INK, Augmentation.NONE);
      case MNIST -> idx(Path.of("data", MNIST), MnistFolder.Kind.MNIST);
      case FASHION -> idx(Path.of("data", FASHION), MnistFolder.Kind.FASHION_MNIST);
      default -> directory(data, side);
    };
  }

  private static ImageSet directory(String data, int side) throws IOException {
    Path directory = Path.of(data);
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          data + ": there is no such directory; " + NearestName.message("data set", data, NAMES));
    }
    Optional<MnistFolder.Kind> kind = MnistFolder.kindOf(directory);
    return kind.isPresent() ? idx(directory, kind.get()) : folder(directory, side);
  }

  /// Reads four IDX files.
  static ImageSet idx(Path directory, MnistFolder.Kind kind) throws IOException {
    MnistFolder.TrainTest parts = MnistFolder.read(directory, kind);
    Augmentation suited =
        switch (kind) {
          case MNIST -> Augmentation.WRITING;
          case FASHION_MNIST -> Augmentation.MIRROR;
        };
    return new ImageSet(kind.title(), parts.train(), Optional.of(parts.test()), INK, suited);
  }

  private static ImageSet folder(Path directory, int side) throws IOException {
    ImageFolder folder = ImageFolder.of(directory).resized(side, side);
    Examples images = folder.load();
    int[] labels = images.classes();
    List<String> names = folder.classNames();
    List<Integer> counts =
        IntStream.range(0, names.size())
            .mapToObj(c -> (int) Arrays.stream(labels).filter(label -> label == c).count())
            .toList();
    String title = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
    DatasetCard card =
        new DatasetCard(
            title,
            "the directory's owner",
            "the owner's",
            directory.toString(),
            "ImageFolder.of",
            images.size(),
            "images in colour, 0 to 1",
            List.of(),
            "",
            names,
            counts);
    Labelled all =
        new Labelled(
            images.batch(IntStream.range(0, images.size()).toArray()).input().toFloatArray(),
            images.rowShape().toArray(),
            labels,
            card);
    return new ImageSet(
        title, all, Optional.empty(), new Preprocessing.Photo(), Augmentation.MIRROR);
  }
}
