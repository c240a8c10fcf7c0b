// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.tensor.Rng;

/// Changes an example, or a batch, each time it is read: augmentation. Called by several threads at
/// once; what is random comes from the given stream alone, which depends on the loader's seed, the
/// epoch and the position in it.
///
/// @param <T> an example, or [Batch]
@FunctionalInterface
public interface Transform<T> {
  /// What takes the place of `original`, which stays as it is.
  T apply(T original, Rng rng);

  /// This one, then `next`; both draw from the same stream.
  default Transform<T> then(Transform<T> next) {
    return (original, rng) -> next.apply(apply(original, rng), rng);
  }
}
