// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Reads a stream; what was taken before is read again and dropped.
final class StreamReader<E> implements Reader {
  private final Iterator<E> examples;
  private final Assembly<E> assembly;
  private final int batch;
  private final boolean dropLast;
  private final int epoch;
  private final long skipped;
  private long position;

  /// A reader from a position on.
  ///
  /// @param examples of the epoch, in their final order
  /// @param consumed batches that were taken before
  StreamReader(
      Iterator<E> examples,
      Assembly<E> assembly,
      int batch,
      boolean dropLast,
      int epoch,
      long consumed) {
    this.examples = examples;
    this.assembly = assembly;
    this.batch = batch;
    this.dropLast = dropLast;
    this.epoch = epoch;
    this.skipped = consumed * batch;
  }

  @Override
  public Optional<Callable<Batch>> next() {
    List<E> read = new ArrayList<>(batch);
    try {
      while (position < skipped && examples.hasNext()) {
        examples.next();
        position++;
      }
      while (read.size() < batch && examples.hasNext()) {
        read.add(examples.next());
        position++;
      }
    } catch (RuntimeException e) {
      throw new LoaderException(
          "loader: example " + position + " of the stream cannot be read: " + Assembly.reason(e),
          e);
    }
    if (read.isEmpty() || dropLast && read.size() < batch) {
      return Optional.empty();
    }
    long start = position - read.size();
    return Optional.of(() ->
        assembly.batch(
            epoch,
            start,
            read.size(),
            read::get,
            i -> "example " + (start + i) + " of the stream"));
  }
}
