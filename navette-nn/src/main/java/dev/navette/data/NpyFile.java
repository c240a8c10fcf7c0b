// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An array in NumPy's NPY format, versions 1 to 3; of any byte order, and with the first or the
/// last dimension the fastest. In memory and when written the last dimension is the fastest and the
/// lowest byte comes first. Files compressed by gzip are recognised by their content.
///
/// The format is described in NumPy's enhancement proposal 1. Immutable, except that [#bytes] gives
/// the array itself.
public final class NpyFile {
  private final ElementType type;
  private final int[] dims;
  private final byte[] data;

  /// The type of the elements.
  public enum ElementType {
    /// True or false.
    BOOL("b1", 1),
    /// Unsigned bytes.
    U8("u1", 1),
    /// Unsigned 16-bit integers.
    U16("u2", 2),
    /// Unsigned 32-bit integers.
    U32("u4", 4),
    /// Signed bytes.
    I8("i1", 1),
    /// Signed 16-bit integers.
    I16("i2", 2),
    /// Signed 32-bit integers.
    I32("i4", 4),
    /// Signed 64-bit integers.
    I64("i8", 8),
    /// 16-bit floating point.
    F16("f2", 2),
    /// 32-bit floating point.
    F32("f4", 4),
    /// 64-bit floating point.
    F64("f8", 8);

    private final String code;
    private final int size;

    ElementType(String code, int size) {
      this.code = code;
      this.size = size;
    }

    /// NumPy's name without the byte order, such as `f4`.
    public String code() {
      return code;
    }

    /// Bytes of an element.
    public int size() {
      return size;
    }

    /// Whether the elements are floating point.
    public boolean isFloat() {
      return this == F16 || this == F32 || this == F64;
    }

    static @Nullable ElementType of(String code) {
      for (ElementType type : values()) {
        if (type.code.equals(code)) {
          return type;
        }
      }
      return null;
    }

    static String codes() {
      return Stream.of(values()).map(ElementType::code).collect(Collectors.joining(", "));
    }
  }

  private NpyFile(ElementType type, int[] dims, byte[] data) {
    this.type = type;
    this.dims = dims;
    this.data = data;
  }

  /// An array of `F32`, to be written.
  ///
  /// @throws IllegalArgumentException if the values do not fill the dimensions
  public static NpyFile of(float[] values, int... dims) {
    NpyFile file = zeros(ElementType.F32, values.length, dims);
    file.buffer().asFloatBuffer().put(values);
    return file;
  }

  /// An array of `F64`, to be written.
  ///
  /// @throws IllegalArgumentException if the values do not fill the dimensions
  public static NpyFile of(double[] values, int... dims) {
    NpyFile file = zeros(ElementType.F64, values.length, dims);
    file.buffer().asDoubleBuffer().put(values);
    return file;
  }

  /// An array of `I32`, to be written.
  ///
  /// @throws IllegalArgumentException if the values do not fill the dimensions
  public static NpyFile of(int[] values, int... dims) {
    NpyFile file = zeros(ElementType.I32, values.length, dims);
    file.buffer().asIntBuffer().put(values);
    return file;
  }

  /// An array of `I64`, to be written.
  ///
  /// @throws IllegalArgumentException if the values do not fill the dimensions
  public static NpyFile of(long[] values, int... dims) {
    NpyFile file = zeros(ElementType.I64, values.length, dims);
    file.buffer().asLongBuffer().put(values);
    return file;
  }

  /// An array of any type, to be written.
  ///
  /// @param data the elements, the last dimension fastest, the lowest byte first; kept, not copied
  /// @throws IllegalArgumentException if the bytes do not fill the dimensions
  public static NpyFile ofBytes(ElementType type, byte[] data, int... dims) {
    requireFull(type, data.length % type.size == 0 ? data.length / type.size : -1, dims);
    return new NpyFile(type, dims.clone(), data);
  }

  /// Reads a file.
  ///
  /// @throws MalformedFileException if it is not a complete NPY file of numbers; the message names
  ///   the byte
  /// @throws IOException if it cannot be read
  public static NpyFile read(Path file) throws IOException {
    return PlainOrGzip.read(file, in -> parse(in, file.toString()));
  }

  /// Reads a stream, plain or compressed by gzip, to its end. The caller closes it.
  ///
  /// @param name what to call it in messages
  /// @throws MalformedFileException if it is not a complete NPY file of numbers
  /// @throws IOException if it cannot be read
  public static NpyFile read(InputStream in, String name) throws IOException {
    return PlainOrGzip.read(in, name, plain -> parse(plain, name));
  }

  /// Writes the file, replacing it in one step (see [AtomicFile]).
  ///
  /// @throws IOException if it cannot be saved; an older file then stays
  public void write(Path file) throws IOException {
    AtomicFile.write(file, this::writeTo);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(NpyHeader.write(type, dims));
    out.write(data);
  }

  /// The type of the elements.
  public ElementType type() {
    return type;
  }

  /// The sizes of the dimensions, a copy; empty for a single number.
  public int[] dims() {
    return dims.clone();
  }

  /// The number of elements.
  public int size() {
    return data.length / type.size;
  }

  /// The elements, the last dimension fastest, the lowest byte first: the array itself.
  public byte[] bytes() {
    return data;
  }

  /// One element; 64-bit integers beyond 2^53 are rounded, true is 1.
  ///
  /// @param index its position, the last dimension fastest
  public double get(int index) {
    ByteBuffer from = buffer();
    int at = index * type.size;
    return switch (type) {
      case F16 -> Float.float16ToFloat(from.getShort(at));
      case F32 -> from.getFloat(at);
      case F64 -> from.getDouble(at);
      case BOOL, U8, U16, U32, I8, I16, I32, I64 -> integer(from, at);
    };
  }

