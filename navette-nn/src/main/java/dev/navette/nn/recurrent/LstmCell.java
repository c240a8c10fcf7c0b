// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.ir.ShapeException;
import dev.navette.nn.Init;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.Named;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Long short-term memory. [Hochreiter and Schmidhuber
/// 1997](https://doi.org/10.1162/neco.1997.9.8.1735), with a forget gate ([Gers et al.
/// 2000](https://doi.org/10.1162/089976600300015015))
///
/// - i = sigmoid(W_ii x + b_ii + W_hi h + b_hi), the input gate
/// - f = sigmoid(W_if x + b_if + W_hf h + b_hf), the forget gate
/// - g = tanh(W_ig x + b_ig + W_hg h + b_hg), the candidate
/// - o = sigmoid(W_io x + b_io + W_ho h + b_ho), the output gate
/// - c' = f c + i g
/// - h' = o tanh(c'), or W_hr (o tanh(c')) with a projection ([Sak et al.
///   2014](https://arxiv.org/abs/1402.1128))
///
/// Peepholes let gates see the cell: i and f see c, o sees c', each by a weight for every feature
/// ([Gers et al. 2002](https://www.jmlr.org/papers/v3/gers02a.html)).
///
/// @param gates the weights, in the order i, f, g, o
/// @param projection W_hr, `(out, H)`, or empty
/// @param peepholes the weights of i, f and o, `(3, H)`, or empty
/// @param cellNorm normalises c' before its tanh, or empty
public record LstmCell(
    @Named("") Gates gates,
    @Named("weight_hr") Optional<Variable> projection,
    @Named("weight_peephole") Optional<Variable> peepholes,
    @Named("norm_cell") Optional<LayerNorm> cellNorm)
    implements Cell {
  /// Checks the shapes.
  ///
  /// @throws ShapeException if the weights are not those of four gates, or the projection or the
  ///   peepholes do not fit them
  public LstmCell {
    int hidden = gates.hidden("LstmCell", 4);
    int out = gates.out();
    projection.ifPresent(p -> require("weight_hr", p, out, hidden));
    peepholes.ifPresent(p -> require("weight_peephole", p, 3, hidden));
    if (projection.isEmpty() && out != hidden) {
      throw new ShapeException(
          "LstmCell: weight_hh has shape "
              + gates.weightHh().shape()
              + ", which takes an output of "
              + out
              + " features from "
              + hidden
              + " hidden ones; without a projection both are the same");
    }
  }

  private static void require(String name, Variable v, int rows, int columns) {
    if (v.shape().rank() != 2 || v.shape().dim(0) != rows || v.shape().dim(1) != columns) {
      throw new ShapeException(
          "LstmCell: "
              + name
              + " has shape "
              + v.shape()
              + "; it must be ("
              + rows
              + ", "
              + columns
              + ")");
    }
  }

  /// A cell of these gates alone.
  public static LstmCell of(Gates gates) {
    return new LstmCell(gates, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A new cell, f32; weights and biases uniform within 1 / sqrt(hidden).
  ///
  /// @param in features of x, 1 or more
  /// @param hidden features of h and c, 1 or more
  public static LstmCell init(int in, int hidden, Rng rng) {
    return of(Gates.init(4, in, hidden, hidden, rng));
  }

  /// A new cell whose output is projected, f32; weights and biases uniform within 1 / sqrt(hidden).
  ///
  /// @param in features of x, 1 or more
  /// @param hidden features of c, 1 or more
  /// @param out features of h, 1 or more
  public static LstmCell initProjected(int in, int hidden, int out, Rng rng) {
    return new LstmCell(
        Gates.init(4, in, hidden, out, rng),
        Optional.of(Gates.uniform(hidden, rng, out, hidden)),
        Optional.empty(),
        Optional.empty());
  }

  /// The same cell without biases.
  public LstmCell withoutBias() {
    return new LstmCell(gates.withoutBias(), projection, peepholes, cellNorm);
  }

  /// The same cell with peepholes, which start at 0.
  public LstmCell withPeepholes() {
    Variable zeros = new Variable(Init.zeros(3, hidden()));
    return new LstmCell(gates, projection, Optional.of(zeros), cellNorm);
  }

  /// The same cell with both products and the cell normalised.
  public LstmCell normalised() {
    LayerNorm norm = LayerNorm.init(hidden());
    return new LstmCell(gates.normalised(), projection, peepholes, Optional.of(norm));
  }

  private int hidden() {
    return gates.hidden("LstmCell", 4);
  }

  @Override
  public int in() {
    return gates.in();
  }

  @Override
  public List<Integer> stateSizes() {
    return List.of(gates.out(), hidden());
  }

  @Override
  public SequencedMap<String, Tensor> recurrentWeights() {
    return gates.recurrentWeights("input", "forget", "candidate", "output");
  }

  @Override
  public Tensor input(Tensor x) {
    return gates.input(x);
  }

  @Override
  public Step step(Tensor row, Tensor recurrent, List<Tensor> state) {
    Tensor c = state.get(1); // (B, H)
    List<Tensor> sums = row.add(gates.recurrent(recurrent)).chunk(-1, 4); // (B, H) each
    Tensor i = peep(sums.get(0), 0, c).sigmoid();
    Tensor f = peep(sums.get(1), 1, c).sigmoid();
    Tensor g = sums.get(2).tanh();
    Tensor cell = f.mul(c).add(i.mul(g));
    Tensor o = peep(sums.get(3), 2, cell).sigmoid();
    Tensor seen = cellNorm.isPresent() ? cellNorm.get().forward(cell) : cell;
    Tensor h = o.mul(seen.tanh());
    Tensor out = projection.isPresent() ? h.linear(projection.get().value()) : h;
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    named.put("input", i);
    named.put("forget", f);
    named.put("candidate", g);
    named.put("output", o);
    return new Step(List.of(out, cell), named);
  }

  private Tensor peep(Tensor sum, int gate, Tensor cell) {
    return peepholes.isPresent() ? sum.add(cell.mul(peepholes.get().value().select(0, gate))) : sum;
  }
}
