// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.List;

/// Makes a batch of examples, such as padded token sequences. Called by several threads at once.
///
/// @param <E> an example
@FunctionalInterface
public interface Collate<E> {
  /// The batch.
  ///
  /// @param examples at least one, in order
  Batch batch(List<E> examples);
}
