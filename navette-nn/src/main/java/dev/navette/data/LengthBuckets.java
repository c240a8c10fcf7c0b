// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The order of [Sampler#byLength].
record LengthBuckets(int[] lengths, int batch) implements Sampler {
  private static final int BATCHES_IN_POOL = 50;

  LengthBuckets {
    if (batch < 1) {
      throw new IllegalArgumentException("byLength: a batch of " + batch + "; use 1 or more");
    }
  }

  @Override
  public int[] order(int size, Rng rng) {
    if (size != lengths.length) {
      throw new IllegalArgumentException(
          "byLength: " + lengths.length + " lengths for " + size + " examples; give one for each");
    }
    int[] shuffled = rng.permutation(size);
    // A stable sort: examples of one length stay in random order.
    List<Integer> sorted = new ArrayList<>(size);
    int pool = (int) Math.min(Integer.MAX_VALUE, (long) BATCHES_IN_POOL * batch);
    for (int from = 0; from < size; from += pool) {
      Arrays.stream(shuffled, from, Math.min(size, from + pool))
          .boxed()
          .sorted(Comparator.comparingInt(i -> lengths[i]))
          .forEach(sorted::add);
    }
    int full = size / batch;
    int[] batches = rng.permutation(full);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int from = i / batch < full ? batches[i / batch] : full;
      order[i] = sorted.get(from * batch + i % batch);
    }
    return order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LengthBuckets that
        && Arrays.equals(lengths, that.lengths)
        && batch == that.batch;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lengths);
  }

  @Override
  public String toString() {
    return "LengthBuckets[" + lengths.length + " lengths, batches of " + batch + "]";
  }
}
