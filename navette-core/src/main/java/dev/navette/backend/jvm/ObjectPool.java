// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Objects kept for reuse by any thread, without a lock. Not bound to threads, so that a program of
/// many virtual threads holds only as many as work at once.
///
/// @param <T> what is pooled
final class ObjectPool<T> {
  private static final int SLOTS = 64;

  private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(SLOTS);
  private final Supplier<T> maker;

  /// An empty pool.
  ///
  /// @param maker makes an object when none is free
  ObjectPool(Supplier<T> maker) {
    this.maker = maker;
  }

  /// A free object, or a new one.
  T take() {
    int first = (int) Thread.currentThread().threadId();
    for (int i = 0; i < SLOTS; i++) {
      int slot = (first + i) & (SLOTS - 1);
      T pooled = slots.getPlain(slot);
      if (pooled != null && slots.compareAndSet(slot, pooled, null)) {
        return pooled;
      }
    }
    return maker.get();
  }

  /// Takes an object back; drops it when the pool is full.
  void give(T object) {
    int first = (int) Thread.currentThread().threadId();
    for (int i = 0; i < SLOTS; i++) {
      int slot = (first + i) & (SLOTS - 1);
      if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, object)) {
        return;
      }
    }
  }
}
