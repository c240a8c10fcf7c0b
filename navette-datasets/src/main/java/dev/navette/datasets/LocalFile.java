// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Files that the user has: found by name, or said to be missing with where to get them.
final class LocalFile {
  private LocalFile() {}

  /// The file itself, or the first of these names in a directory.
  static Path find(Path place, DatasetCard card, List<String> names) throws NoSuchFileException {
    if (Files.isRegularFile(place)) {
      return place;
    }
    for (String name : names) {
      Path file = place.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    String problem =
        Files.isDirectory(place)
            ? "none of " + String.join(", ", names) + " is there"
            : "there is no such file or directory";
    throw new NoSuchFileException(place + ": " + problem + "; " + card.access());
  }
}
