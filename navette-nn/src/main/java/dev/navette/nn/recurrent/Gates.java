// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.ir.ShapeException;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.Module;
import dev.navette.nn.Named;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The products of all gates of a cell: W_ih x + b_ih and W_hh h + b_hh, the gates one below the
/// other.
///
/// With norms the products are normalised before the biases are added: LN(W x) + b. [Ba et al.
/// 2016](https://arxiv.org/abs/1607.06450)
///
/// @param weightIh W_ih, `(gates * H, in)`
/// @param weightHh W_hh, `(gates * H, out)`, out being H unless the output is projected
/// @param biasIh b_ih, `(gates * H)`, or empty
/// @param biasHh b_hh, `(gates * H)`, or empty
/// @param normIh normalises W_ih x, or empty
/// @param normHh normalises W_hh h, or empty
public record Gates(
    @Named("weight_ih") Variable weightIh,
    @Named("weight_hh") Variable weightHh,
    @Named("bias_ih") Optional<Variable> biasIh,
    @Named("bias_hh") Optional<Variable> biasHh,
    @Named("norm_ih") Optional<LayerNorm> normIh,
    @Named("norm_hh") Optional<LayerNorm> normHh)
    implements Module {
  /// Checks the shapes.
  ///
  /// @throws ShapeException if the weights are no matrices of equally many rows, or a bias does not
  ///   fit them
  public Gates {
    if (weightIh.shape().rank() != 2
        || weightHh.shape().rank() != 2
        || weightIh.shape().dim(0) != weightHh.shape().dim(0)) {
      throw new ShapeException(
          "Gates: weight_ih has shape "
              + weightIh.shape()
              + " and weight_hh "
              + weightHh.shape()
              + "; they must be matrices (gates * H, in) and (gates * H, out) with the same rows");
    }
    int rows = weightIh.shape().dim(0);
    biasIh.ifPresent(b -> requireBias("bias_ih", b, rows));
    biasHh.ifPresent(b -> requireBias("bias_hh", b, rows));
  }

  private static void requireBias(String name, Variable bias, int rows) {
    if (bias.shape().rank() != 1 || bias.size() != rows) {
      throw new ShapeException(
          "Gates: "
              + name
              + " has shape "
              + bias.shape()
              + " and the weights "
              + rows
              + " rows; the bias must be ("
              + rows
              + ")");
    }
  }

  /// New products with biases, f32, uniform within 1 / sqrt(hidden).
  ///
  /// @param gates how many gates
  /// @param in features of x, 1 or more
  /// @param hidden features of a gate, 1 or more
  /// @param out features of h, 1 or more
  static Gates init(int gates, int in, int hidden, int out, Rng rng) {
    if (in < 1 || hidden < 1 || out < 1) {
      throw new ShapeException(
          "recurrent cell: "
              + in
              + " features in, "
              + hidden
              + " hidden and "
              + out
              + " out; all must be 1 or more");
    }
    return new Gates(
        uniform(hidden, rng, gates * hidden, in),
        uniform(hidden, rng, gates * hidden, out),
        Optional.of(uniform(hidden, rng, gates * hidden)),
        Optional.of(uniform(hidden, rng, gates * hidden)),
        Optional.empty(),
        Optional.empty());
  }

  static Variable uniform(int hidden, Rng rng, int... shape) {
    double bound = 1 / Math.sqrt(hidden);
    return new Variable(rng.uniform(-bound, bound, shape));
  }

  Gates withoutBias() {
    return new Gates(weightIh, weightHh, Optional.empty(), Optional.empty(), normIh, normHh);
  }

  Gates normalised() {
    int rows = weightIh.shape().dim(0);
    Optional<LayerNorm> input = Optional.of(norm(rows));
    Optional<LayerNorm> recurrent = Optional.of(norm(rows));
    return new Gates(weightIh, weightHh, biasIh, biasHh, input, recurrent);
  }

  /// Weight 1 and no bias: there is one already.
  static LayerNorm norm(int features) {
    return new LayerNorm(LayerNorm.init(features).weight(), Optional.empty(), LayerNorm.EPS);
  }

  int in() {
    return weightIh.shape().dim(1);
  }

  int out() {
    return weightHh.shape().dim(1);
  }

  /// The features of one of `count` gates.
  ///
  /// @throws ShapeException if the rows cannot be shared out
  int hidden(String cell, int count) {
    int rows = weightIh.shape().dim(0);
    if (rows % count != 0) {
      throw new ShapeException(
          cell
              + ": weight_ih has shape "
              + weightIh.shape()
              + "; its rows must be those of "
              + count
              + " gates");
    }
    return rows / count;
  }

  /// W_ih x + b_ih.
  Tensor input(Tensor x) {
    return product(x, weightIh, normIh, biasIh);
  }

  /// W_hh h + b_hh.
  Tensor recurrent(Tensor h) {
    return product(h, weightHh, normHh, biasHh);
  }

  /// W_hh by gate.
  SequencedMap<String, Tensor> recurrentWeights(String... names) {
    List<Tensor> blocks = weightHh.value().chunk(0, names.length);
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      weights.put(names[i], blocks.get(i));
    }
    return weights;
  }

  private static Tensor product(
      Tensor x, Variable weight, Optional<LayerNorm> norm, Optional<Variable> bias) {
    Tensor product = x.linear(weight.value());
    Tensor normalised = norm.isPresent() ? norm.get().forward(product) : product;
    return bias.isPresent() ? normalised.add(bias.get().value()) : normalised;
  }

  /// Fails unless x has the features that `cell` takes.
  static void requireFeatures(Cell cell, Tensor x) {
    if (x.rank() == 0 || x.dim(-1) != cell.in()) {
      throw new ShapeException(
          cell.getClass().getSimpleName()
              + ": x has shape "
              + x.shape()
              + "; its last extent must be the features that the cell takes, "
              + cell.in());
    }
  }
}
