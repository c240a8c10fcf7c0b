// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.nn.Named;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The gated recurrent unit. [Cho et al. 2014](https://arxiv.org/abs/1406.1078)
///
/// - r = sigmoid(W_ir x + b_ir + W_hr h + b_hr), the reset gate
/// - z = sigmoid(W_iz x + b_iz + W_hz h + b_hz), the update gate
/// - n = tanh(W_in x + b_in + r (W_hn h + b_hn)), the candidate
/// - h' = (1 - z) n + z h
///
/// @param gates the weights, in the order r, z, n
public record GruCell(@Named("") Gates gates) implements Cell {
  /// Checks the shapes.
  ///
  /// @throws dev.navette.ir.ShapeException if the weights are not those of three gates
  public GruCell {
    gates.hidden("GruCell", 3);
  }

  /// A new cell, f32; weights and biases uniform within 1 / sqrt(hidden).
  ///
  /// @param in features of x, 1 or more
  /// @param hidden features of h, 1 or more
  public static GruCell init(int in, int hidden, Rng rng) {
    return new GruCell(Gates.init(3, in, hidden, hidden, rng));
  }

  /// The same cell without biases.
  public GruCell withoutBias() {
    return new GruCell(gates.withoutBias());
  }

  /// The same cell with both products normalised.
  public GruCell normalised() {
    return new GruCell(gates.normalised());
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
    return gates.recurrentWeights("reset", "update", "candidate");
  }

  @Override
  public Tensor input(Tensor x) {
    return gates.input(x);
  }

  @Override
  public Step step(Tensor row, Tensor recurrent, List<Tensor> state) {
    Tensor h = state.getFirst(); // (B, H)
    List<Tensor> x = row.chunk(-1, 3); // (B, H) each
    List<Tensor> u = gates.recurrent(recurrent).chunk(-1, 3);
    Tensor r = x.get(0).add(u.get(0)).sigmoid();
    Tensor z = x.get(1).add(u.get(1)).sigmoid();
    Tensor n = x.get(2).add(r.mul(u.get(2))).tanh();
    Tensor next = n.add(z.mul(h.sub(n))); // (1 - z) n + z h
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    named.put("reset", r);
    named.put("update", z);
    named.put("candidate", n);
    return new Step(List.of(next), named);
  }
}
