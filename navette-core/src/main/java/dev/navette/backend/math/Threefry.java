// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

/// The counter-based random generator Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw,
/// Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011).
///
/// A block turns a 64-bit key and a 64-bit counter into two words. The stream of a key is made of
/// groups of 32 words: first the first words of 16 consecutive blocks, then their second words. So
/// word `i` is word `(i >>> 4) & 1` of block `(i >>> 5) << 4 | (i & 15)`: a vector of up to 16
/// lanes holds words of one kind only, and code that writes whole groups uses both words of each
/// block without shuffling lanes.
public final class Threefry {
  private Threefry() {}

  /// How many words a group of the stream has.
  public static final int GROUP = 32;

  /// The constant that completes the key schedule.
  public static final int PARITY = 0x1bd11bda;

  // Separates derived keys from the words of the stream of the same key.
  private static final int DERIVE_0 = 0x6e617665;
  private static final int DERIVE_1 = 0x74746500;

  /// One block.
  ///
  /// @return the first word in the low half, the second in the high half
  public static long block(int key0, int key1, int counter0, int counter1) {
    int key2 = PARITY ^ key0 ^ key1;
    int x0 = counter0 + key0;
    int x1 = counter1 + key1;
    for (int group = 1; group <= 5; group++) {
      boolean odd = (group & 1) != 0;
      x0 += x1;
      x1 = Integer.rotateLeft(x1, odd ? 13 : 17) ^ x0;
      x0 += x1;
      x1 = Integer.rotateLeft(x1, odd ? 15 : 29) ^ x0;
      x0 += x1;
      x1 = Integer.rotateLeft(x1, odd ? 26 : 16) ^ x0;
      x0 += x1;
      x1 = Integer.rotateLeft(x1, odd ? 6 : 24) ^ x0;
      x0 += keyWord(group % 3, key0, key1, key2);
      x1 += keyWord((group + 1) % 3, key0, key1, key2) + group;
    }
    return ((long) x1 << 32) | (x0 & 0xffffffffL);
  }

  private static int keyWord(int i, int key0, int key1, int key2) {
    return i == 0 ? key0 : i == 1 ? key1 : key2;
  }

  /// Word number `index` of the stream of a key; every index is valid, negative ones count on from
  /// 2^63 - 1.
  public static int bits(int key0, int key1, long index) {
    long counter = ((index >>> 5) << 4) | (index & 15);
    long block = block(key0, key1, (int) counter, (int) (counter >>> 32));
    return (int) (block >>> (((int) index & 16) << 1));
  }

  /// Writes the `n` words from number `index` on to `words[at], ...`.
  public static void fill(int key0, int key1, long index, int[] words, int at, int n) {
    for (int i = 0; i < n; i++) {
      words[at + i] = bits(key0, key1, index + i);
    }
  }

  /// Another key: the same for the same key and data, unrelated for any other. Chains of calls name
  /// streams: `derive(derive(seed, layer), step)`.
  ///
  /// @param key the first key word in the low half, the second in the high half; so is the result
  /// @param data what the new key stands for
  public static long derive(long key, long data) {
    return block(
        (int) key ^ DERIVE_0, (int) (key >>> 32) ^ DERIVE_1, (int) data, (int) (data >>> 32));
  }

  /// A uniform float in [0, 1) from a random word: its high 24 bits times 2^-24.
  public static float uniform(int bits) {
    return (bits >>> 8) * 0x1p-24f;
  }
}
