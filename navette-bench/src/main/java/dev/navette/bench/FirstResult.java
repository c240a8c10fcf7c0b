// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// How long a user waits for `./navette train digits`.
///
/// @param firstEpochMs until the first epoch's line is printed
/// @param allMs until the command ends
record FirstResult(double firstEpochMs, double allMs) {
  /// Runs the command of the checkout that this was built in, in a folder that is deleted again.
  ///
  /// @return nothing if there is no such checkout, or the command cannot run there
  static Optional<FirstResult> measure() throws IOException {
    Optional<Path> launcher = launcher();
    if (launcher.isEmpty() || File.separatorChar == '\\') {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("navette-bench");
    try {
      // Builds the command, if that is still to be done.
      if (run(launcher.get(), folder, "--version").allMs() < 0) {
        return Optional.empty();
      }
      FirstResult result = run(launcher.get(), folder, "train", "digits");
      return result.allMs() < 0 ? Optional.empty() : Optional.of(result);
    } finally {
      delete(folder);
    }
  }

  private static FirstResult run(Path launcher, Path folder, String... arguments)
      throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    double first = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (first == 0 && line.startsWith("epoch")) {
          first = (System.nanoTime() - start) / 1e6;
        }
      }
      int code = process.waitFor();
      return new FirstResult(first, code == 0 ? (System.nanoTime() - start) / 1e6 : -1);
    } catch (InterruptedException e) {
      throw new IOException("the measurement was stopped", e);
    } finally {
      process.destroy();
    }
  }

  /// The script at the root above these classes.
  private static Optional<Path> launcher() {
    String first = System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
    for (Path folder = Path.of(first).toAbsolutePath();
        folder != null;
        folder = folder.getParent()) {
      Path script = folder.resolve("navette");
      if (Files.isRegularFile(script) && Files.isDirectory(folder.resolve("navette-cli"))) {
        return Optional.of(script);
      }
    }
    return Optional.empty();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
