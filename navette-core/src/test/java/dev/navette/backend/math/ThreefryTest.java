// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ThreefryTest {
  // Known answers of the reference implementation, kat_vectors: threefry2x32, 20 rounds.
  @Test
  void givesTheKnownAnswers() {
    assertEquals("6b200159 99ba4efe", words(Threefry.block(0, 0, 0, 0)));
    assertEquals("1cb996fc bb002be7", words(Threefry.block(-1, -1, -1, -1)));
    assertEquals(
        "c4923a9c 483df7a0", words(Threefry.block(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)));
  }

  private static String words(long block) {
    return String.format("%08x %08x", (int) block, (int) (block >>> 32));
  }

  @Test
  void theStreamTakesSixteenFirstWordsThenSixteenSecondWords() {
    for (long group : new long[] {0, 1, 77, 1L << 27, (1L << 59) - 1}) {
      for (int i = 0; i < 16; i++) {
        long counter = group * 16 + i;
        long block = Threefry.block(3, 4, (int) counter, (int) (counter >>> 32));
        assertEquals((int) block, Threefry.bits(3, 4, group * 32 + i));
        assertEquals((int) (block >>> 32), Threefry.bits(3, 4, group * 32 + 16 + i));
      }
    }
  }

  @Test
  void fillWritesTheStream() {
    int[] words = new int[40];
    Threefry.fill(3, 4, 29, words, 2, 35);
    for (int i = 0; i < words.length; i++) {
      assertEquals(i < 2 || i >= 37 ? 0 : Threefry.bits(3, 4, 27 + i), words[i]);
    }
  }

  @Test
  void derivedKeysDiffer() {
    Set<Long> keys = new HashSet<>();
    for (long key = 0; key < 100; key++) {
      for (long data = -50; data < 50; data++) {
        keys.add(Threefry.derive(key, data));
      }
    }
    assertEquals(10_000, keys.size());
    assertEquals(Threefry.derive(7, 8), Threefry.derive(7, 8));
  }

  @Test
  void derivedKeysAreNoWordsOfTheStream() {
    long key = 0x0123456789abcdefL;
    for (int i = 0; i < 16; i++) {
      long derived = Threefry.derive(key, i);
      assertTrue((int) derived != Threefry.bits((int) key, (int) (key >>> 32), i));
    }
  }

  @Test
  void uniformFillsTheUnitInterval() {
    assertEquals(0f, Threefry.uniform(0));
    assertEquals(0f, Threefry.uniform(0xff));
    assertEquals(1f - 0x1p-24f, Threefry.uniform(-1));
    double sum = 0.0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      sum += Threefry.uniform(Threefry.bits(11, 12, i));
    }
    assertEquals(0.5, sum / n, 0.004);
  }
}
