// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.nn.Activation;
import dev.navette.nn.Init;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;

/// A net for tables: a linear model, which remembers, beside a multi-layer perceptron, which
/// generalises; their outputs are added.
///
/// Categories come as one column each (one-hot): the first linear layer of the deep part is then
/// their embedding.
///
/// H.-T. Cheng et al., [Wide and deep learning for recommender
/// systems](https://arxiv.org/abs/1606.07792), 2016.
///
/// @param wide the linear model
/// @param deep the perceptron
public record WideAndDeep(Linear wide, Mlp deep) implements Layer {
  /// What a network is made of.
  ///
  /// @param sizes features of a row, of each hidden layer, and of the output
  /// @param dropout the probability of dropping a hidden value while training, 0 to 1
  public record Plan(List<Integer> sizes, double dropout) implements Architecture {
    /// Copies the list.
    public Plan {
      sizes = List.copyOf(sizes);
    }

    @Override
    public WideAndDeep build(Rng rng) {
      int in = sizes.getFirst();
      int out = sizes.getLast();
      Linear wide = Linear.of(new Variable(Init.zeros(out, in)), new Variable(Init.zeros(out)));
      return new WideAndDeep(wide, Mlp.init(sizes, Activation.RELU, dropout, rng));
    }
  }

  /// wide(x) + deep(x).
  ///
  /// @param x `(B, features)`
  /// @return `(B, out)`
  @Override
  public Tensor forward(Tensor x) {
    return wide.forward(x).add(deep.forward(x));
  }
}
