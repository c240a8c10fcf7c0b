// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Named arrays in NumPy's NPZ format: a zip archive with one NPY file an array.
public final class NpzFile {
  private static final String ENDING = ".npy";

  private NpzFile() {}

  /// Reads all arrays of a file, compressed or not.
  ///
  /// @return the arrays by name, in the order of the file
  /// @throws MalformedFileException if it is not an archive, or an array in it is damaged; the
  ///   message names the array and the byte in it
  /// @throws IOException if it cannot be read
  public static Map<String, NpyFile> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "the file does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory; name a file in it");
    }
    Map<String, NpyFile> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries = zip.stream().toList();
      for (ZipEntry entry : entries) {
        if (entry.getName().endsWith(ENDING)) {
          String name = nameOf(entry.getName());
          try (InputStream in = zip.getInputStream(entry)) {
            arrays.put(name, NpyFile.read(in, file + ", array '" + name + "'"));
          }
        }
      }
    } catch (ZipException e) {
      throw new MalformedFileException(
          file.toString(), "expected an NPZ file, a zip archive (" + e.getMessage() + ")", e);
    }
    if (arrays.isEmpty()) {
      throw new MalformedFileException(
          file.toString(), "the archive has no array: no file in it ends in .npy");
    }
    return Collections.unmodifiableMap(arrays);
  }

  /// Reads one array.
  ///
  /// @throws IllegalArgumentException if there is none of that name; the message proposes the
  ///   nearest
  /// @throws IOException as [#read(Path)]
  public static NpyFile read(Path file, String name) throws IOException {
    Map<String, NpyFile> arrays = read(file);
    NpyFile array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          file + ": " + NearestName.message("array", name, arrays.keySet()));
    }
    return array;
  }

  /// Writes arrays, compressed, replacing the file in one step (see [AtomicFile]). The same arrays
  /// give the same bytes.
  ///
  /// @param arrays by name, written in their order
  /// @throws IOException if it cannot be saved; an older file then stays
  public static void write(Path file, Map<String, NpyFile> arrays) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Map.Entry<String, NpyFile> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
            entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            array.getValue().writeTo(zip);
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  private static String nameOf(String entry) {
    return entry.substring(0, entry.length() - ENDING.length());
  }
}
