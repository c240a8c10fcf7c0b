// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.math.Threefry;
import java.util.concurrent.atomic.AtomicBoolean;

/// Random words that are made one by one until the vector version has been compiled in the
/// background; both write the same words.
final class WarmingWords implements RandomWords {
  /// Fewer words than this are not worth compiling anything for.
  private static final int WORTH = 4096;

  private final int bits;
  private final AtomicBoolean requested = new AtomicBoolean();
  private volatile RandomWords current = Threefry::fill;

  /// @param bits the width of vectors: 512, 256, 128, or 0 for single elements
  WarmingWords(int bits) {
    this.bits = bits;
  }

  @Override
  public void fill(int key0, int key1, long index, int[] words, int at, int n) {
    if (bits > 0 && n >= WORTH && requested.compareAndSet(false, true)) {
      RandomWords vectors = RandomWords.of(bits);
      KernelWarmer.words(vectors, () -> current = vectors);
    }
    current.fill(key0, key1, index, words, at, n);
  }
}
