// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import java.util.Arrays;

/// UTF-8 that also has bytes for a surrogate that stands alone (three, as the formula of UTF-8
/// gives them), so that any Java string survives: S. Sapin, *The WTF-8 encoding*.
final class Wtf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Wtf8() {}

  static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  static byte[] encode(String text) {
    byte[] bytes = new byte[3 * text.length()];
    int at = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else {
        int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        bytes[at++] = (byte) (0xFF00 >> (more + 1) | c >> 6 * more);
        for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
          bytes[at++] = (byte) (0x80 | c >> shift & 0x3F);
        }
      }
    }
    return Arrays.copyOf(bytes, at);
  }

  /// The text of bytes; whatever is no character becomes U+FFFD, once for each longest beginning of
  /// one.
  static String decode(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length);
    int at = 0;
    while (at < length) {
      int first = bytes[at++] & 0xFF;
      int more =
          first < 0x80
              ? 0
              : first < 0xC2 ? -1 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : -1;
      if (more <= 0) {
        text.append(more < 0 ? REPLACEMENT : (char) first);
        continue;
      }
      int c = first & (0x3F >> more);
      int taken = 0;
      while (taken < more && at < length && follows(first, taken, bytes[at] & 0xFF)) {
        c = c << 6 | bytes[at++] & 0x3F;
        taken++;
      }
      if (taken == more) {
        text.appendCodePoint(c);
      } else {
        text.append(REPLACEMENT);
      }
    }
    return text.toString();
  }

  /// Whether a byte may follow: the first one after E0, F0 and F4 may not be just any, or the
  /// character had a shorter form or were none.
  private static boolean follows(int first, int position, int next) {
    int least = position > 0 ? 0x80 : first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = position == 0 && first == 0xF4 ? 0x8F : 0xBF;
    return next >= least && next <= most;
  }
}
