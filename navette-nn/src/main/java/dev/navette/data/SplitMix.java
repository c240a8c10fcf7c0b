// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

/// SplitMix64: the generator behind shuffles and folds. It is written out here, because a split
/// must stay the same on every Java version and machine.
///
/// G. L. Steele, D. Lea, C. H. Flood, *Fast Splittable Pseudorandom Number Generators*, OOPSLA
/// 2014.
final class SplitMix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix(long seed) {
    this.state = seed;
  }

  /// The next 64 uniformly distributed bits.
  long next() {
    state += GOLDEN;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// A generator whose numbers do not depend on how many this one gives later.
  SplitMix split() {
    return new SplitMix(next());
  }

  /// A uniform integer in `[0, bound)`, without bias: draws that would favour small numbers are
  /// rejected.
  int below(int bound) {
    long range = bound;
    long limit = Long.MAX_VALUE - Long.MAX_VALUE % range;
    long draw = next() >>> 1;
    while (draw >= limit) {
      draw = next() >>> 1;
    }
    return (int) (draw % range);
  }

  /// Shuffles in place (Fisher-Yates, from the end).
  void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }
}