  private long integer(ByteBuffer from, int at) {
    return switch (type) {
      case BOOL -> from.get(at) == 0 ? 0 : 1;
      case U8 -> from.get(at) & 0xFF;
      case U16 -> from.getShort(at) & 0xFFFF;
      case U32 -> from.getInt(at) & 0xFFFF_FFFFL;
      case I8 -> from.get(at);
      case I16 -> from.getShort(at);
      case I32 -> from.getInt(at);
      case I64 -> from.getLong(at);
      case F16, F32, F64 ->
          throw new IllegalStateException(
              "the elements are " + type + ", not integers; use toFloats() or toDoubles()");
    };
  }

  /// All elements as f32, rounded where they do not fit.
  public float[] toFloats() {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) get(i);
    }
    return values;
  }

  /// All elements as f64.
  public double[] toDoubles() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = get(i);
    }
    return values;
  }

  /// All elements as integers, for labels and indices.
  ///
  /// @throws IllegalStateException if the elements are floating point
  /// @throws ArithmeticException if one does not fit into 32 bits
  public int[] toInts() {
    int[] values = new int[size()];
    ByteBuffer from = buffer();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.toIntExact(integer(from, i * type.size));
    }
    return values;
  }

  /// All elements as 64-bit integers.
  ///
  /// @throws IllegalStateException if the elements are floating point
  public long[] toLongs() {
    long[] values = new long[size()];
    ByteBuffer from = buffer();
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(from, i * type.size);
    }
    return values;
  }

  /// The array as a tensor of the narrowest dtype that holds the elements: u16, i8 and i16 become
  /// i32, u32 becomes i64, f16 becomes f32; the others stay what they are.
  public Tensor toTensor() {
    return switch (type) {
      case BOOL -> {
        boolean[] values = new boolean[size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = data[i] != 0;
        }
        yield Tensor.of(values, dims);
      }
      case U8 -> Tensor.of(data, dims);
      case I8, I16, U16, I32 -> Tensor.of(toInts(), dims);
      case U32, I64 -> Tensor.of(toLongs(), dims);
      case F16, F32 -> Tensor.of(toFloats(), dims);
      case F64 -> Tensor.of(toDoubles(), dims);
    };
  }

  @Override
  public String toString() {
    return "NpyFile[" + type + " " + Arrays.toString(dims) + "]";
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static NpyFile zeros(ElementType type, int count, int[] dims) {
    requireFull(type, count, dims);
    return new NpyFile(type, dims.clone(), new byte[Math.multiplyExact(count, type.size)]);
  }

  private static void requireFull(ElementType type, int count, int[] dims) {
    long elements = 1;
    for (int size : dims) {
      elements = Math.multiplyExact(elements, size);
    }
    if (elements != count) {
      throw new IllegalArgumentException(
          "NpyFile.of: the dimensions "
              + Arrays.toString(dims)
              + " need "
              + elements
              + " elements of "
              + type
              + ", got "
              + (count < 0 ? "a part of one too many" : count));
    }
  }

  private static NpyFile parse(InputStream in, String name) throws IOException {
    NpyHeader header = NpyHeader.read(in, name);
    ElementType type = header.type();
    long bytes = type.size;
    for (int size : header.dims()) {
      bytes = size > 0 && bytes > Integer.MAX_VALUE / size ? Long.MAX_VALUE : bytes * size;
      if (bytes > Integer.MAX_VALUE - 8) {
        throw new MalformedFileException(
            name,
            type + " " + header.dims() + " is too large; at most 2 GiB of elements can be read");
      }
    }
    byte[] data = in.readNBytes((int) bytes);
    if (data.length < bytes) {
      throw MalformedFileException.at(
          name,
          header.start() + data.length,
          "the file is truncated: "
              + header.dims()
              + " of "
              + type
              + " need "
              + bytes
              + " bytes from byte "
              + header.start()
              + ", found "
              + data.length);
    }
    if (in.read() >= 0) {
      throw MalformedFileException.at(
          name,
          header.start() + bytes,
          "expected the end of the file after " + header.dims() + ", found more bytes");
    }
    if (header.bigEndian()) {
      reverseElements(data, type.size);
    }
    int[] dims = header.dims().stream().mapToInt(Integer::intValue).toArray();
    return new NpyFile(type, dims, header.fortran() ? lastFastest(data, type.size, dims) : data);
  }

  private static void reverseElements(byte[] data, int size) {
    for (int at = 0; at < data.length; at += size) {
      for (int i = 0; i < size / 2; i++) {
        byte swap = data[at + i];
        data[at + i] = data[at + size - 1 - i];
        data[at + size - 1 - i] = swap;
      }
    }
  }

  private static byte[] lastFastest(byte[] data, int size, int[] dims) {
    byte[] to = new byte[data.length];
    int[] strides = new int[dims.length]; // of the file, in elements
    int stride = 1;
    for (int d = 0; d < dims.length; d++) {
      strides[d] = stride;
      stride *= dims[d];
    }
    int[] index = new int[dims.length];
    int from = 0;
    for (int at = 0; at < to.length; at += size) {
      System.arraycopy(data, from * size, to, at, size);
      for (int d = dims.length - 1; d >= 0; d--) {
        from += strides[d];
        if (++index[d] < dims[d]) {
          break;
        }
        from -= strides[d] * dims[d];
        index[d] = 0;
      }
    }
    return to;
  }

  /// Whether two arrays have the same type, dimensions and bytes.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NpyFile that
        && type == that.type
        && Arrays.equals(dims, that.dims)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return List.of(type, Arrays.hashCode(dims), Arrays.hashCode(data)).hashCode();
  }
}
