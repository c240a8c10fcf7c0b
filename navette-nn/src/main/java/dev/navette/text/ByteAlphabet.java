// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import java.util.ArrayList;
import java.util.List;

/// A visible character for each byte, as GPT-2 spells its tokens: bytes that are visible characters
/// of Latin 1 stand for themselves, the others follow from U+0100 on in the order of their values.
final class ByteAlphabet {
  private static final char[] SPELLED = new char[256];
  private static final short[] MEANT = new short[512];

  static {
    java.util.Arrays.fill(MEANT, (short) -1);
    int next = 256;
    for (int b = 0; b < 256; b++) {
      SPELLED[b] = (char) (isVisible(b) ? b : next++);
      MEANT[SPELLED[b]] = (short) b;
    }
  }

  private ByteAlphabet() {}

  private static boolean isVisible(int b) {
    return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE && b <= 0xFF;
  }

  static char spelled(byte b) {
    return SPELLED[b & 0xFF];
  }

  /// The byte that a character stands for, or -1.
  static int meant(char c) {
    return c < MEANT.length ? MEANT[c] : -1;
  }

  /// The 256 letters in the order of their characters, as GPT-2 numbers them.
  static List<String> letters() {
    List<String> letters = new ArrayList<>();
    for (char c = 0; c < MEANT.length; c++) {
      if (MEANT[c] >= 0) {
        letters.add(String.valueOf(c));
      }
    }
    return letters;
  }
}
