// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// How examples become a batch: read, transformed, collated, and whom to blame.
///
/// @param collate makes a batch of examples
/// @param transforms of each example
/// @param batchTransforms of each batch
/// @param seed what transforms follow from
record Assembly<E>(
    Collate<E> collate,
    List<Transform<E>> transforms,
    List<Transform<Batch>> batchTransforms,
    long seed) {

  /// The batch of `count` examples from a position of an epoch on.
  ///
  /// @param read the i-th of them
  /// @param named what messages call the i-th of them
  Batch batch(int epoch, long from, int count, IntFunction<E> read, IntFunction<String> named) {
    List<E> examples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      try {
        E example = read.apply(i);
        if (!transforms.isEmpty()) {
          Rng rng = random("example", epoch, from + i);
          for (Transform<E> transform : transforms) {
            example = transform.apply(example, rng);
          }
        }
        examples.add(example);
      } catch (RuntimeException e) {
        throw new LoaderException("loader: " + named.apply(i) + " cannot be read: " + reason(e), e);
      }
    }
    try {
      return transformed(collate.batch(examples), epoch, from);
    } catch (RuntimeException e) {
      throw new LoaderException(
          "loader: "
              + named.apply(0)
              + " and the "
              + (count - 1)
              + " after it do not make a batch: "
              + reason(e),
          e);
    }
  }

  /// A batch after the transforms of batches.
  Batch transformed(Batch batch, int epoch, long from) {
    if (batchTransforms.isEmpty()) {
      return batch;
    }
    Rng rng = random("batch", epoch, from);
    Batch changed = batch;
    for (Transform<Batch> transform : batchTransforms) {
      changed = transform.apply(changed, rng);
    }
    return changed;
  }

  static String reason(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private Rng random(String kind, int epoch, long position) {
    long mixed = new SplitMix(Rng.of(seed).stream(kind).state().key() + epoch).next();
    return Rng.of(new SplitMix(mixed + position).next());
  }
}
