// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.navette.backend.math.Threefry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomWordsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void everyWidthWritesTheSameWords(int bits) {
    RandomWords words = RandomWords.of(bits);
    for (long index : new long[] {0, 5, 31, 32, (1L << 33) - 40, (1L << 62) + 7}) {
      for (int n : new int[] {0, 1, 31, 32, 33, 100, bits == 512 ? 64 : 5000}) {
        int[] expected = new int[n + 6];
        int[] actual = new int[n + 6];
        Threefry.fill(0x1234567, -89, index, expected, 3, n);
        words.fill(0x1234567, -89, index, actual, 3, n);
        assertArrayEquals(expected, actual, () -> n + " words from number " + index);
      }
    }
  }
}
