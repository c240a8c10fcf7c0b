// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// Reads examples of a set in a given order.
final class IndexedReader<E> implements Reader {
  private final Dataset<E> set;
  private final Optional<Function<int[], Batch>> direct;
  private final Assembly<E> assembly;
  private final int[] order;
  private final int batch;
  private final int epoch;
  private long from;

  /// A reader from a position on.
  ///
  /// @param direct makes a batch of untransformed examples without an object for each
  /// @param order the examples of the epoch; those of a last batch that is left out are not in it
  /// @param consumed batches that were taken before
  IndexedReader(
      Dataset<E> set,
      Optional<Function<int[], Batch>> direct,
      Assembly<E> assembly,
      int[] order,
      int batch,
      int epoch,
      long consumed) {
    this.set = set;
    this.direct = direct;
    this.assembly = assembly;
    this.order = order;
    this.batch = batch;
    this.epoch = epoch;
    this.from = consumed * batch;
  }

  @Override
  public Optional<Callable<Batch>> next() {
    if (from >= order.length) {
      return Optional.empty();
    }
    int start = (int) from;
    int[] rows = Arrays.copyOfRange(order, start, Math.min(order.length, start + batch));
    from += rows.length;
    if (direct.isPresent() && assembly.transforms().isEmpty()) {
      return Optional.of(() -> assembly.transformed(direct.get().apply(rows), epoch, start));
    }
    return Optional.of(() ->
        assembly.batch(
            epoch, start, rows.length, i -> set.example(rows[i]), i -> "example " + rows[i]));
  }
}
