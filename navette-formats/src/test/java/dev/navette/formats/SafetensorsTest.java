// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path directory;

  @Test
  void roundTripsEveryType() throws IOException {
    Path file = directory.resolve("model.safetensors");
    Map<String, SafetensorsEntry> tensors = new LinkedHashMap<>();
    tensors.put("mask", SafetensorsEntry.ofBooleans(List.of(3L), true, false, true));
    tensors.put(
        "weight",
        SafetensorsEntry.ofFloats(
            List.of(2L, 2L), 1.5f, -0.0f, Float.NaN, Float.NEGATIVE_INFINITY));
    tensors.put("loss", SafetensorsEntry.ofDoubles(List.of(), Math.PI));
    tensors.put("index", SafetensorsEntry.ofLongs(List.of(2L), Long.MIN_VALUE, 7));
    tensors.put("step", SafetensorsEntry.ofInts(List.of(1L, 1L), -5));
    tensors.put("pixels", SafetensorsEntry.ofBytes(List.of(2L), (byte) 0, (byte) 255));
    tensors.put("empty", SafetensorsEntry.ofFloats(List.of(0L, 4L)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "navette");
    metadata.put("caf\u00e9", "\u00e9\"\\\n");
    Safetensors.write(file, tensors, metadata);

    SafetensorsFile read = Safetensors.read(file);
    assertEquals(tensors, read.tensors());
    assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.tensors().keySet()));
    assertEquals(metadata, read.metadata());
    assertEquals(metadata, Safetensors.readMetadata(file));
    assertArrayEquals(
        new float[] {1.5f, -0.0f, Float.NaN, Float.NEGATIVE_INFINITY},
        read.tensor("weight").toFloats());
    assertArrayEquals(new int[] {2, 2}, read.tensor("weight").dims());
    assertArrayEquals(new double[] {Math.PI}, read.tensor("loss").toDoubles());
    assertArrayEquals(new long[] {Long.MIN_VALUE, 7}, read.tensor("index").toLongs());
    assertArrayEquals(new int[] {-5}, read.tensor("step").toInts());
    assertArrayEquals(new int[] {0, 255}, read.tensor("pixels").toInts());
    assertArrayEquals(new int[] {1, 0, 1}, read.tensor("mask").toInts());
    assertEquals(0, read.tensor("empty").size());
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Path file = directory.resolve("model.safetensors");
    Safetensors.write(file, Map.of("w", SafetensorsEntry.ofFloats(List.of(1L), 1f)));
    String json = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    byte[] expected = file(json + " ".repeat((8 - json.length() % 8) % 8), 0, 0, 0x80, 0x3f);
    assertArrayEquals(expected, Files.readAllBytes(file));
  }

  @Test
  void everyTensorIsAlignedAndTheSameTensorsGiveTheSameBytes() throws IOException {
    Path file = directory.resolve("a");
    Map<String, SafetensorsEntry> tensors = new LinkedHashMap<>();
    tensors.put("odd", SafetensorsEntry.ofBytes(List.of(3L), (byte) 1, (byte) 2, (byte) 3));
    tensors.put("wide", SafetensorsEntry.ofDoubles(List.of(1L), 2.5));
    tensors.put("mid", SafetensorsEntry.ofFloats(List.of(1L), 3.5f));
    Safetensors.write(file, tensors);
    byte[] first = Files.readAllBytes(file);
    assertEquals(0, ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong(0) % 8);
    String json = new String(first, StandardCharsets.UTF_8);
    assertTrue(json.contains("\"wide\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}"));
    assertTrue(json.contains("\"mid\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}"));
    assertTrue(json.contains("\"odd\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[12,15]}"));
    Safetensors.write(file, tensors);
    assertArrayEquals(first, Files.readAllBytes(file));
    assertEquals(
        List.of("odd", "wide", "mid"), List.copyOf(Safetensors.read(file).tensors().keySet()));
  }

  @Test
  void halfPrecisionIsWidenedExactly() throws IOException {
    byte[] bytes =
        file(
            "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[4,6]}}",
            0x00,
            0x3e,
            0x01,
            0x80,
            0xc0,
            0x3f);
    SafetensorsFile read = read(bytes);
    assertArrayEquals(new float[] {1.5f, -0x1p-24f}, read.tensor("h").toFloats());
    assertArrayEquals(new double[] {1.5}, read.tensor("b").toDoubles());
  }

  @Test
  void anEmptyFileOfTensorsIsValid() throws IOException {
    Path file = directory.resolve("none");
    Safetensors.write(file, Map.of());
    assertEquals(0, Safetensors.read(file).tensors().size());
  }

  @Test
  void aFailedSaveKeepsTheOldFile() throws IOException {
    Path file = directory.resolve("model.safetensors");
    Safetensors.write(file, Map.of("w", SafetensorsEntry.ofFloats(List.of(1L), 1f)));
    byte[] old = Files.readAllBytes(file);
    SafetensorsEntry entry = SafetensorsEntry.ofFloats(List.of(1L), 2f);
    assertEquals(
        "a tensor cannot be called '__metadata__'",
        assertThrows(
                IllegalArgumentException.class,
                () -> Safetensors.write(file, Map.of("__metadata__", entry)))
            .getMessage());
    assertArrayEquals(old, Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = directory.resolve("model.safetensors");
    Safetensors.write(
        file,
        Map.of("w", SafetensorsEntry.ofFloats(List.of(3L), 1f, 2f, 3f)),
        Map.of("key", "value"));
    byte[] whole = Files.readAllBytes(file);
    int header = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    for (int length = 0; length < whole.length; length++) {
      String expected =
          length < 8
              ? "expected the length of the header in 8 bytes, the file has " + length
              : length < header
                  ? "the file is truncated: the header ends at byte "
                      + header
                      + ", the file has "
                      + length
                  : "the file is truncated: tensor 'w' ends at byte "
                      + whole.length
                      + ", the file has "
                      + length;
      assertEquals(": byte " + length + ": " + expected, failure(Arrays.copyOf(whole, length)));
    }
  }

  @Test
  void anAbsurdHeaderLengthIsRefused() {
    byte[] zip = "PK\u0003\u0004 and so on, an archive".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        ": byte 0: expected the length of the header, at most 100000000, found"
            + " 7236828441365138256: not a safetensors file",
        failure(zip));
    byte[] negative = new byte[16];
    Arrays.fill(negative, (byte) 0xff);
    assertEquals(
        ": byte 0: expected the length of the header, at most 100000000, found"
            + " 18446744073709551615: not a safetensors file",
        failure(negative));
    assertEquals(": byte 8: expected a JSON header that begins with '{'", failure(new byte[8]));
  }

  @Test
  void whatIsNotJsonIsRefusedWithItsPlace() {
    assertEquals(
        ": byte 8: expected a JSON header that begins with '{', found the byte 0x5b",
        failure(file("[]")));
    assertStartsWith(
        ": byte 2", "the header is not valid JSON: ", file("{\"w\": {\"dtype\" oops}}"));
    assertStartsWith(": byte ", "the header is not valid JSON: ", file("{\"w\":"));
    assertStartsWith(": byte ", "the header is not valid JSON: ", file("{} {}"));
    assertStartsWith(
        ": byte ",
        "the header is not valid JSON: Duplicate Object property \"w\"",
        file(
            "{\"w\":"
                + tensor("F32", "[0]", "[0,0]")
                + ",\"w\":"
                + tensor("F32", "[0]", "[0,0]")
                + "}"));
    assertStartsWith(
        ": byte ",
        "the header is not valid JSON: Duplicate Object property \"dtype\"",
        file("{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[0,0]}}"));
    assertStartsWith(
        ": byte ", "the header is not valid JSON: ", file("{" + "\"a\":[".repeat(3000)));
  }

  @Test
  void wrongEntriesAreRefused() {
    assertEntry("expected an object with dtype, shape and data_offsets, found 5", "5");
    assertEntry(
        "expected a known dtype, such as \"F32\", found \"F31\"", tensor("F31", "[]", "[0,4]"));
    assertEntry(
        "expected a known dtype, such as \"F32\", found nothing",
        "{\"shape\":[],\"data_offsets\":[0,4]}");
    assertEquals(
        ": tensor 'w': shape: expected a list of whole numbers from 0, found [-1]",
        failure(file("{\"w\":" + tensor("F32", "[-1]", "[0,4]") + "}")));
    for (String shape :
        List.of("[1.5]", "[1.0]", "\"1\"", "[\"1\"]", "[99999999999999999999]", "null")) {
      assertEquals(
          ": tensor 'w': shape: expected a list of whole numbers from 0, found " + shape,
          failure(file("{\"w\":" + tensor("F32", shape, "[0,4]") + "}")));
    }
    assertEquals(
        ": tensor 'w': data_offsets: expected a list of whole numbers from 0, found nothing",
        failure(file("{\"w\":{\"dtype\":\"F32\",\"shape\":[1]}}")));
    assertEntry(
        "expected data_offsets [begin, end] with begin <= end, found [4, 0]",
        tensor("F32", "[1]", "[4,0]"));
    assertEntry(
        "expected data_offsets [begin, end] with begin <= end, found [0]",
        tensor("F32", "[1]", "[0]"));
    assertEntry(
        "F32 [2, 3] needs 24 bytes, data_offsets [0, 20] give 20",
        tensor("F32", "[2,3]", "[0,20]"));
    assertEntry(
        "more than 2^63 bytes: [4294967296, 4294967296]",
        tensor("F32", "[4294967296,4294967296]", "[0,4]"));
    assertEntry(
        "4294967296 bytes; tensors of 2 GiB or more cannot be read",
        tensor("F32", "[1073741824]", "[0,4294967296]"));
    assertEquals(
        ": __metadata__ must be an object, found 1", failure(file("{\"__metadata__\":1}")));
    assertEquals(
        ": __metadata__.a must be a text, found 1", failure(file("{\"__metadata__\":{\"a\":1}}")));
  }

  @Test
  void gapsAndOverlapsAreRefused() {
    String a = "{\"a\":" + tensor("U8", "[4]", "[0,4]");
    String overlap = a + ",\"b\":" + tensor("U8", "[2]", "[3,5]") + "}";
    int start = 8 + overlap.length();
    assertEquals(
        ": byte "
            + (start + 3)
            + ": tensor 'b' overlaps tensor 'a'; expected it to begin at byte "
            + (start + 4),
        failure(file(overlap, 1, 2, 3, 4, 5)));
    String gap = a + ",\"b\":" + tensor("U8", "[2]", "[5,7]") + "}";
    assertEquals(
        ": byte "
            + (start + 5)
            + ": there is a gap between tensor 'a' and tensor 'b'; expected it to begin at byte "
            + (start + 4),
        failure(file(gap, 1, 2, 3, 4, 5, 6, 7)));
    String late = "{\"b\":" + tensor("U8", "[2]", "[1,3]") + "}";
    assertEquals(
        ": byte "
            + (9 + late.length())
            + ": there is a gap between the header and tensor 'b'; expected it to begin at byte "
            + (8 + late.length()),
        failure(file(late, 1, 2, 3)));
    String all = a + "}";
    assertEquals(
        ": byte "
            + (12 + all.length())
            + ": expected the end of the file after tensor 'a', found 2 more bytes",
        failure(file(all, 1, 2, 3, 4, 5, 6)));
  }

  @Test
  void damagedBytesNeverEscapeAsAnotherException() throws IOException {
    Path file = directory.resolve("model.safetensors");
    Safetensors.write(
        file,
        Map.of("w", SafetensorsEntry.ofFloats(List.of(3L), 1f, 2f, 3f)),
        Map.of("key", "value"));
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int i = 0; i < whole.length - 12; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) (1 << bit);
        try {
          // A name or a text may have changed: that cannot be noticed.
          assertEquals(1, read(damaged).tensors().size());
        } catch (dev.navette.data.MalformedFileException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 400, "refused " + refused);
  }

  @Test
  void wrongUseIsExplained() throws IOException {
    assertProblem(
        "F32 [2] needs 8 bytes, the data has 4", () -> SafetensorsEntry.ofFloats(List.of(2L), 1f));
    assertProblem(
        "a dimension is negative: [-1]", () -> SafetensorsEntry.ofFloats(List.of(-1L), 1f));
    SafetensorsEntry floats = SafetensorsEntry.ofFloats(List.of(1L), 1f);
    assertEquals(
        "toLongs: the tensor is F32",
        assertThrows(IllegalStateException.class, floats::toLongs).getMessage());
    SafetensorsFile file = new SafetensorsFile(Map.of("conv1.weight", floats), Map.of());
    assertProblem(
        "unknown tensor 'conv1.wieght'; did you mean 'conv1.weight'?",
        () -> file.tensor("conv1.wieght"));
    Path missing = directory.resolve("none");
    assertEquals(
        missing + ": the file does not exist",
        assertThrows(NoSuchFileException.class, () -> Safetensors.read(missing)).getMessage());
    assertEquals(
        directory + ": is a directory; name a file in it",
        assertThrows(IOException.class, () -> Safetensors.read(directory)).getMessage());
  }

  private static String tensor(String dtype, String shape, String offsets) {
    return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
  }

  private void assertEntry(String expected, String entry) {
    assertEquals(": tensor 'w': " + expected, failure(file("{\"w\":" + entry + "}")));
  }

  private void assertStartsWith(String place, String problem, byte[] bytes) {
    String message = failure(bytes);
    assertTrue(message.startsWith(place) && message.contains(problem), message);
  }

  private static void assertProblem(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static byte[] file(String json, int... data) {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
    for (int value : data) {
      bytes.put((byte) value);
    }
    return bytes.array();
  }

  private SafetensorsFile read(byte[] bytes) throws IOException {
    Path file = directory.resolve("damaged");
    Files.write(file, bytes);
    return Safetensors.read(file);
  }

  // The message without the name of the file.
  private String failure(byte[] bytes) {
    String message =
        String.valueOf(
            assertThrows(dev.navette.data.MalformedFileException.class, () -> read(bytes))
                .getMessage());
    String name = directory.resolve("damaged").toString();
    assertTrue(message.startsWith(name), message);
    return message.substring(name.length());
  }

  @Test
  void halvesAreTakenAndGivenAsBits() {
    SafetensorsEntry entry =
        SafetensorsEntry.ofHalves("BF16", List.of(2L), (short) 0x3F80, (short) 0xC000);
    assertArrayEquals(new short[] {0x3F80, (short) 0xC000}, entry.toBits());
    assertArrayEquals(new float[] {1, -2}, entry.toFloats());
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> SafetensorsEntry.ofFloats(List.of(1L), 1f).toBits());
    assertEquals("toBits: the tensor is F32", e.getMessage());
  }
}
