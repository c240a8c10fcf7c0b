// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// An array of numbers in the IDX format, in which MNIST and its relatives are distributed.
///
/// Layout, all numbers big-endian: two zero bytes, one byte for the element type, one byte for the
/// number of dimensions `d`, `d` sizes of four bytes each, then the elements, the last dimension
/// fastest. The magic of an image file is `00 00 08 03`, of a label file `00 00 08 01`. Files
/// compressed by gzip are recognised by their content.
public final class IdxFile {
  private static final int MOST_DIMENSIONS = 8;

  private final ElementType type;
  private final int[] dims;
  private final byte[] data;

  /// The type of the elements, with its code in the third byte of the file.
  public enum ElementType {
    /// Unsigned bytes, 0 to 255.
    U8(0x08, 1),
    /// Signed bytes.
    I8(0x09, 1),
    /// Signed 16-bit integers.
    I16(0x0B, 2),
    /// Signed 32-bit integers.
    I32(0x0C, 4),
    /// 32-bit floating point.
    F32(0x0D, 4),
    /// 64-bit floating point.
    F64(0x0E, 8);

    private final int code;
    private final int size;

    ElementType(int code, int size) {
      this.code = code;
      this.size = size;
    }

    static @Nullable ElementType of(int code) {
      for (ElementType type : values()) {
        if (type.code == code) {
          return type;
        }
      }
      return null;
    }
  }

  private IdxFile(ElementType type, int[] dims, byte[] data) {
    this.type = type;
    this.dims = dims;
    this.data = data;
  }

  /// An array of unsigned bytes, to be written.
  ///
  /// @param dims the sizes of the dimensions, from 1 to 8 of them
  /// @param data the elements, the last dimension fastest; kept, not copied
  /// @return the array
  public static IdxFile ofBytes(int[] dims, byte[] data) {
    long elements = 1;
    for (int size : dims) {
      elements = Math.multiplyExact(elements, size);
    }
    if (dims.length < 1 || dims.length > MOST_DIMENSIONS || elements != data.length) {
      throw new IllegalArgumentException(
          "IdxFile.ofBytes: dims "
              + Arrays.toString(dims)
              + " do not describe "
              + data.length
              + " elements");
    }
    return new IdxFile(ElementType.U8, dims.clone(), data);
  }

  /// Reads a file, plain or compressed by gzip.
  ///
  /// @param file the file
  /// @return its content
  /// @throws MalformedFileException if it is not a complete IDX file
  /// @throws IOException if it cannot be read
  public static IdxFile read(Path file) throws IOException {
    return PlainOrGzip.read(file, in -> parse(in, file.toString()));
  }

  /// Reads a stream, plain or compressed by gzip, to its end. The caller closes it.
  ///
  /// @param in the stream
  /// @param name what to call it in messages
  /// @return its content
  /// @throws MalformedFileException if it is not a complete IDX file
  /// @throws IOException if it cannot be read
  public static IdxFile read(InputStream in, String name) throws IOException {
    return PlainOrGzip.read(in, name, plain -> parse(plain, name));
  }

  /// Writes the file, replacing it in one step (see [AtomicFile]); compressed by gzip if the name
  /// ends in `.gz`.
  ///
  /// @param file the file to write
  /// @throws IOException if it cannot be saved; an older file then stays
  public void write(Path file) throws IOException {
    boolean gzip = file.toString().endsWith(".gz");
    AtomicFile.write(
        file,
        out -> {
          if (gzip) {
            GZIPOutputStream packed = new GZIPOutputStream(out);
            writeTo(packed);
            packed.finish();
          } else {
            writeTo(out);
          }
        });
  }

