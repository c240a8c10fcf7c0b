// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory of images with one sub-directory a class.
///
/// ```java
/// ImageFolder pets = ImageFolder.of(Path.of("pets")).resized(64, 64);
/// Loader<Example> loader = Loader.of(pets).batch(32).seed(42);
/// ```
///
/// Classes are numbered in the sorted order of their directories' names, images in that of their
/// paths, so that the order is the same on every machine. Files whose names do not end in `.png`,
/// `.jpg`, `.jpeg`, `.gif` or `.bmp` are passed over, as are those that begin with a full stop.
/// Images are decoded each time they are asked for, so that only a few batches are in memory, or
/// all at once by [#load]. Immutable.
public final class ImageFolder implements Dataset<Example> {
  private static final float WHITE = 1;

  private final Path directory;
  private final List<String> classNames;
  private final List<Path> files;
  private final int[] labels;
  private final Format format;
  private final AtomicReference<@Nullable Image> first = new AtomicReference<>();

  /// How to bring images to the size asked for.
  public enum Fit {
    /// To the exact size, whatever the proportions.
    STRETCH,
    /// Keeping the proportions, cutting off what stands out.
    COVER
  }

  /// What images are made into; height and width are 0 if they stay as they are.
  private record Format(int channels, float ground, int height, int width, Fit fit) {}

  private ImageFolder(
      Path directory, List<String> classNames, List<Path> files, int[] labels, Format format) {
    this.directory = directory;
    this.classNames = classNames;
    this.files = files;
    this.labels = labels;
    this.format = format;
  }

