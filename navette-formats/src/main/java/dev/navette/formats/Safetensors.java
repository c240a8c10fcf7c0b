// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.AtomicFile;
import dev.navette.data.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the safetensors format, in which weights travel between frameworks.
///
/// Layout: the length `n` of the header (8 bytes, little-endian), `n` bytes of JSON in UTF-8,
/// padded with spaces so that the data begins at a multiple of 8, then the data of the tensors, one
/// after the other without gaps, little-endian and row-major. The JSON maps a name to `{"dtype",
/// "shape", "data_offsets": [begin, end]}`, offsets counted from the end of the header;
/// `__metadata__` maps texts to texts.
public final class Safetensors {
  static final int LENGTH_BYTES = 8;
  static final long MOST_TENSOR_BYTES = Integer.MAX_VALUE - 8L;
  private static final int MOST_HEADER_BYTES = 100_000_000;
  private static final int ALIGNMENT = 8;
  private static final int CHUNK = 1 << 20;

  private Safetensors() {}

  /// Reads a whole file.
  ///
  /// @param file the file
  /// @return its tensors and metadata
  /// @throws MalformedFileException if anything in it contradicts the format or its own length; the
  ///   message names the byte, what was expected and what was found
  /// @throws IOException if it cannot be read
  public static SafetensorsFile read(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      Opened opened = readHeader(file, channel);
      Map<String, SafetensorsEntry> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, SafetensorsHeader.Place> entry : opened.header.tensors().entrySet()) {
        SafetensorsHeader.Place place = entry.getValue();
        ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(place.end() - place.begin()));
        readFully(file, channel, data, opened.dataStart + place.begin());
        tensors.put(entry.getKey(), new SafetensorsEntry(place.dtype(), place.shape(), data));
      }
      return new SafetensorsFile(tensors, opened.header.metadata());
    }
  }

  /// Reads the metadata alone, but checks the whole header.
  ///
  /// @param file the file
  /// @return the texts under `__metadata__`
  /// @throws IOException as [#read]
  public static Map<String, String> readMetadata(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      return readHeader(file, channel).header.metadata();
    }
  }

  /// Writes a file without metadata.
  ///
  /// @param file the file to write
  /// @param tensors the tensors by name
  /// @throws IOException as the other method
  public static void write(Path file, Map<String, SafetensorsEntry> tensors) throws IOException {
    write(file, tensors, Map.of());
  }

  /// Writes a file, replacing an older one in one step: a reader finds the whole old file or the
  /// whole new one (see [AtomicFile]). The header keeps the order of the map; the data of wider
  /// types comes first, so that every tensor is aligned for its type.
  ///
  /// @param file the file to write; its directory must exist
  /// @param tensors the tensors by name
  /// @param metadata texts to keep with them
  /// @throws IllegalArgumentException if a tensor is called `__metadata__`
  /// @throws IOException if the file cannot be saved; an older one then stays
  public static void write(
      Path file, Map<String, SafetensorsEntry> tensors, Map<String, String> metadata)
      throws IOException {
    List<String> order =
        tensors.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getValue().elementSize()))
            .map(Map.Entry::getKey)
            .toList();
    byte[] header = header(tensors, metadata, order);
    AtomicFile.write(
        file,
        out -> {
          out.write(
              ByteBuffer.allocate(LENGTH_BYTES)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(header.length)
                  .array());
          out.write(header);
          for (String name : order) {
            SafetensorsEntry entry = tensors.get(name);
            if (entry != null) {
              copy(entry.data(), out);
            }
          }
        });
  }

  private static byte[] header(
      Map<String, SafetensorsEntry> tensors, Map<String, String> metadata, List<String> order) {
    Map<String, Long> begins = new LinkedHashMap<>();
    long offset = 0;
    for (String name : order) {
      SafetensorsEntry entry = tensors.get(name);
      begins.put(name, offset);
      offset += entry == null ? 0 : entry.data().remaining();
    }
    ObjectNode root = SafetensorsHeader.JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(SafetensorsHeader.METADATA);
      metadata.forEach(texts::put);
    }
    tensors.forEach((name, entry) -> {
      if (name.equals(SafetensorsHeader.METADATA)) {
        throw new IllegalArgumentException("a tensor cannot be called '" + name + "'");
      }
      ObjectNode node = root.putObject(name);
      node.put("dtype", entry.dtype());
      ArrayNode shape = node.putArray("shape");
      entry.shape().forEach(shape::add);
      long begin = begins.getOrDefault(name, 0L);
      node.putArray("data_offsets").add(begin).add(begin + entry.data().remaining());
    });
    byte[] json = SafetensorsHeader.JSON.writeValueAsBytes(root);
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = Arrays.copyOf(json, padded);
    Arrays.fill(header, json.length, padded, (byte) ' ');
    return header;
  }

  private static void copy(ByteBuffer data, OutputStream out) throws IOException {
    byte[] chunk = new byte[Math.min(CHUNK, data.remaining())];
    while (data.hasRemaining()) {
      int length = Math.min(chunk.length, data.remaining());
      data.get(chunk, 0, length);
      out.write(chunk, 0, length);
    }
  }

  /// A header and where the data after it begins.
  private record Opened(SafetensorsHeader header, long dataStart) {}

  private static FileChannel open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory; name a file in it");
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "the file does not exist");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static Opened readHeader(Path file, FileChannel channel) throws IOException {
    String source = file.toString();
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw MalformedFileException.at(
          source,
          size,
          "expected the length of the header in " + LENGTH_BYTES + " bytes, the file has " + size);
    }
    ByteBuffer lengthBytes = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, lengthBytes, 0);
    long length = lengthBytes.getLong(0);
    if (length < 0 || length > MOST_HEADER_BYTES) {
      throw MalformedFileException.at(
          source,
          0,
          "expected the length of the header, at most "
              + MOST_HEADER_BYTES
              + ", found "
              + Long.toUnsignedString(length)
              + ": not a safetensors file");
    }
    if (length > size - LENGTH_BYTES) {
      throw MalformedFileException.at(
          source,
          size,
          "the file is truncated: the header ends at byte "
              + (LENGTH_BYTES + length)
              + ", the file has "
              + size);
    }
    ByteBuffer json = ByteBuffer.allocate((int) length);
    readFully(file, channel, json, LENGTH_BYTES);
    long dataStart = LENGTH_BYTES + length;
    return new Opened(SafetensorsHeader.parse(source, json.array(), size - dataStart), dataStart);
  }

  private static void readFully(Path file, FileChannel channel, ByteBuffer into, long position)
      throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException(
            file + ": byte " + at + ": the file became shorter while it was read");
      }
      at += read;
    }
    into.flip();
  }
}