  private void writeTo(OutputStream out) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * dims.length);
    header.put((byte) 0).put((byte) 0).put((byte) type.code).put((byte) dims.length);
    for (int size : dims) {
      header.putInt(size);
    }
    out.write(header.array());
    out.write(data);
  }

  /// The type of the elements.
  ///
  /// @return the type
  public ElementType type() {
    return type;
  }

  /// The sizes of the dimensions, such as `[60000, 28, 28]`.
  ///
  /// @return a copy
  public int[] dims() {
    return dims.clone();
  }

  /// The number of elements.
  ///
  /// @return the product of the dimensions
  public int size() {
    return data.length / type.size;
  }

  /// The elements as they lie in the file: one byte each for bytes, big-endian for larger types.
  ///
  /// @return the array itself, not a copy
  public byte[] bytes() {
    return data;
  }

  /// One element. Integers are exact; 64-bit floating point too.
  ///
  /// @param index its position, from 0
  /// @return its value
  public double get(int index) {
    int at = index * type.size;
    return switch (type) {
      case U8 -> data[at] & 0xFF;
      case I8 -> data[at];
      case I16 -> (short) ((data[at] << 8) | (data[at + 1] & 0xFF));
      case I32 -> ByteBuffer.wrap(data).getInt(at);
      case F32 -> ByteBuffer.wrap(data).getFloat(at);
      case F64 -> ByteBuffer.wrap(data).getDouble(at);
    };
  }

  /// All elements divided by a number: `toFloats(255)` maps bytes to `[0, 1]`.
  ///
  /// @param divisor what to divide by, not 0
  /// @return a new array, the last dimension fastest
  public float[] toFloats(float divisor) {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) get(i) / divisor;
    }
    return values;
  }

  /// All elements as integers, for labels.
  ///
  /// @return a new array
  /// @throws IllegalStateException if the elements are floating point
  public int[] toInts() {
    if (type == ElementType.F32 || type == ElementType.F64) {
      throw new IllegalStateException("toInts: the elements are " + type + "; use toFloats(1)");
    }
    int[] values = new int[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) get(i);
    }
    return values;
  }

  @Override
  public String toString() {
    return "IdxFile[" + type + " " + Arrays.toString(dims) + "]";
  }

  private static IdxFile parse(InputStream in, String name) throws IOException {
    byte[] magic = in.readNBytes(4);
    String found = HexFormat.ofDelimiter(" ").formatHex(magic);
    String expected =
        "expected an IDX magic of 4 bytes (00 00, a type such as 08, the number of dimensions)";
    if (magic.length < 4) {
      throw MalformedFileException.at(
          name, 0, expected + ", found " + (magic.length == 0 ? "an empty file" : "only " + found));
    }
    ElementType type = ElementType.of(magic[2]);
    int rank = magic[3];
    if (magic[0] != 0 || magic[1] != 0 || type == null || rank < 1 || rank > MOST_DIMENSIONS) {
      throw MalformedFileException.at(name, 0, expected + ", found " + found + kindOf(magic));
    }
    int[] dims = new int[rank];
    long bytes = type.size;
    for (int d = 0; d < rank; d++) {
      byte[] size = in.readNBytes(4);
      long offset = 4 + 4L * d;
      if (size.length < 4) {
        throw MalformedFileException.at(
            name,
            offset + size.length,
            "the file ends in its header: expected the sizes of " + rank + " dimensions");
      }
      dims[d] = ByteBuffer.wrap(size).getInt();
      bytes = dims[d] < 0 ? Long.MAX_VALUE : bytes * dims[d];
      if (bytes > Integer.MAX_VALUE - 8) {
        throw MalformedFileException.at(
            name,
            offset,
            "dimension "
                + d
                + " is "
                + Integer.toUnsignedString(dims[d])
                + ": too large; at most 2 GiB of elements can be read");
      }
    }
    long start = 4 + 4L * rank;
    byte[] data = in.readNBytes((int) bytes);
    if (data.length < bytes) {
      throw MalformedFileException.at(
          name,
          start + data.length,
          "the file is truncated: "
              + Arrays.toString(dims)
              + " of "
              + type
              + " need "
              + bytes
              + " bytes from byte "
              + start
              + ", found "
              + data.length);
    }
    if (in.read() >= 0) {
      throw MalformedFileException.at(
          name,
          start + bytes,
          "expected the end of the file after " + Arrays.toString(dims) + ", found more bytes");
    }
    return new IdxFile(type, dims, data);
  }

  private static String kindOf(byte[] magic) {
    if (magic[0] == (byte) 0x89 && magic[1] == 'P') {
      return " (a PNG image)";
    }
    if (magic[0] == 'P' && magic[1] == 'K') {
      return " (a zip archive: unpack it first)";
    }
    if (magic[0] == '<') {
      return " (a web page, it seems: the download went wrong)";
    }
    return "";
  }
}
