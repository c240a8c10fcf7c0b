// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.tensor.Rng;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// An iterator in nearly random order: each element is drawn from a buffer of those that come next.
final class ShuffleBuffer<E> implements Iterator<E> {
  private final Iterator<E> source;
  private final int capacity;
  private final Rng rng;
  private final List<E> buffer = new ArrayList<>();

  ShuffleBuffer(Iterator<E> source, int capacity, Rng rng) {
    this.source = source;
    this.capacity = capacity;
    this.rng = rng;
  }

  @Override
  public boolean hasNext() {
    return !buffer.isEmpty() || source.hasNext();
  }

  @Override
  public E next() {
    while (buffer.size() < capacity && source.hasNext()) {
      buffer.add(source.next());
    }
    int drawn = rng.nextInt(buffer.size());
    E last = buffer.removeLast();
    return drawn == buffer.size() ? last : buffer.set(drawn, last);
  }
}
