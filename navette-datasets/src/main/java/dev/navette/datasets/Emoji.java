// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.Image;
import dev.navette.data.ImageFile;
import dev.navette.data.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Emoji in colour, by category: the pictures of one vendor from a package of *emoji-data*.
///
/// Two vendors' pictures of the same size pair up by name, for translation between styles.
///
/// @param images rows of shape `(3, size, size)` on a white ground, the categories as classes
/// @param names what each shows, such as `RED APPLE`
public record Emoji(Labelled images, List<String> names) {
  /// Copies the names.
  public Emoji {
    names = List.copyOf(names);
  }

  /// One picture in the index.
  private record Entry(String name, int label, Path file) {}

  /// Reads the pictures, without their variants of skin colour: about 1900.
  ///
  /// @param directory where the package was unpacked: it has `emoji.json`, and pictures of 64 x 64
  ///   pixels in `img/VENDOR/64`
  /// @param size what to resize the pictures to, from 1
  /// @throws NoSuchFileException if they are not there; the message says where to get them
  /// @throws MalformedFileException if the index or a picture is damaged
  /// @throws IOException if a file cannot be read
  public static Emoji read(Path directory, int size) throws IOException {
    return read(directory, size, false);
  }

  /// Reads the pictures.
  ///
  /// @param directory where the package was unpacked
  /// @param size what to resize the pictures to, from 1
  /// @param skins whether to read the variants of skin colour too, about 3800 pictures in all
  /// @throws NoSuchFileException if they are not there; the message says where to get them
  /// @throws MalformedFileException if the index or a picture is damaged
  /// @throws IOException if a file cannot be read
  public static Emoji read(Path directory, int size, boolean skins) throws IOException {
    Path index =
        LocalFile.find(directory, Catalog.EMOJI, List.of("emoji.json", "package/emoji.json"));
    List<Entry> entries = entries(index, pictures(index), skins);
    int row = 3 * size * size;
    float[] features = new float[Math.multiplyExact(entries.size(), row)];
    int[] labels = new int[entries.size()];
    for (int i = 0; i < labels.length; i++) {
      Image image = ImageFile.read(entries.get(i).file, 3).resized(size, size);
      System.arraycopy(image.pixels(), 0, features, i * row, row);
      labels[i] = entries.get(i).label;
    }
    return new Emoji(
        new Labelled(
            features, new int[] {3, size, size}, labels, Catalog.EMOJI.part("emoji", labels)),
        entries.stream().map(Entry::name).toList());
  }

  /// The directory `img/VENDOR/64` beside the index.
  private static Path pictures(Path index) throws IOException {
    Path vendors = index.resolveSibling("img");
    if (Files.isDirectory(vendors)) {
      try (Stream<Path> found = Files.list(vendors)) {
        List<Path> sizes =
            found.map(vendor -> vendor.resolve("64")).filter(Files::isDirectory).sorted().toList();
        if (!sizes.isEmpty()) {
          return sizes.getFirst();
        }
      }
    }
    throw new NoSuchFileException(
        vendors + ": there is no directory VENDOR/64 with pictures; " + Catalog.EMOJI.access());
  }

  private static List<Entry> entries(Path index, Path pictures, boolean skins) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Json.parse(index.toString(), Files.readString(index)) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> emoji) {
          String name = text(index, emoji, "name");
          String category = text(index, emoji, "category");
          int label = Catalog.EMOJI.classes().indexOf(category);
          if (label < 0) {
            throw new MalformedFileException(
                index.toString(), "'" + name + "' has the unknown category '" + category + "'");
          }
          add(entries, name, label, pictures.resolve(text(index, emoji, "image")));
          if (skins && emoji.get("skin_variations") instanceof Map<?, ?> variants) {
            for (Object variant : variants.values()) {
              if (variant instanceof Map<?, ?> picture) {
                add(entries, name, label, pictures.resolve(text(index, picture, "image")));
              }
            }
          }
        }
      }
    }
    if (entries.isEmpty()) {
      throw new MalformedFileException(index.toString(), "names no picture that is in " + pictures);
    }
    return entries;
  }

  // A vendor may lack a picture.
  private static void add(List<Entry> entries, String name, int label, Path file) {
    if (Files.isRegularFile(file)) {
      entries.add(new Entry(name, label, file));
    }
  }

  private static String text(Path index, Map<?, ?> from, String key) throws MalformedFileException {
    if (from.get(key) instanceof String text) {
      return text;
    }
    throw new MalformedFileException(
        index.toString(), "expected a text under '" + key + "' in " + from);
  }
}
