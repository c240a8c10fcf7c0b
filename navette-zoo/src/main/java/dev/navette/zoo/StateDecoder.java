// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.generate.Decoder;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Mode;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Sequences of which a recurrent state is all that is remembered.
final class StateDecoder implements Decoder {
  private final int rows;
  private final BiFunction<Tensor, List<Tensor>, CharRnn.Result> step;
  private List<Tensor> state;

  /// @param first the state of empty sequences, `(layers, rows, H)` each
  /// @param step from tokens `(rows, T)` and a state
  StateDecoder(
      int rows, List<Tensor> first, BiFunction<Tensor, List<Tensor>, CharRnn.Result> step) {
    this.rows = rows;
    this.step = step;
    this.state = first;
    Navette.eval(first.toArray(Tensor[]::new));
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
    CharRnn.Result result = Mode.inference(() -> step.apply(tokens, state));
    Tensor logits = result.logits().select(1, -1); // (rows, V)
    state = result.state();
    List<Tensor> all = new ArrayList<>(state);
    all.add(logits);
    Navette.eval(all.toArray(Tensor[]::new));
    return logits;
  }

  @Override
  public void reorder(int[] parents) {
    Tensor chosen = Tensor.of(parents, parents.length);
    state = state.stream().map(part -> part.indexSelect(1, chosen)).toList();
    Navette.eval(state.toArray(Tensor[]::new));
  }
}