  /// Lists the images of a directory, in colour, on a white ground, of the size they have.
  ///
  /// @throws NotDirectoryException if it is not a directory
  /// @throws MalformedFileException if it has no sub-directory, or one has no image
  /// @throws IOException if it cannot be read
  public static ImageFolder of(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      throw new NoSuchFileException(directory.toString(), null, "the directory does not exist");
    }
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(
          directory + ": is not a directory; name one with a sub-directory for each class");
    }
    List<String> names = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path folder : sorted(directory, Files::isDirectory)) {
      List<Path> images = imagesUnder(folder);
      if (images.isEmpty()) {
        throw new MalformedFileException(
            folder.toString(),
            "the class has no image (PNG, JPEG, GIF or BMP); add some, or remove the directory");
      }
      images.forEach(_ -> labels.add(names.size()));
      files.addAll(images);
      names.add(String.valueOf(folder.getFileName()));
    }
    if (names.isEmpty()) {
      int loose = sorted(directory, ImageFile::isNamedLikeAnImage).size();
      throw new MalformedFileException(
          directory.toString(),
          "expected a sub-directory for each class, found none"
              + (loose == 0 ? "" : ", but " + loose + " images; move them to directories"));
    }
    return new ImageFolder(
        directory,
        List.copyOf(names),
        List.copyOf(files),
        labels.stream().mapToInt(Integer::intValue).toArray(),
        new Format(3, WHITE, 0, 0, Fit.STRETCH));
  }

  /// The same with images brought to this size, whatever their proportions.
  ///
  /// @param height rows, at least 1
  /// @param width pixels a row, at least 1
  public ImageFolder resized(int height, int width) {
    return resized(height, width, Fit.STRETCH);
  }

  /// The same with images brought to this size.
  ///
  /// @param height rows, at least 1
  /// @param width pixels a row, at least 1
  /// @param fit what happens to the proportions
  public ImageFolder resized(int height, int width, Fit fit) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "resized: the size must be at least 1 x 1, got " + height + " x " + width);
    }
    return with(new Format(format.channels, format.ground, height, width, fit));
  }

  /// The same with this many channels: 1 for shades of grey, 3 for colour.
  public ImageFolder channels(int channels) {
    Image.requireChannels(channels);
    return with(new Format(channels, format.ground, format.height, format.width, format.fit));
  }

  /// The same on this ground, which shows where images are transparent: 0 black to 1 white.
  public ImageFolder ground(float shade) {
    return with(new Format(format.channels, shade, format.height, format.width, format.fit));
  }

  private ImageFolder with(Format other) {
    return new ImageFolder(directory, classNames, files, labels, other);
  }

  /// How many images there are, at least 1.
  @Override
  public int size() {
    return files.size();
  }

  /// The names of the classes, by class number.
  public List<String> classNames() {
    return classNames;
  }

  /// The files, by number.
  public List<Path> files() {
    return files;
  }

  /// The class of each image, a copy.
  public int[] labels() {
    return labels.clone();
  }

  /// Decodes an image.
  ///
  /// @param index its number, from 0
  /// @return the image, of the size asked for by [#resized], if any
  /// @throws UncheckedIOException if it cannot be read; the message names the file
  public Image image(int index) {
    Path file = files.get(Objects.checkIndex(index, files.size()));
    Image image;
    try {
      image = ImageFile.read(file, format.channels, format.ground);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    if (format.height == 0) {
      return image;
    }
    return switch (format.fit) {
      case STRETCH -> image.resized(format.height, format.width);
      case COVER -> image.covering(format.height, format.width);
    };
  }

  /// Decodes an image with its class: f32 `(C, H, W)` and a class number.
  ///
  /// @param index its number, from 0
  /// @throws UncheckedIOException if it cannot be read, or has another size than the first image
  ///   and none was asked for; the message names the file
  @Override
  public Example example(int index) {
    Image image = image(index);
    if (format.height == 0 && index > 0) {
      try {
        requireSameSize(files.get(index), image, first());
      } catch (MalformedFileException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    return Example.of(
        Values.floats(image.pixels(), image.channels(), image.height(), image.width()),
        labels[index]);
  }

  private Image first() {
    Image known = first.get();
    if (known == null) {
      known = image(0);
      first.set(known);
    }
    return known;
  }

  /// Decodes all images into memory.
  ///
  /// @return rows of shape `(C, H, W)`, labelled
  /// @throws MalformedFileException if an image cannot be read, or one has another size than the
  ///   first and none was asked for
  /// @throws IllegalArgumentException if they would fill more than half of the memory
  /// @throws IOException if an image cannot be read
  public Examples load() throws IOException {
    try {
      Image model = first();
      float[] all = new float[roomFor(model)];
      int row = model.pixels().length;
      for (int i = 0; i < files.size(); i++) {
        Image image = image(i);
        requireSameSize(files.get(i), image, model);
        System.arraycopy(image.pixels(), 0, all, i * row, row);
      }
      int[] shape = {model.channels(), model.height(), model.width()};
      return Examples.classified(all, shape, labels.clone());
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private int roomFor(Image image) {
    long values = (long) image.pixels().length * files.size();
    long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2 / Float.BYTES);
    if (values > most) {
      throw new IllegalArgumentException(
          directory
              + ": "
              + files.size()
              + " images such as "
              + image
              + " need "
              + (values * Float.BYTES >> 20)
              + " MiB, more than "
              + (most * Float.BYTES >> 20)
              + " MiB, half of the memory; decode them when needed (image), make them smaller"
              + " (resized), or give Java more memory (-Xmx)");
    }
    return (int) values;
  }

  private void requireSameSize(Path file, Image image, Image first) throws MalformedFileException {
    if (image.height() != first.height() || image.width() != first.width()) {
      throw new MalformedFileException(
          file.toString(),
          "the image has "
              + image.height()
              + " x "
              + image.width()
              + " pixels, the first, "
              + files.getFirst()
              + ", "
              + first.height()
              + " x "
              + first.width()
              + "; bring all to one size: resized(height, width)");
    }
  }

  private static List<Path> sorted(Path directory, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
          .filter(wanted)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static List<Path> imagesUnder(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      return entries
          .filter(path -> ImageFile.isNamedLikeAnImage(path) && Files.isRegularFile(path))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  @Override
  public String toString() {
    return "ImageFolder["
        + directory
        + ", "
        + files.size()
        + " images, "
        + classNames.size()
        + " classes]";
  }
}
