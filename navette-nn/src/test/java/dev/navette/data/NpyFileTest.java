// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir Path directory;

  @Test
  void writesWhatNumpyWrites() throws IOException {
    // numpy.save of numpy.array([[1, 2, 3], [4, 5, 6]], 'float32')
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + " ".repeat(58) + "\n";
    ByteBuffer expected = ByteBuffer.allocate(128 + 24).order(ByteOrder.LITTLE_ENDIAN);
    expected.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    expected.put((byte) 1).put((byte) 0).putShort((short) 118);
    expected.put(header.getBytes(StandardCharsets.US_ASCII));
    for (int i = 1; i <= 6; i++) {
      expected.putFloat(i);
    }
    Path file = directory.resolve("a.npy");
    NpyFile.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).write(file);
    assertArrayEquals(expected.array(), Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int version) throws IOException {
    NpyFile read =
        read(file(version, "{'descr': '|u1', 'fortran_order': False, 'shape': (2,)}", 7, 200));
    assertEquals("NpyFile[U8 [2]]", read.toString());
    assertArrayEquals(new int[] {7, 200}, read.toInts());
  }

  @ParameterizedTest
  @EnumSource(NpyFile.ElementType.class)
  void everyTypeIsReadInBothByteOrders(NpyFile.ElementType type) throws IOException {
    int size = type.size();
    // The bytes 0, 1, 2 ... of one element, in both orders, and of another that is 1.
    byte[] little = new byte[2 * size];
    byte[] big = new byte[2 * size];
    for (int i = 0; i < size; i++) {
      little[i] = (byte) (0x41 + 3 * i);
      big[size - 1 - i] = little[i];
    }
    String header = "{'descr': '%s" + type.code() + "', 'fortran_order': False, 'shape': (2,), }";
    NpyFile first = read(file(1, header.formatted("<"), little));
    NpyFile second = read(file(1, header.formatted(">"), big));
    assertEquals(first, second);
    assertEquals(type, first.type());
    assertNotEquals(0, first.get(0));
    assertEquals(0, first.get(1));
    Path copy = directory.resolve("copy.npy");
    second.write(copy);
    assertEquals(first, NpyFile.read(copy));
  }

  @Test
  void valuesAreThoseOfTheirType() throws IOException {
    assertArrayEquals(
        new double[] {1, -2.5, 65504},
        read(file(1, one("<f2", 3), 0, 0x3C, 0, 0xC1, 0xFF, 0x7B)).toDoubles());
    assertArrayEquals(new int[] {-1, 1}, read(file(1, one("|i1", 2), 0xFF, 1)).toInts());
    assertArrayEquals(new int[] {65_535}, read(file(1, one("<u2", 1), 0xFF, 0xFF)).toInts());
    assertArrayEquals(
        new long[] {0xFFFF_FFFFL}, read(file(1, one("<u4", 1), 255, 255, 255, 255)).toLongs());
    assertArrayEquals(
        new long[] {Long.MIN_VALUE, 1L << 53},
        NpyFile.of(new long[] {Long.MIN_VALUE, 1L << 53}, 2).toLongs());
    assertArrayEquals(new double[] {0, 1}, read(file(1, one("|b1", 2), 0, 1)).toDoubles());
    assertArrayEquals(new float[] {0.1f}, NpyFile.of(new double[] {0.1}, 1).toFloats());
    NpyFile large = NpyFile.of(new long[] {1L << 40}, 1);
    assertThrows(ArithmeticException.class, large::toInts);
    NpyFile floats = NpyFile.of(new float[] {1.5f}, 1);
    assertEquals(
        "the elements are F32, not integers; use toFloats() or toDoubles()",
        assertThrows(IllegalStateException.class, floats::toInts).getMessage());
  }

  @Test
  void fortranOrderIsTurned() throws IOException {
    // numpy.asfortranarray(numpy.arange(24).reshape(2, 3, 4)): the first dimension is the fastest.
    byte[] data = new byte[24];
    int at = 0;
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 2; i++) {
          data[at++] = (byte) (i * 12 + j * 4 + k);
        }
      }
    }
    NpyFile read =
        read(file(1, "{'descr': '|i1', 'fortran_order': True, 'shape': (2, 3, 4), }", data));
    assertArrayEquals(new int[] {2, 3, 4}, read.dims());
    int[] values = read.toInts();
    for (int i = 0; i < 24; i++) {
      assertEquals(i, values[i]);
    }
  }

  @Test
  void scalarsAndEmptyArrays() throws IOException {
    NpyFile scalar = read(file(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (), }", 9));
    assertEquals(0, scalar.dims().length);
    assertEquals(9, scalar.get(0));
    NpyFile empty = read(file(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (3, 0, 2), }"));
    assertEquals(0, empty.size());
    Path file = directory.resolve("scalar.npy");
    scalar.write(file);
    assertEquals(scalar, NpyFile.read(file));
  }

  @Test
  void otherSpellingsOfTheHeader() throws IOException {
    // The order is free; old Python wrote 3L; quotes may be double.
    NpyFile read = read(file(1, "{\"shape\":(1L,2L),'fortran_order':False,'descr':'=u1'}\n", 1, 2));
    assertArrayEquals(new int[] {1, 2}, read.dims());
  }

  @Test
  void becomesATensor() {
    assertEquals(DType.F64, NpyFile.of(new double[] {1, 2}, 2).toTensor().dtype());
    assertEquals(DType.I32, NpyFile.of(new int[] {1, 2}, 2).toTensor().dtype());
    assertEquals(
        DType.BOOL,
        NpyFile.ofBytes(NpyFile.ElementType.BOOL, new byte[] {1}, 1).toTensor().dtype());
    assertArrayEquals(
        new float[] {1, 2}, NpyFile.of(new float[] {1, 2}, 1, 2).toTensor().toFloatArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}|20|elements of type '<c8' cannot"
            + " be read; known: b1, u1, u2, u4, i1, i2, i4, i8, f2, f4, f8. Save a plain array of"
            + " numbers, such as array.astype('float32')",
        "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,)}|44|expected True or False, found"
            + " 'Maybe, 'shap'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (x,)}|61|expected the size of a"
            + " dimension, found 'x,)}'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (5000000000,)}|61|dimension 0 is"
            + " 5000000000: too large",
        "{'descr': '<f4', 'fortran_order': False}|10|the header lacks one of descr, fortran_order"
            + " and shape: {'descr': '<f4', 'fortran_order': False}",
        "{'colour': 'red'}|11|expected descr, fortran_order or shape, found colour",
        "nothing|10|expected '{', found 'nothing'",
        "{descr: 1}|11|expected a quoted name, found 'descr: 1}'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}|65|the file is truncated: [3] of"
            + " F32 need 12 bytes from byte 65, found 0",
      })
  void errorsNameTheByte(String header, int position, String problem) {
    assertProblem("a.npy: byte " + position + ": " + problem, file(1, header));
  }

  @Test
  void recordsAreRefused() {
    assertProblem(
        "a.npy: byte 20: a record of several fields cannot be read; known: b1, u1, u2, u4, i1, i2,"
            + " i4, i8, f2, f4, f8. Save a plain array of numbers, such as"
            + " array.astype('float32')",
        file(1, "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,)}"));
  }

  @Test
  void brokenBeginningsAreExplained() {
    assertProblem(
        "a.npy: byte 0: expected an NPY file, which begins with 93 4e 55 4d 50 59 (\\x93NUMPY),"
            + " found an empty file",
        new byte[0]);
    assertProblem(
        "a.npy: byte 0: expected an NPY file, which begins with 93 4e 55 4d 50 59 (\\x93NUMPY),"
            + " found 61 2c 62",
        "a,b".getBytes(StandardCharsets.US_ASCII));
    byte[] good = file(1, one("|u1", 1), 5);
    byte[] version = good.clone();
    version[6] = 9;
    assertProblem("a.npy: byte 6: expected version 1, 2 or 3 of the format, found 9", version);
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    assertProblem(
        "a.npy: byte " + good.length + ": expected the end of the file after [1], found more bytes",
        longer);
    for (int length = 0; length < good.length; length++) {
      byte[] part = Arrays.copyOf(good, length);
      assertThrows(MalformedFileException.class, () -> read(part), "length " + length);
    }
  }

  @Test
  void whatDoesNotFillTheDimensionsIsRefused() {
    assertEquals(
        "NpyFile.of: the dimensions [2, 3] need 6 elements of F32, got 5",
        assertThrows(IllegalArgumentException.class, () -> NpyFile.of(new float[5], 2, 3))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> NpyFile.ofBytes(NpyFile.ElementType.I16, new byte[3], 1));
  }

  @Test
  void archivesHoldArraysByName() throws IOException {
    Path file = directory.resolve("all.npz");
    Map<String, NpyFile> arrays = new LinkedHashMap<>();
    arrays.put("weights", NpyFile.of(new float[] {1, 2, 3, 4}, 2, 2));
    arrays.put("labels", NpyFile.of(new int[] {7}, 1));
    NpzFile.write(file, arrays);
    assertEquals(arrays, NpzFile.read(file));
    assertEquals(List.of("weights", "labels"), List.copyOf(NpzFile.read(file).keySet()));
    assertEquals(arrays.get("labels"), NpzFile.read(file, "labels"));
    assertEquals(
        file + ": unknown array 'label'; did you mean 'labels'?",
        assertThrows(IllegalArgumentException.class, () -> NpzFile.read(file, "label"))
            .getMessage());
    byte[] once = Files.readAllBytes(file);
    NpzFile.write(file, arrays);
    assertArrayEquals(once, Files.readAllBytes(file));
  }

  @Test
  void brokenArchivesAreExplained() throws IOException {
    Path file = directory.resolve("all.npz");
    NpzFile.write(file, Map.of());
    assertEquals(
        file + ": the archive has no array: no file in it ends in .npy",
        assertThrows(MalformedFileException.class, () -> NpzFile.read(file)).getMessage());
    Files.writeString(file, "no archive at all, but some text");
    String message =
        String.valueOf(
            assertThrows(MalformedFileException.class, () -> NpzFile.read(file)).getMessage());
    assertTrue(message.startsWith(file + ": expected an NPZ file, a zip archive ("), message);
  }

  private static String one(String descr, int count) {
    return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + count + ",), }";
  }

  private static byte[] file(int version, String header, int... data) {
    byte[] bytes = new byte[data.length];
    for (int i = 0; i < data.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return file(version, header, bytes);
  }

  private static byte[] file(int version, String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    int start = version == 1 ? 10 : 12;
    ByteBuffer file =
        ByteBuffer.allocate(start + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    return file.put(text).put(data).array();
  }

  private static NpyFile read(byte[] content) throws IOException {
    return NpyFile.read(new ByteArrayInputStream(content), "a.npy");
  }

  private static void assertProblem(String message, byte[] content) {
    assertEquals(
        message, assertThrows(MalformedFileException.class, () -> read(content)).getMessage());
  }
}
