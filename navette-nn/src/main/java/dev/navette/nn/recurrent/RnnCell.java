// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.nn.Activation;
import dev.navette.nn.Named;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.SequencedMap;

/// The simple recurrent cell: h' = f(W_ih x + b_ih + W_hh h + b_hh). [Elman
/// 1990](https://doi.org/10.1207/s15516709cog1402_1)
///
/// @param gates the weights, of one gate
/// @param activation f, such as `TANH` or `RELU`
public record RnnCell(@Named("") Gates gates, Activation activation) implements Cell {
  /// A new cell with tanh, f32; weights and biases uniform within 1 / sqrt(hidden).
  ///
  /// @param in features of x, 1 or more
  /// @param hidden features of h, 1 or more
  public static RnnCell init(int in, int hidden, Rng rng) {
    return new RnnCell(Gates.init(1, in, hidden, hidden, rng), Activation.TANH);
  }

  /// The same cell with another activation.
  public RnnCell activation(Activation activation) {
    return new RnnCell(gates, activation);
  }

  /// The same cell without biases.
  public RnnCell withoutBias() {
    return new RnnCell(gates.withoutBias(), activation);
  }

  /// The same cell with both products normalised.
  public RnnCell normalised() {
    return new RnnCell(gates.normalised(), activation);
  }

  @Override
  public int in() {
    return gates.in();
  }

  @Override
  public List<Integer> stateSizes() {
    return List.of(gates.out());
  }

  @Override
  public SequencedMap<String, Tensor> recurrentWeights() {
    return gates.recurrentWeights("hidden");
  }

  @Override
  public Tensor input(Tensor x) {
    return gates.input(x);
  }

  @Override
  public Step step(Tensor row, Tensor recurrent, List<Tensor> state) {
    return Step.of(activation.forward(row.add(gates.recurrent(recurrent)))); // (B, H)
  }
}
