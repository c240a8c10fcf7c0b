// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/// One tensor of a safetensors file: its type, its shape, and its elements in row-major order,
/// little-endian.
///
/// Known types: `BOOL`, `U8`, `I8`, `F8_E4M3`, `F8_E5M2` (one byte), `I16`, `U16`, `F16`, `BF16`
/// (two), `I32`, `U32`, `F32` (four), `I64`, `U64`, `F64` (eight).
///
/// @param dtype the type, as the format writes it
/// @param shape the sizes of the dimensions; empty for a scalar
/// @param data the elements, from position to limit; the record keeps a read-only view of them
public record SafetensorsEntry(String dtype, List<Long> shape, ByteBuffer data) {
  private static final Map<String, Integer> SIZES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F32", 4),
          Map.entry("I64", 8),
          Map.entry("U64", 8),
          Map.entry("F64", 8));

  /// Checks that the type is known and that the data has the length the shape asks for.
  ///
  /// @throws IllegalArgumentException if it has not
  public SafetensorsEntry {
    shape = List.copyOf(shape);
    data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    if (!isKnown(dtype)) {
      throw new IllegalArgumentException(
          "unknown dtype '" + dtype + "'; known: " + SIZES.keySet().stream().sorted().toList());
    }
    long bytes = byteLength(dtype, shape);
    if (bytes != data.remaining()) {
      throw new IllegalArgumentException(
          dtype + " " + shape + " needs " + bytes + " bytes, the data has " + data.remaining());
    }
  }

  /// A tensor of 32-bit floating point.
  ///
  /// @param shape the sizes of the dimensions
  /// @param values the elements, row-major, copied
  /// @return the entry
  public static SafetensorsEntry ofFloats(List<Long> shape, float... values) {
    ByteBuffer data = allocate(values.length, Float.BYTES);
    data.asFloatBuffer().put(values);
    return new SafetensorsEntry("F32", shape, data);
  }

  /// A tensor of 64-bit floating point.
  ///
  /// @param shape the sizes of the dimensions
  /// @param values the elements, row-major, copied
  /// @return the entry
  public static SafetensorsEntry ofDoubles(List<Long> shape, double... values) {
    ByteBuffer data = allocate(values.length, Double.BYTES);
    data.asDoubleBuffer().put(values);
    return new SafetensorsEntry("F64", shape, data);
  }

  /// A tensor of 16-bit floating point.
  ///
  /// @param dtype `F16` or `BF16`
  /// @param shape the sizes of the dimensions
  /// @param bits the elements as they are stored, row-major, copied
  /// @return the entry
  public static SafetensorsEntry ofHalves(String dtype, List<Long> shape, short... bits) {
    ByteBuffer data = allocate(bits.length, Short.BYTES);
    data.asShortBuffer().put(bits);
    return new SafetensorsEntry(dtype, shape, data);
  }

  /// A tensor of 32-bit integers.
  ///
  /// @param shape the sizes of the dimensions
  /// @param values the elements, row-major, copied
  /// @return the entry
  public static SafetensorsEntry ofInts(List<Long> shape, int... values) {
    ByteBuffer data = allocate(values.length, Integer.BYTES);
    data.asIntBuffer().put(values);
    return new SafetensorsEntry("I32", shape, data);
  }

  /// A tensor of 64-bit integers.
  ///
  /// @param shape the sizes of the dimensions
  /// @param values the elements, row-major, copied
  /// @return the entry
  public static SafetensorsEntry ofLongs(List<Long> shape, long... values) {
    ByteBuffer data = allocate(values.length, Long.BYTES);
    data.asLongBuffer().put(values);
    return new SafetensorsEntry("I64", shape, data);
  }

  /// A tensor of unsigned bytes.
  ///
  /// @param shape the sizes of the dimensions
  /// @param values the elements, row-major, copied
  /// @return the entry
  public static SafetensorsEntry ofBytes(List<Long> shape, byte... values) {
    return new SafetensorsEntry("U8", shape, ByteBuffer.wrap(values.clone()));
  }

  /// A tensor of truth values.
  ///
  /// @param shape the sizes of the dimensions
  /// @param values the elements, row-major, copied
  /// @return the entry
  public static SafetensorsEntry ofBooleans(List<Long> shape, boolean... values) {
    ByteBuffer data = ByteBuffer.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      data.put(i, (byte) (values[i] ? 1 : 0));
    }
    return new SafetensorsEntry("BOOL", shape, data);
  }

  /// The elements: a read-only, little-endian view with a position of its own.
  ///
  /// @return the view, from position 0
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The shape as an array.
  ///
  /// @return the sizes of the dimensions
  /// @throws ArithmeticException if a dimension is 2^31 or more
  public int[] dims() {
    return shape.stream().mapToInt(Math::toIntExact).toArray();
  }

  /// The number of elements.
  ///
  /// @return the product of the dimensions, 1 for a scalar
  public int size() {
    return data.remaining() / elementSize();
  }

  /// The elements of a floating point tensor as `float`: exact for `F32`, `F16` and `BF16`, rounded
  /// for `F64`.
  ///
  /// @return a new array, row-major
  /// @throws IllegalStateException if the type is another
  public float[] toFloats() {
    float[] values = new float[size()];
    if (dtype.equals("F32")) {
      data.asFloatBuffer().get(0, values);
      return values;
    }
    IntToDoubleFunction element =
        switch (dtype) {
          case "F16" -> i -> Float.float16ToFloat(data.getShort(2 * i));
          case "BF16" -> i -> Float.intBitsToFloat(data.getShort(2 * i) << 16);
          case "F64" -> i -> data.getDouble(8 * i);
          default -> throw wrongType("toFloats");
        };
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) element.applyAsDouble(i);
    }
    return values;
  }

  /// The elements of a floating point tensor as `double`, exactly.
  ///
  /// @return a new array, row-major
  /// @throws IllegalStateException if the type is another
  public double[] toDoubles() {
    double[] values = new double[size()];
    if (dtype.equals("F64")) {
      data.asDoubleBuffer().get(0, values);
    } else {
      float[] floats = toFloats();
      Arrays.setAll(values, i -> floats[i]);
    }
    return values;
  }

  /// The elements of an `F16` or `BF16` tensor as they are stored.
  ///
  /// @return a new array, row-major
  /// @throws IllegalStateException if the type is another
  public short[] toBits() {
    if (!dtype.equals("F16") && !dtype.equals("BF16")) {
      throw wrongType("toBits");
    }
    short[] bits = new short[size()];
    data.asShortBuffer().get(0, bits);
    return bits;
  }

  /// The elements of an integer or truth-value tensor as `long`, exactly (`U64` as unsigned bits).
  ///
  /// @return a new array, row-major
  /// @throws IllegalStateException if the type is another
  public long[] toLongs() {
    long[] values = new long[size()];
    switch (dtype) {
      case "I64", "U64" -> data.asLongBuffer().get(0, values);
      case "I32" -> Arrays.setAll(values, i -> data.getInt(4 * i));
      case "U32" -> Arrays.setAll(values, i -> data.getInt(4 * i) & 0xFFFF_FFFFL);
      case "I16" -> Arrays.setAll(values, i -> data.getShort(2 * i));
      case "U16" -> Arrays.setAll(values, i -> data.getShort(2 * i) & 0xFFFFL);
      case "I8" -> Arrays.setAll(values, i -> data.get(i));
      case "U8", "BOOL" -> Arrays.setAll(values, i -> data.get(i) & 0xFFL);
      default -> throw wrongType("toLongs");
    }
    return values;
  }

  /// The elements of an integer or truth-value tensor as `int`.
  ///
  /// @return a new array, row-major
  /// @throws IllegalStateException if the type is another
  /// @throws ArithmeticException if an element does not fit
  public int[] toInts() {
    return Arrays.stream(toLongs()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public String toString() {
    return dtype + " " + shape;
  }

  /// Whether the type is one of the format's.
  static boolean isKnown(String dtype) {
    return SIZES.containsKey(dtype);
  }

  int elementSize() {
    return elementSize(dtype);
  }

  static int elementSize(String dtype) {
    return SIZES.getOrDefault(dtype, 0);
  }

  /// The number of bytes of a tensor of a known type.
  ///
  /// @throws IllegalArgumentException if a dimension is negative or the product overflows
  static long byteLength(String dtype, List<Long> shape) {
    long bytes = elementSize(dtype);
    // With a 0 among the dimensions the others do not matter, however large.
    boolean empty = shape.contains(0L);
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("a dimension is negative: " + shape);
      }
      if (!empty && size > Long.MAX_VALUE / bytes) {
        throw new IllegalArgumentException("more than 2^63 bytes: " + shape);
      }
      bytes = empty ? 0 : bytes * size;
    }
    return bytes;
  }

  private IllegalStateException wrongType(String method) {
    return new IllegalStateException(method + ": the tensor is " + dtype);
  }

  private static ByteBuffer allocate(int elements, int size) {
    return ByteBuffer.allocate(Math.multiplyExact(elements, size)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
