// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.signal;

import dev.navette.data.AtomicFile;
import dev.navette.data.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// WAV files (RIFF): whole numbers of 8, 16, 24 or 32 bits, or floating point of 32 bits; several
/// channels become their mean.
public final class WavFile {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int HEADER = 12;
  private static final int FORMAT_BYTES = 16;

  private WavFile() {}

  private record Format(int encoding, int channels, int rate, int bits) {
    int bytes() {
      return bits / 8;
    }
  }

  /// Reads a file.
  ///
  /// @throws MalformedFileException if it is no WAV file, or of another kind, or cut off
  /// @throws IOException if it cannot be read
  public static Sound read(Path file) throws IOException {
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /// Reads the content of a file. A data chunk whose length was left open, as programs write it
  /// into a pipe, goes to the end.
  ///
  /// @param source what messages call it
  /// @throws MalformedFileException as [#read]
  public static Sound parse(String source, byte[] content) throws MalformedFileException {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER
        || !tag(content, 0).equals("RIFF")
        || !tag(content, 8).equals("WAVE")) {
      throw MalformedFileException.at(source, 0, "expected a WAV file, which begins with RIFF");
    }
    Format format = new Format(0, 0, 0, 0);
    int at = HEADER;
    while (at + 8 <= content.length) {
      String name = tag(content, at);
      long length = bytes.getInt(at + 4) & 0xFFFFFFFFL;
      int from = at + 8;
      boolean open = name.equals("data") && length >= 0x7FFFF000L;
      if (!open && from + length > content.length) {
        throw MalformedFileException.at(
            source,
            content.length,
            "the file is truncated: the chunk '"
                + name
                + "' has "
                + length
                + " bytes, of which "
                + (content.length - from)
                + " are there");
      }
      if (name.equals("fmt ") && length >= FORMAT_BYTES) {
        format = format(source, bytes, from, (int) length);
      } else if (name.equals("data")) {
        if (format.rate == 0) {
          throw MalformedFileException.at(source, at, "expected a chunk 'fmt ' before the data");
        }
        return sound(bytes, from, open ? content.length - from : (int) length, format);
      }
      at = (int) Math.min(content.length, from + length + length % 2);
    }
    throw MalformedFileException.at(
        source, content.length, "expected a chunk 'data', found the end of the file");
  }

  private static String tag(byte[] content, int at) {
    return new String(content, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static Format format(String source, ByteBuffer bytes, int at, int length)
      throws MalformedFileException {
    int encoding = bytes.getShort(at) & 0xFFFF;
    if (encoding == EXTENSIBLE && length >= 26) {
      encoding = bytes.getShort(at + 24) & 0xFFFF;
    }
    Format format =
        new Format(encoding, bytes.getShort(at + 2), bytes.getInt(at + 4), bytes.getShort(at + 14));
    boolean known =
        switch (encoding) {
          case PCM -> format.bits % 8 == 0 && format.bits >= 8 && format.bits <= 32;
          case FLOAT -> format.bits == 32;
          default -> false;
        };
    if (!known || format.channels < 1 || format.rate < 1) {
      throw MalformedFileException.at(
          source,
          at,
          "expected whole numbers of 8 to 32 bits or floating point of 32, found encoding "
              + encoding
              + ", "
              + format.bits
              + " bits, "
              + format.channels
              + " channels, "
              + format.rate
              + " samples a second; convert the file to 16 bits");
    }
    return format;
  }

  private static Sound sound(ByteBuffer bytes, int from, int length, Format format) {
    int frame = format.bytes() * format.channels;
    float[] samples = new float[length / frame];
    for (int i = 0; i < samples.length; i++) {
      double sum = 0;
      for (int c = 0; c < format.channels; c++) {
        sum += sample(bytes, from + i * frame + c * format.bytes(), format);
      }
      samples[i] = (float) (sum / format.channels);
    }
    return new Sound(samples, format.rate);
  }

  private static double sample(ByteBuffer bytes, int at, Format format) {
    if (format.encoding == FLOAT) {
      return bytes.getFloat(at);
    }
    return switch (format.bits) {
      // Only bytes have no sign.
      case 8 -> ((bytes.get(at) & 0xFF) - 128) / 128.0;
      case 16 -> bytes.getShort(at) / 32768.0;
      case 24 -> ((bytes.getShort(at) & 0xFFFF) | bytes.get(at + 2) << 16) / 8388608.0;
      default -> bytes.getInt(at) / 2147483648.0;
    };
  }

  /// Writes a file of 16 bits; samples beyond -1 and 1 are cut off there.
  ///
  /// @throws IOException if it cannot be written
  public static void write(Sound sound, Path file) throws IOException {
    int data = 2 * sound.samples().length;
    ByteBuffer bytes = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(36 + data);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1)).putInt(FORMAT_BYTES);
    bytes.putShort((short) PCM).putShort((short) 1);
    bytes.putInt(sound.rate()).putInt(2 * sound.rate()).putShort((short) 2).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(data);
    for (float sample : sound.samples()) {
      bytes.putShort((short) Math.clamp(Math.round(sample * 32768.0), -32768, 32767));
    }
    AtomicFile.writeBytes(file, bytes.array());
  }
}
