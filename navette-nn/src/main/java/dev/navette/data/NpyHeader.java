// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The header of an NPY file: magic, version, length, and a Python dictionary such as `{'descr':
/// '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
///
/// @param type the type of the elements
/// @param bigEndian whether their bytes come the highest first
/// @param fortran whether the first dimension is the fastest
/// @param dims the sizes of the dimensions
/// @param start the byte after the header
record NpyHeader(
    NpyFile.ElementType type, boolean bigEndian, boolean fortran, List<Integer> dims, long start) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int LONGEST = 1 << 20;

  static NpyHeader read(InputStream in, String name) throws IOException {
    byte[] begin = in.readNBytes(8);
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= begin.length || begin[i] != MAGIC[i]) {
        throw MalformedFileException.at(
            name,
            0,
            "expected an NPY file, which begins with "
                + HexFormat.ofDelimiter(" ").formatHex(MAGIC)
                + " (\\x93NUMPY), found "
                + (begin.length == 0
                    ? "an empty file"
                    : HexFormat.ofDelimiter(" ")
                        .formatHex(begin, 0, Math.min(begin.length, MAGIC.length))));
      }
    }
    int version = begin.length < 8 ? -1 : begin[6];
    if (version < 1 || version > 3) {
      throw MalformedFileException.at(
          name,
          6,
          version < 0
              ? "the file ends before its version"
              : "expected version 1, 2 or 3 of the format, found " + version);
    }
    int lengthBytes = version == 1 ? 2 : 4;
    byte[] lengthField = in.readNBytes(lengthBytes);
    long length = 0;
    for (int i = lengthField.length - 1; i >= 0; i--) {
      length = length << 8 | lengthField[i] & 0xFF;
    }
    if (lengthField.length < lengthBytes || length > LONGEST) {
      throw MalformedFileException.at(
          name,
          8,
          lengthField.length < lengthBytes
              ? "the file ends before the length of its header"
              : "the header is " + length + " bytes long, more than " + LONGEST);
    }
    int at = 8 + lengthBytes;
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw MalformedFileException.at(
          name,
          at + text.length,
          "the file ends in its header of " + length + " bytes, which begins at byte " + at);
    }
    return new Parser(name, at, new String(text, StandardCharsets.ISO_8859_1)).header();
  }

  /// The bytes of a version 1 header for little-endian elements in C order, padded so that the
  /// elements begin at a multiple of 64.
  static byte[] write(NpyFile.ElementType type, int[] dims) {
    String shape =
        IntStream.of(dims).mapToObj(Integer::toString).collect(Collectors.joining(", "))
            + (dims.length == 1 ? "," : "");
    String dictionary =
        "{'descr': '"
            + (type.size() == 1 ? "|" : "<")
            + type.code()
            + "', 'fortran_order': False, 'shape': ("
            + shape
            + "), }";
    int before = MAGIC.length + 4;
    int total = Math.ceilDiv(before + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT;
    int length = total - before;
    byte[] header = new byte[total];
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    header[6] = 1;
    header[8] = (byte) length;
    header[9] = (byte) (length >> 8);
    byte[] text = dictionary.getBytes(StandardCharsets.ISO_8859_1);
    java.util.Arrays.fill(header, before + text.length, total - 1, (byte) ' ');
    System.arraycopy(text, 0, header, before, text.length);
    header[total - 1] = '\n';
    return header;
  }

  /// Reads the few forms of Python that a header is made of.
  private static final class Parser {
    private final String name;
    private final int base;
    private final String text;
    private int at;

    Parser(String name, int base, String text) {
      this.name = name;
      this.base = base;
      this.text = text;
    }

    NpyHeader header() throws MalformedFileException {
      String descr = "";
      int descrAt = 0;
      int found = 0;
      boolean fortran = false;
      List<Integer> dims = List.of();
      expect('{');
      while (!next('}')) {
        int keyAt = at;
        String key = string();
        expect(':');
        skipSpace();
        switch (key) {
          case "descr" -> {
            descrAt = at;
            descr = next('[') ? "[" : string();
            if (descr.equals("[")) {
              throw unsupported(descrAt, "a record of several fields");
            }
            found |= 1;
          }
          case "fortran_order" -> {
            fortran = bool();
            found |= 2;
          }
          case "shape" -> {
            dims = shape();
            found |= 4;
          }
          default -> throw wrong(keyAt, "expected descr, fortran_order or shape, found " + key);
        }
        if (!next(',')) {
          expect('}');
          break;
        }
      }
      if (found != 7) {
        throw wrong(0, "the header lacks one of descr, fortran_order and shape: " + text.strip());
      }
      String code = descr.substring(Math.min(1, descr.length()));
      NpyFile.ElementType type = NpyFile.ElementType.of(code);
      if (type == null || "<>|=".indexOf(descr.charAt(0)) < 0) {
        throw unsupported(descrAt, "elements of type '" + descr + "'");
      }
      return new NpyHeader(
          type, descr.charAt(0) == '>', fortran, dims, (long) base + text.length());
    }

    private List<Integer> shape() throws MalformedFileException {
      List<Integer> dims = new ArrayList<>();
      expect('(');
      while (!next(')')) {
        skipSpace();
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
          at++;
        }
        if (begin == at || at - begin > 10) {
          throw wrong(begin, "expected the size of a dimension, found '" + rest(begin) + "'");
        }
        long size = Long.parseLong(text.substring(begin, at));
        if (size > Integer.MAX_VALUE) {
          throw wrong(begin, "dimension " + dims.size() + " is " + size + ": too large");
        }
        next('L'); // Python 2 wrote 3L
        dims.add((int) size);
        if (!next(',')) {
          expect(')');
          break;
        }
      }
      return dims;
    }

    private boolean bool() throws MalformedFileException {
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw wrong(at, "expected True or False, found '" + rest(at) + "'");
    }

    private String string() throws MalformedFileException {
      skipSpace();
      char quote = at < text.length() ? text.charAt(at) : ' ';
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end <= at + 1) {
        throw wrong(at, "expected a quoted name, found '" + rest(at) + "'");
      }
      String content = text.substring(at + 1, end);
      at = end + 1;
      return content;
    }

    private void expect(char wanted) throws MalformedFileException {
      if (!next(wanted)) {
        throw wrong(at, "expected '" + wanted + "', found '" + rest(at) + "'");
      }
    }

    private boolean next(char wanted) {
      skipSpace();
      boolean there = at < text.length() && text.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    private void skipSpace() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private String rest(int from) {
      return text.substring(from, Math.min(text.length(), from + 12)).strip();
    }

    private MalformedFileException unsupported(int place, String what) {
      return wrong(
          place,
          what
              + " cannot be read; known: "
              + NpyFile.ElementType.codes()
              + ". Save a plain array of numbers, such as array.astype('float32')");
    }

    private MalformedFileException wrong(int place, String problem) {
      return MalformedFileException.at(name, (long) base + place, problem);
    }
  }
}
