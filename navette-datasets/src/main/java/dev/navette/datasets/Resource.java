// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Files in the jar.
final class Resource {
  private Resource() {}

  /// Reads a file.
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream in, String name) throws IOException;
  }

  static <T> T read(String resource, Reader<T> reader) {
    try (InputStream in = Resource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the data set " + resource + " is not in the jar: the build is incomplete");
      }
      return reader.read(in, resource);
    } catch (IOException e) {
      throw new UncheckedIOException("the data set " + resource + " in the jar is damaged", e);
    }
  }
}
