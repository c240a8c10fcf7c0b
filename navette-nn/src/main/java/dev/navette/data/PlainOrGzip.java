// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Opens files that may be compressed by gzip. The content decides, not the name: files are
/// renamed, and browsers unpack some while they download them.
final class PlainOrGzip {
  private static final int BUFFER = 1 << 16;

  private PlainOrGzip() {}

  /// Reads something from a stream.
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  static <T> T read(Path file, Reader<T> reader) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory; name a file in it");
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "the file does not exist");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), reader);
    }
  }

  /// The caller closes the stream.
  static <T> T read(InputStream in, String name, Reader<T> reader) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    if (!gzip) {
      return reader.read(buffered);
    }
    try {
      return reader.read(new GZIPInputStream(buffered, BUFFER));
    } catch (EOFException e) {
      throw new MalformedFileException(
          name, "the gzip file is truncated; copy or download it again", e);
    } catch (ZipException e) {
      throw new MalformedFileException(
          name, "the gzip file is damaged (" + e.getMessage() + "); copy or download it again", e);
    }
  }
}
