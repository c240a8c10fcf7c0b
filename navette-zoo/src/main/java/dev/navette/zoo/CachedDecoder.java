// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.generate.Decoder;
import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Mode;
import dev.navette.nn.attention.KeyValueCache;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/// Sequences of which caches hold keys and values.
final class CachedDecoder implements Decoder {
  private final int rows;
  private final List<KeyValueCache> caches;
  private final BinaryOperator<Tensor> step;
  private int position;

  /// @param caches one a layer
  /// @param step logits `(rows, V)` from tokens `(rows, T)` and the position of the first of them
  CachedDecoder(int rows, List<KeyValueCache> caches, BinaryOperator<Tensor> step) {
    this.rows = rows;
    this.caches = caches;
    this.step = step;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public Tensor next(Tensor tokens) {
    if (tokens.rank() != 2 || tokens.dim(0) != rows || tokens.dim(1) < 1) {
      throw new ShapeException(
          "Decoder: tokens of shape " + tokens.shape() + "; they must be (" + rows + ", T)");
    }
    int capacity = caches.getFirst().capacity();
    if (position + tokens.dim(1) > capacity) {
      throw new IllegalStateException(
          "Decoder: "
              + tokens.dim(1)
              + " tokens after "
              + position
              + ", and room for "
              + capacity
              + "; make a decoder of a larger capacity, or write less");
    }
    Tensor at = Tensor.argument(position, DType.I32);
    Tensor logits = Mode.inference(() -> step.apply(tokens, at));
    position += tokens.dim(1);
    Navette.commit(state(), logits);
    return logits;
  }

  @Override
  public void reorder(int[] parents) {
    Tensor chosen = Tensor.of(parents, parents.length);
    caches.forEach(cache -> cache.reorder(chosen));
    Navette.commit(state());
  }

  private List<Variable> state() {
    List<Variable> state = new ArrayList<>();
    caches.forEach(cache -> state.addAll(List.of(cache.keys(), cache.values())));
    return state;
  }
}
