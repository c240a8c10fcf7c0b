// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.CsvOptions;
import dev.navette.data.CsvTable;
import dev.navette.data.MalformedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Texts that the user has on disk. The cards say where to get them; a place that does not have
/// them throws [java.nio.file.NoSuchFileException] with that.
public final class LocalTexts {
  private static final Pattern BROWN_FILE = Pattern.compile("c[a-r]\\d\\d");
  private static final Pattern VARIANT = Pattern.compile("\\(\\d+\\)$");

  private LocalTexts() {}

  /// A review of a product.
  ///
  /// @param product its number
  /// @param text what was written
  /// @param great whether it got five stars
  public record Review(String product, String text, boolean great) {}

  /// A mail.
  ///
  /// @param folder where it lies, such as `easy-ham-1`
  /// @param text headers and body
  public record Mail(String folder, String text) {
    /// Whether it was not asked for.
    public boolean spam() {
      return folder.startsWith("spam");
    }

    /// What comes after the headers.
    public String body() {
      int end = text.indexOf("\n\n");
      return end < 0 ? text : text.substring(end + 2);
    }

    /// The line `Subject` of the headers without answers' `Re:`; empty if there is none. Mails of
    /// one subject belong on one side of a split.
    public String subject() {
      return text.lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.regionMatches(true, 0, "subject:", 0, 8))
          .findFirst()
          .map(line -> line.substring(8).strip().replaceFirst("(?i)^(re: *)+", ""))
          .orElse("");
    }
  }

  /// A sentence with the part of speech of each word.
  ///
  /// @param document the file it is from, whose first letters are its kind
  /// @param words the words
  /// @param tags one for each, as in the corpus, such as `np-tl`
  public record TaggedSentence(String document, List<String> words, List<String> tags) {
    /// Copies the lists.
    public TaggedSentence {
      words = List.copyOf(words);
      tags = List.copyOf(tags);
    }
  }

  /// A word and its sounds.
  ///
  /// @param word in capitals
  /// @param sounds in ARPAbet; vowels end in their stress, 0 to 2
  public record Pronunciation(String word, List<String> sounds) {
    /// Copies the list.
    public Pronunciation {
      sounds = List.copyOf(sounds);
    }
  }

  /// Reviews of foods, those for training before those for the test.
  ///
  /// @param directory with `fine-foods-train.csv` and `fine-foods-test.csv`, perhaps gzipped, with
  ///   the columns `product`, `review` and `score`
  /// @throws IOException if they cannot be read
  public static List<Review> fineFoods(Path directory) throws IOException {
    List<Review> reviews = new ArrayList<>();
    for (String part : List.of("train", "test")) {
      String name = "fine-foods-" + part + ".csv";
      Path file = LocalFile.find(directory, Catalog.FINE_FOODS, List.of(name + ".gz", name));
      CsvTable table = CsvTable.read(file, CsvOptions.detect().withHeader(true));
      for (int row = 0; row < table.rows(); row++) {
        String score = table.column("score").text(row);
        if (!score.equals("great") && !score.equals("other")) {
          throw new MalformedFileException(
              table.source(),
              "expected great or other under 'score' in data row "
                  + (row + 1)
                  + ", found '"
                  + score
                  + "'");
        }
        reviews.add(
            new Review(
                table.column("product").text(row),
                table.column("review").text(row),
                score.equals("great")));
      }
    }
    return List.copyOf(reviews);
  }

  /// Mails, in the order of folders and names.
  ///
  /// @param directory with the folders `easy-ham-1` to `spam-2`, or that of the package with them
  ///   under `data`
  /// @throws IOException if they cannot be read
  public static List<Mail> spamAssassin(Path directory) throws IOException {
    Path data =
        Files.isDirectory(directory.resolve("data")) ? directory.resolve("data") : directory;
    List<Mail> mails = new ArrayList<>();
    for (String folder : List.of("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2")) {
      if (!Files.isDirectory(data.resolve(folder))) {
        throw missing(directory, folder, Catalog.SPAM);
      }
      for (Path file : files(data.resolve(folder), name -> name.endsWith(".txt"))) {
        // The mails are in many encodings; Latin 1 reads any bytes.
        mails.add(new Mail(folder, Files.readString(file, StandardCharsets.ISO_8859_1)));
      }
    }
    return List.copyOf(mails);
  }

  /// The tagged sentences of the Brown corpus, in the order of its files.
  ///
  /// @param directory with the files `ca01` to `cr09`
  /// @throws IOException if they cannot be read
  public static List<TaggedSentence> brown(Path directory) throws IOException {
    List<Path> files =
        Files.isDirectory(directory)
            ? files(directory, name -> BROWN_FILE.matcher(name).matches())
            : List.of();
    if (files.isEmpty()) {
      throw missing(directory, "ca01", Catalog.BROWN);
    }
    List<TaggedSentence> sentences = new ArrayList<>();
    for (Path file : files) {
      int number = 0;
      for (String line : lines(file, StandardCharsets.ISO_8859_1)) {
        number++;
        List<String> words = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        for (String token : line.isBlank() ? new String[0] : line.strip().split("\\s+", -1)) {
          int slash = token.lastIndexOf('/');
          if (slash < 1 || slash == token.length() - 1) {
            throw new MalformedFileException(
                file + ":" + number, "expected words such as the/at, found '" + token + "'");
          }
          words.add(token.substring(0, slash));
          tags.add(token.substring(slash + 1));
        }
        if (!words.isEmpty()) {
          sentences.add(new TaggedSentence(String.valueOf(file.getFileName()), words, tags));
        }
      }
    }
    return List.copyOf(sentences);
  }

  /// English words and how they are spoken, in the order of the file. A word with several
  /// pronunciations comes several times.
  ///
  /// @param place the file, or a directory with `dict.txt` or `cmudict.dict`
  /// @throws IOException if it cannot be read
  public static List<Pronunciation> cmuDict(Path place) throws IOException {
    Path file =
        LocalFile.find(
            place,
            Catalog.CMUDICT,
            List.of("dict.txt", "data/dict.txt", "cmudict.dict", "cmudict-0.7b"));
    List<Pronunciation> words = new ArrayList<>();
    int number = 0;
    for (String line : lines(file, StandardCharsets.ISO_8859_1)) {
      number++;
      if (line.isBlank() || line.startsWith(";;;")) {
        continue;
      }
      String[] parts = line.replaceFirst(" #.*", "").strip().split("\\s+", -1);
      if (parts.length < 2) {
        throw new MalformedFileException(
            file + ":" + number, "expected a word and its sounds, found '" + line + "'");
      }
      words.add(
          new Pronunciation(
              VARIANT.matcher(parts[0]).replaceFirst(""),
              List.of(Arrays.copyOfRange(parts, 1, parts.length))));
    }
    return List.copyOf(words);
  }

  private static List<String> lines(Path file, Charset charset) throws IOException {
    return Files.readString(file, charset).lines().toList();
  }

  static List<Path> files(Path directory, Predicate<String> named) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> named.test(String.valueOf(file.getFileName()))).sorted().toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  static NoSuchFileException missing(Path place, String name, DatasetCard card) {
    return new NoSuchFileException(place + ": " + name + " is not there; " + card.access());
  }
}
