// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// A map from tensor ids to numbers from 0 up, emptied in no time and never shrinking.
final class IdMap {
  /// 2^64 divided by the golden ratio: ids of one recording follow each other, and unscattered an
  /// older one would search through all.
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  /// Pairs of an id, and in one word the round that put it there and its number.
  private long[] table = new long[2 * 256];

  private int round = 1;
  private int size;

  void clear() {
    size = 0;
    round++;
    if (round < 0) {
      table = new long[table.length];
      round = 1;
    }
  }

  /// How many ids there are.
  int size() {
    return size;
  }

  /// The number of `id`, or -1.
  int get(long id) {
    int i = index(id);
    return isFilled(i) ? (int) table[i + 1] : -1;
  }

  /// Puts `id`, which is not there yet.
  void put(long id, int number) {
    if (4 * ++size > table.length) {
      grow();
    }
    set(index(id), id, number);
  }

  /// The id of each number, where these are those from 0 to [#size()].
  long[] ids() {
    long[] ids = new long[size];
    for (int i = 0; i < table.length; i += 2) {
      if (isFilled(i)) {
        ids[(int) table[i + 1]] = table[i];
      }
    }
    return ids;
  }

  private boolean isFilled(int i) {
    return table[i + 1] >>> Integer.SIZE == round;
  }

  private void set(int i, long id, int number) {
    table[i] = id;
    table[i + 1] = (long) round << Integer.SIZE | number;
  }

  /// Where `id` is, or the free place where it belongs.
  private int index(long id) {
    int mask = table.length - 1;
    int i = 2 * (int) (id * SCATTER >>> Integer.SIZE) & mask;
    while (isFilled(i) && table[i] != id) {
      i = i + 2 & mask;
    }
    return i;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] >>> Integer.SIZE == round) {
        set(index(old[i]), old[i], (int) old[i + 1]);
      }
    }
  }
}
