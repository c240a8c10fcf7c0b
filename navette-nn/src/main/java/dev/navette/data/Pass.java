// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// The batches of one epoch, in order, some of them made in advance on background threads.
///
/// No thread waits for a batch to be taken, so a pass that is given up leaves nothing running and
/// needs no closing. Not for use by several threads at once.
public final class Pass implements Iterator<Batch> {
  private static final Executor BACKGROUND = Thread::startVirtualThread;

  private final Reader reader;
  private final int ahead;
  private final ArrayDeque<CompletableFuture<Optional<Batch>>> made = new ArrayDeque<>();
  private CompletableFuture<Optional<Callable<Batch>>> read =
      CompletableFuture.completedFuture(Optional.empty());
  private long consumed;

  Pass(Reader reader, long consumed, int ahead) {
    this.reader = reader;
    this.consumed = consumed;
    this.ahead = ahead;
  }

  /// The batches of the epoch that were taken, those skipped by a resume included; batches made in
  /// advance do not count.
  public long consumed() {
    return consumed;
  }

  /// Whether there is another batch; waits until it is made.
  ///
  /// @throws LoaderException if it cannot be made
  @Override
  public boolean hasNext() {
    while (made.size() <= ahead) {
      made.add(begun());
    }
    return joined(made.getFirst()).isPresent();
  }

  /// The next batch.
  ///
  /// @throws LoaderException if it cannot be made
  /// @throws NoSuchElementException at the end of the epoch
  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the epoch has ended after " + consumed + " batches");
    }
    consumed++;
    return joined(made.removeFirst()).orElseThrow();
  }

  /// Reading goes batch by batch, the work on what was read side by side.
  private CompletableFuture<Optional<Batch>> begun() {
    if (ahead == 0) {
      return CompletableFuture.completedFuture(reader.next().map(Pass::done));
    }
    read = read.thenApplyAsync(_ -> reader.next(), BACKGROUND);
    return read.thenApplyAsync(work -> work.map(Pass::done), BACKGROUND);
  }

  private static Batch done(Callable<Batch> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Batch> joined(CompletableFuture<Optional<Batch>> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
