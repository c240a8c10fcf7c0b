// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads a whole text in UTF-8 and says where it is not one.
final class TextSource {
  private static final int MOST_BYTES = 1 << 30;

  private TextSource() {}

  static String read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new MalformedFileException(
          name, "larger than 1 GiB; a table is held in memory as a whole: divide it");
    }
    if (bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE) {
      throw new MalformedFileException(
          name + ":1:1", "expected text in UTF-8, found UTF-16; save it as 'CSV UTF-8'");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(input, output, true);
    if (result.isError()) {
      throw new MalformedFileException(
          place(name, bytes, input.position()),
          "expected text in UTF-8, found the byte 0x"
              + Integer.toHexString(bytes[input.position()] & 0xFF)
              + "; save the file as 'CSV UTF-8'");
    }
    String text = output.flip().toString();
    int zero = text.indexOf('\0');
    if (zero >= 0) {
      int before = text.substring(0, zero).getBytes(StandardCharsets.UTF_8).length;
      throw new MalformedFileException(
          place(name, bytes, before), "expected text, found a zero byte: a binary file?");
    }
    // A byte order mark is no part of the first column's name.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String place(String name, byte[] bytes, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    String before = new String(bytes, lineStart, offset - lineStart, StandardCharsets.UTF_8);
    return name + ":" + line + ":" + (before.length() + 1);
  }
}
