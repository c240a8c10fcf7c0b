// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The places that a command will write to, tried before a long training and not after it.
public final class OutputFolder {
  private OutputFolder() {}

  /// Creates a directory, if need be, and tries to write in it.
  ///
  /// @param option what named it, such as `--out`, for messages
  /// @throws IOException if nothing can be written there
  public static Path prepare(String option, Path directory) throws IOException {
    for (Path part = directory.toAbsolutePath(); part != null; part = part.getParent()) {
      if (Files.exists(part) && !Files.isDirectory(part)) {
        throw new IOException(
            option + " " + directory + ": " + part + " is a file; name a directory");
      }
    }
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, ".navette", ".try"));
      return directory;
    } catch (AccessDeniedException e) {
      throw new IOException(
          option + " " + directory + ": no permission to write there; name another directory", e);
    } catch (IOException e) {
      throw new IOException(
          option + " " + directory + ": nothing can be written there (" + e.getMessage() + ")", e);
    }
  }

  /// Tries to write beside a file.
  ///
  /// @throws IOException if nothing can be written there
  public static void prepareFile(String option, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(option + " " + file + ": is a directory; name a file in it");
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      prepare(option, parent);
    }
  }
}
