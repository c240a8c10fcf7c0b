// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.Arrays;

/// Sorts one line of elements at a time, in memory of its own.
///
/// Elements become integers of the same order ([SortKeys]). A few are inserted; many are sorted by
/// their bytes, from the lowest (a radix sort, stable); and when only the first few of many are
/// wanted, a heap of those is kept.
final class LineSorter {
  private static final int FEW = 48;

  /// Of how many elements one is wanted when a heap is worth it.
  private static final int SPARSE = 8;

  private final int length;
  private final int limit;
  private final SortKeys keys;
  private final boolean selects;
  private final long sign;
  private long[] key;
  private int[] index;
  private long[] otherKey;
  private int[] otherIndex;
  private final int[] counts;

  /// A sorter of lines of `length` elements of which the first `limit` are kept.
  LineSorter(int length, int limit, SortKeys keys) {
    this.length = length;
    this.limit = limit;
    this.keys = keys;
    this.selects = (long) limit * SPARSE <= length;
    this.sign = 1L << (8 * keys.bytes() - 1);
    int memory = selects ? limit : length;
    boolean radix = !selects && length > FEW;
    this.key = new long[memory];
    this.index = new int[memory];
    this.otherKey = new long[radix ? length : 0];
    this.otherIndex = new int[radix ? length : 0];
    this.counts = new int[radix ? 256 : 0];
  }

  /// Sorts the elements `start`, `start + step`, ... of `line`; [#index] then has the order.
  void sort(Object line, int start, int step) {
    if (selects) {
      select(line, start, step);
      return;
    }
    keys.read(line, start, step, key, length);
    for (int i = 0; i < length; i++) {
      index[i] = i;
    }
    if (length <= FEW) {
      insert();
    } else {
      radix();
    }
  }

  /// Which element of the line comes at `rank`, below the limit.
  int index(int rank) {
    return index[rank];
  }

  private void insert() {
    for (int i = 1; i < length; i++) {
      long k = key[i];
      int j = i;
      for (; j > 0 && key[j - 1] > k; j--) {
        key[j] = key[j - 1];
        index[j] = index[j - 1];
      }
      key[j] = k;
      index[j] = i;
    }
  }

  private void radix() {
    for (int shift = 0; shift < 8 * keys.bytes(); shift += 8) {
      Arrays.fill(counts, 0);
      for (int i = 0; i < length; i++) {
        counts[digit(key[i], shift)]++;
      }
      if (counts[digit(key[0], shift)] == length) {
        continue; // all equal in this byte
      }
      int before = 0;
      for (int d = 0; d < counts.length; d++) {
        int here = counts[d];
        counts[d] = before;
        before += here;
      }
      for (int i = 0; i < length; i++) {
        int to = counts[digit(key[i], shift)]++;
        otherKey[to] = key[i];
        otherIndex[to] = index[i];
      }
      long[] k = key;
      key = otherKey;
      otherKey = k;
      int[] x = index;
      index = otherIndex;
      otherIndex = x;
    }
  }

  /// A byte of a key; with the sign turned, that of the highest has the order of unsigned ones.
  private int digit(long key, int shift) {
    return (int) ((key ^ sign) >>> shift) & 0xFF;
  }

  // ---- the first few of many: a heap with the last of them on top

  private void select(Object line, int start, int step) {
    if (limit == 0) {
      return;
    }
    for (int i = 0; i < limit; i++) {
      key[i] = keys.at(line, start + i * step);
      index[i] = i;
    }
    for (int i = limit / 2 - 1; i >= 0; i--) {
      sink(i, limit);
    }
    for (int i = limit; i < length; i++) {
      long k = keys.at(line, start + i * step);
      // An equal element that comes later does not take the place.
      if (k < key[0]) {
        key[0] = k;
        index[0] = i;
        sink(0, limit);
      }
    }
    for (int end = limit - 1; end > 0; end--) {
      long k = key[0];
      int x = index[0];
      key[0] = key[end];
      index[0] = index[end];
      key[end] = k;
      index[end] = x;
      sink(0, end);
    }
  }

  private void sink(int root, int end) {
    long k = key[root];
    int x = index[root];
    int hole = root;
    for (int child = 2 * hole + 1; child < end; child = 2 * hole + 1) {
      if (child + 1 < end && isAfter(key[child + 1], index[child + 1], key[child], index[child])) {
        child++;
      }
      if (isAfter(k, x, key[child], index[child])) {
        break;
      }
      key[hole] = key[child];
      index[hole] = index[child];
      hole = child;
    }
    key[hole] = k;
    index[hole] = x;
  }

  private static boolean isAfter(long keyA, int indexA, long keyB, int indexB) {
    return keyA > keyB || keyA == keyB && indexA > indexB;
  }
}
