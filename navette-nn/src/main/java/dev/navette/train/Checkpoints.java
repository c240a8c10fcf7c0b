// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Where and how often a training is saved.
///
/// ```java
/// trainer.module(net).checkpoints(Checkpoints.in(Path.of("run")).every(500).keepBest("valid_loss"));
/// ```
///
/// After each epoch, every so many steps if wanted, and when the training is stopped, `step-N.ckpt`
/// is written; the latest three are kept. `best.ckpt` is the one after the epoch with the best
/// value of what [#keepBest] names. A file is there as a whole or not at all.
public final class Checkpoints {
  private static final String PREFIX = "step-";
  private static final String SUFFIX = ".ckpt";
  private static final String BEST = "best.ckpt";

  private final Path directory;
  private long every = Long.MAX_VALUE;
  private int kept = 3;
  private Optional<String> best = Optional.empty();

  private Checkpoints(Path directory) {
    this.directory = directory;
  }

  /// Checkpoints in a directory, which is created if need be.
  public static Checkpoints in(Path directory) {
    return new Checkpoints(directory);
  }

  /// Saves every so many steps besides.
  ///
  /// @throws IllegalArgumentException below 1
  public Checkpoints every(long steps) {
    every = atLeastOne("every", steps);
    return this;
  }

  /// Keeps the latest few, 3 unless set. With 1 there is none to go back to if it is damaged.
  ///
  /// @throws IllegalArgumentException below 1
  public Checkpoints keepLast(int count) {
    kept = (int) atLeastOne("keepLast", count);
    return this;
  }

  /// Keeps the one after the best epoch besides.
  ///
  /// @param name a number of [EpochLog#values()], such as `valid_loss` or `valid_accuracy`
  public Checkpoints keepBest(String name) {
    best = Optional.of(name);
    return this;
  }

  private static long atLeastOne(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "checkpoints: " + what + " is " + value + "; use 1 or more");
    }
    return value;
  }

  /// Where they are.
  public Path directory() {
    return directory;
  }

  /// The file of the best epoch, whether or not it is there.
  public Path bestFile() {
    return directory.resolve(BEST);
  }

  Optional<String> best() {
    return best;
  }

  boolean isDue(long step) {
    return step % every == 0;
  }

  // ---- saving

  /// Saves; a save that fails is told and the training goes on.
  ///
  /// @param say told what went wrong, one line
  void save(Checkpoint checkpoint, Consumer<String> say) {
    long step = checkpoint.position().step();
    try {
      Files.createDirectories(directory);
      checkpoint.write(directory.resolve(name(step)));
      List<Path> all = files();
      for (Path old : all.subList(Math.min(kept, all.size()), all.size())) {
        Files.deleteIfExists(old);
      }
    } catch (IOException | UncheckedIOException e) {
      say.accept("checkpoint of step " + step + ": " + e.getMessage() + newest(step));
    }
  }

  private String newest(long step) {
    try {
      return files().stream()
          .filter(f -> step(f) < step)
          .findFirst()
          .map(f -> "; the latest checkpoint is " + f.getFileName())
          .orElse("; there is no checkpoint yet");
    } catch (IOException e) {
      return "";
    }
  }

  /// Saves the best so far.
  void saveBest(Checkpoint checkpoint, Consumer<String> say) {
    try {
      Files.createDirectories(directory);
      checkpoint.write(bestFile());
    } catch (IOException e) {
      say.accept(BEST + ": " + e.getMessage());
    }
  }

  private static String name(long step) {
    return String.format(Locale.ROOT, "%s%010d%s", PREFIX, step, SUFFIX);
  }

  private static long step(Path file) {
    String name = String.valueOf(file.getFileName());
    return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
  }

  /// The checkpoints that are there, the latest first.
  List<Path> files() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(f -> String.valueOf(f.getFileName()).matches("step-\\d{10,18}\\.ckpt"))
          .sorted(Comparator.comparingLong(Checkpoints::step).reversed())
          .toList();
    }
  }

  // ---- reading

  /// The latest whole checkpoint; empty if none was ever saved.
  ///
  /// @param say told of each that is damaged, one line
  /// @throws UncheckedIOException if there are some but none is whole
  Optional<Checkpoint> latest(Consumer<String> say) {
    try {
      AtomicFile.removeLeftovers(directory, "." + PREFIX);
      List<Path> files = files();
      List<String> damaged = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        try {
          return Optional.of(Checkpoint.read(files.get(i)));
        } catch (IOException e) {
          damaged.add(e.getMessage());
          if (i + 1 < files.size()) {
            say.accept(
                "checkpoint "
                    + e.getMessage()
                    + "; going back to "
                    + files.get(i + 1).getFileName());
          }
        }
      }
      if (!damaged.isEmpty()) {
        throw new IOException(
            "resume: no checkpoint in "
                + directory
                + " is whole: "
                + String.join("; ", damaged)
                + "; start anew in another directory");
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
