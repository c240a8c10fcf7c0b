// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.IdxFile;
import dev.navette.data.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads MNIST or Fashion-MNIST from a directory with its four IDX files, plain or compressed by
/// gzip, under either of their usual names: `train-images-idx3-ubyte` or `train-images.idx3-ubyte`,
/// with or without `.gz`. Pixels are divided by 255.
///
/// Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, *Gradient-Based Learning Applied to Document
/// Recognition*, Proceedings of the IEEE, 1998. H. Xiao, K. Rasul and R. Vollgraf, *Fashion-MNIST*,
/// 2017, arXiv:1708.07747.
public final class MnistFolder {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private MnistFolder() {}

  /// Which data set the directory should hold: their files have the same names.
  public enum Kind {
    /// Handwritten digits.
    MNIST("MNIST", Catalog.MNIST, "7210414959"),
    /// Kinds of clothing.
    FASHION_MNIST("Fashion-MNIST", Catalog.FASHION_MNIST, "9211614657");

    private final String title;
    private final DatasetCard card;
    private final String firstTestLabels;

    Kind(String title, DatasetCard card, String firstTestLabels) {
      this.title = title;
      this.card = card;
      this.firstTestLabels = firstTestLabels;
    }

    /// The name of the data set.
    ///
    /// @return as it is usually written
    public String title() {
      return title;
    }
  }

  /// The two parts of the data set.
  ///
  /// @param train the rows to train on, 60,000 in the full data set
  /// @param test the rows to test on, 10,000 in the full data set
  public record TrainTest(Labelled train, Labelled test) {}

  /// Which data set a directory holds, by the first of its test labels.
  ///
  /// @return empty if it has no file of test labels; MNIST if the labels are of neither
  /// @throws IOException if that file cannot be read
  public static Optional<Kind> kindOf(Path directory) throws IOException {
    Path labelFile;
    try {
      labelFile = find(directory, Kind.MNIST, "t10k-labels", "idx1-ubyte");
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    String first = firstLabels(IdxFile.read(labelFile).toInts());
    return Optional.of(
        first.equals(Kind.FASHION_MNIST.firstTestLabels) ? Kind.FASHION_MNIST : Kind.MNIST);
  }

  /// Reads all four files.
  ///
  /// @param directory where they lie
  /// @param kind which data set they should be
  /// @return both parts, rows of shape `(1, 28, 28)`
  /// @throws NoSuchFileException if the directory or a file is missing; the message says which
  ///   names were looked for and where the data is to be had
  /// @throws MalformedFileException if a file is damaged, the files do not belong together, or they
  ///   are the other data set
  /// @throws IOException if a file cannot be read
  public static TrainTest read(Path directory, Kind kind) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          directory
              + ": "
              + (Files.exists(directory) ? "is not a directory" : "the directory does not exist")
              + "; it should hold the four files of "
              + kind.title
              + ", "
              + kind.card.access());
    }
    // The small files first: what is wrong is said at once.
    Path testImages = find(directory, kind, "t10k-images", "idx3-ubyte");
    Path testLabels = find(directory, kind, "t10k-labels", "idx1-ubyte");
    Path trainImages = find(directory, kind, "train-images", "idx3-ubyte");
    Path trainLabels = find(directory, kind, "train-labels", "idx1-ubyte");
    Labelled test = read(testImages, testLabels, kind, "test set");
    refuseOther(testLabels, test.labels(), kind);
    Labelled train = read(trainImages, trainLabels, kind, "training set");
    return new TrainTest(train, test);
  }

  private static Path find(Path directory, Kind kind, String part, String format)
      throws NoSuchFileException {
    List<String> names = new ArrayList<>();
    for (String separator : List.of("-", ".")) {
      for (String ending : List.of("", ".gz")) {
        String name = part + separator + format + ending;
        names.add(name);
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    throw new NoSuchFileException(
        directory + ": none of " + String.join(", ", names) + " is there; " + kind.card.access());
  }

  private static Labelled read(Path imageFile, Path labelFile, Kind kind, String part)
      throws IOException {
    IdxFile labels = IdxFile.read(labelFile);
    require(labelFile, labels, labels.dims().length == 1, "labels: U8 [n]");
    IdxFile images = IdxFile.read(imageFile);
    int[] dims = images.dims();
    require(
        imageFile,
        images,
        dims.length == 3 && dims[1] == SIDE && dims[2] == SIDE,
        "images: U8 [n, 28, 28]");
    if (dims[0] != labels.size()) {
      throw new MalformedFileException(
          imageFile.toString(),
          "holds " + dims[0] + " images, but " + labelFile + " holds " + labels.size() + " labels");
    }
    int[] classes = labels.toInts();
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] >= CLASSES) {
        throw MalformedFileException.at(
            labelFile.toString(), 8L + row, "expected a label from 0 to 9, found " + classes[row]);
      }
    }
    return new Labelled(
        images.toFloats(255),
        new int[] {1, SIDE, SIDE},
        classes,
        kind.card.part(kind.title + ", " + part, classes));
  }

  private static void require(Path file, IdxFile found, boolean dimsFit, String expected)
      throws MalformedFileException {
    if (!dimsFit || found.type() != IdxFile.ElementType.U8) {
      throw MalformedFileException.at(
          file.toString(),
          0,
          "expected " + expected + ", found " + found.type() + " " + Arrays.toString(found.dims()));
    }
  }

  private static String firstLabels(int[] labels) {
    return Arrays.stream(labels)
        .limit(10)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining());
  }

  // The files of both have the same names and sizes; the first labels tell them apart.
  private static void refuseOther(Path labelFile, int[] labels, Kind kind)
      throws MalformedFileException {
    String first = firstLabels(labels);
    for (Kind other : Kind.values()) {
      if (other != kind && first.equals(other.firstTestLabels)) {
        throw new MalformedFileException(
            labelFile.toString(), "this is " + other.title + ", not " + kind.title);
      }
    }
  }
}
