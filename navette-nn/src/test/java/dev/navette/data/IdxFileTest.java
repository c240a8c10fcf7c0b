// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"images-idx3-ubyte", "images-idx3-ubyte.gz"})
  void roundTrips(String name) throws IOException {
    Path file = directory.resolve(name);
    byte[] pixels = new byte[2 * 3 * 4];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 11);
    }
    IdxFile.ofBytes(new int[] {2, 3, 4}, pixels).write(file);
    IdxFile read = IdxFile.read(file);
    assertEquals(IdxFile.ElementType.U8, read.type());
    assertArrayEquals(new int[] {2, 3, 4}, read.dims());
    assertArrayEquals(pixels, read.bytes());
    assertEquals(24, read.size());
    assertEquals(23 * 11, read.get(23));
    assertEquals(253f / 255f, read.toFloats(255)[23]);
    assertEquals(253, read.toInts()[23]);
  }

  @Test
  void theHeaderIsThePublishedOne() throws IOException {
    Path file = directory.resolve("x");
    IdxFile.ofBytes(new int[] {1, 2}, new byte[] {7, (byte) 200}).write(file);
    assertEquals(
        "00 00 08 02 00 00 00 01 00 00 00 02 07 c8",
        HexFormat.ofDelimiter(" ").formatHex(Files.readAllBytes(file)));
  }

  @Test
  void theContentDecidesWhetherItIsPacked() throws IOException {
    Path packed = directory.resolve("x.gz");
    IdxFile.ofBytes(new int[] {2}, new byte[] {1, 2}).write(packed);
    Path renamed = directory.resolve("renamed");
    Files.copy(packed, renamed);
    assertEquals(2, IdxFile.read(renamed).size());
    Path plain = directory.resolve("plain");
    IdxFile.ofBytes(new int[] {2}, new byte[] {1, 2}).write(plain);
    Path misnamed = directory.resolve("plain.gz");
    Files.copy(plain, misnamed);
    assertEquals(2, IdxFile.read(misnamed).size());
  }

  @Test
  void readsTheOtherTypes() throws IOException {
    assertArrayEquals(new float[] {-1, 127}, read("00000901 00000002 ff7f").toFloats(1));
    assertArrayEquals(new int[] {-2, 256}, read("00000b01 00000002 fffe 0100").toInts());
    assertArrayEquals(
        new int[] {-2, 1 << 30}, read("00000c01 00000002 fffffffe 40000000").toInts());
    assertArrayEquals(
        new float[] {1, -2.5f}, read("00000d01 00000002 3f800000 c0200000").toFloats(1));
    IdxFile doubles = read("00000e01 00000001 3ff8000000000000");
    assertEquals(1.5, doubles.get(0));
    IllegalStateException e = assertThrows(IllegalStateException.class, doubles::toInts);
    assertEquals("toInts: the elements are F64; use toFloats(1)", e.getMessage());
  }

  @Test
  void anEmptyDimensionIsFine() throws IOException {
    assertEquals(0, read("00000803 00000000 0000001c 0000001c").size());
  }

  @Test
  void everyTruncationIsReportedWithItsPlace() throws IOException {
    byte[] whole = HexFormat.of().parseHex("00000802" + "00000002" + "00000003" + "010203040506");
    String magic =
        "x: byte 0: expected an IDX magic of 4 bytes (00 00, a type such as 08, the number of"
            + " dimensions), found ";
    for (int length = 0; length < whole.length; length++) {
      String expected =
          switch (length) {
            case 0 -> magic + "an empty file";
            case 1, 2, 3 ->
                magic + "only " + HexFormat.ofDelimiter(" ").formatHex(whole, 0, length);
            case 4, 5, 6, 7, 8, 9, 10, 11 ->
                "x: byte "
                    + length
                    + ": the file ends in its header: expected the sizes of 2 dimensions";
            default ->
                "x: byte "
                    + length
                    + ": the file is truncated: [2, 3] of U8 need 6 bytes from byte 12, found "
                    + (length - 12);
          };
      assertEquals(expected, failure(Arrays.copyOf(whole, length)), "length " + length);
    }
  }

  @Test
  void bytesTooManyAreReported() {
    assertEquals(
        "x: byte 10: expected the end of the file after [2], found more bytes",
        failure(HexFormat.of().parseHex("0000080100000002" + "010203")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01000801", "00010801", "00000701", "00000a01", "00000800", "00000809"})
  void aWrongMagicIsShown(String hex) {
    String found = HexFormat.ofDelimiter(" ").formatHex(HexFormat.of().parseHex(hex));
    assertEquals(
        "x: byte 0: expected an IDX magic of 4 bytes (00 00, a type such as 08, the number of"
            + " dimensions), found "
            + found,
        failure(HexFormat.of().parseHex(hex + "0000000101")));
  }

  @Test
  void commonMistakesAreRecognised() {
    String start =
        "x: byte 0: expected an IDX magic of 4 bytes (00 00, a type such as 08, the number of"
            + " dimensions), found ";
    assertEquals(
        start + "3c 21 44 4f (a web page, it seems: the download went wrong)",
        failure("<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        start + "89 50 4e 47 (a PNG image)", failure(HexFormat.of().parseHex("89504e470d0a1a0a")));
    assertEquals(
        start + "50 4b 03 04 (a zip archive: unpack it first)",
        failure(HexFormat.of().parseHex("504b030400")));
  }

  @Test
  void anAbsurdSizeIsRefusedBeforeAnythingIsAllocated() {
    assertEquals(
        "x: byte 8: dimension 1 is 65536: too large; at most 2 GiB of elements can be read",
        failure(HexFormat.of().parseHex("00000802" + "00010000" + "00010000")));
    assertEquals(
        "x: byte 4: dimension 0 is 4294967295: too large; at most 2 GiB of elements can be read",
        failure(HexFormat.of().parseHex("00000801" + "ffffffff")));
    // Large, but allowed: the missing data is what is wrong.
    assertEquals(
        "x: byte 9: the file is truncated: [2000000000] of U8 need 2000000000 bytes from byte 8,"
            + " found 1",
        failure(HexFormat.of().parseHex("00000801" + "77359400" + "01")));
  }

  @Test
  void aTruncatedOrDamagedGzipFileIsReported() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(ByteBuffer.allocate(8).putInt(0x801).putInt(1000).array());
      byte[] noise = new byte[1000];
      SplitMix random = new SplitMix(1);
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (byte) random.next();
      }
      out.write(noise);
    }
    byte[] whole = bytes.toByteArray();
    for (int length : new int[] {2, 9, 10, 100, 500, whole.length - 8, whole.length - 1}) {
      assertEquals(
          "x: the gzip file is truncated; copy or download it again",
          failure(Arrays.copyOf(whole, length)),
          "length " + length);
    }
    whole[whole.length - 6] ^= 1; // in the checksum
    String message = failure(whole);
    assertEquals("x: the gzip file is damaged (", message.substring(0, 29));
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = directory.resolve("train-images-idx3-ubyte");
    NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> IdxFile.read(file));
    assertEquals(file + ": the file does not exist", e.getMessage());
    IOException d = assertThrows(IOException.class, () -> IdxFile.read(directory));
    assertEquals(directory + ": is a directory; name a file in it", d.getMessage());
  }

  @Test
  void dimensionsThatDoNotFitAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> IdxFile.ofBytes(new int[] {2, 2}, new byte[5]));
    assertEquals("IdxFile.ofBytes: dims [2, 2] do not describe 5 elements", e.getMessage());
  }

  private static IdxFile read(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return IdxFile.read(new ByteArrayInputStream(bytes), "x");
  }

  private static String failure(byte[] bytes) {
    MalformedFileException e =
        assertThrows(
            MalformedFileException.class, () -> IdxFile.read(new ByteArrayInputStream(bytes), "x"));
    return String.valueOf(e.getMessage());
  }
}
