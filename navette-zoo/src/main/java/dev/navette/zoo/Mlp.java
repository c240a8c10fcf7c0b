// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.ir.ShapeException;
import dev.navette.nn.Activation;
import dev.navette.nn.Dropout;
import dev.navette.nn.Init;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/// A multi-layer perceptron: linear layers with an activation between them.
///
/// ```text
/// h_0 = x
/// h_k = dropout(activation(W_k h_{k-1} + b_k))    for the hidden layers k = 1 .. n-1
/// y   = W_n h_{n-1} + b_n
/// ```
///
/// The output has no activation: for classes it is logits, for a loss that takes logits. One hidden
/// layer is enough for XOR, which no perceptron solves, and, if it is wide enough, for every
/// continuous function (Cybenko 1989).
///
/// ```java
/// Mlp mlp = Mlp.init(List.of(784, 512, 256, 10), Activation.RELU, 0.2, Rng.of(42));
/// Tensor logits = mlp.forward(images); // (B, 1, 28, 28) or (B, 784) -> (B, 10)
/// ```
///
/// D. E. Rumelhart, G. E. Hinton and R. J. Williams, [Learning representations by back-propagating
/// errors](https://doi.org/10.1038/323533a0), 1986.
///
/// @param layers the linear layers, at least one, each taking what the one before gives
/// @param activation what follows each layer but the last
/// @param dropout what follows each activation while training
public record Mlp(List<Linear> layers, Activation activation, Dropout dropout) implements Layer {
  /// What a network is made of.
  ///
  /// @param sizes features of the input, of each hidden layer, and of the output: at least two
  /// @param activation what follows each hidden layer
  /// @param dropout the probability of dropping a hidden value while training, 0 to 1
  public record Plan(List<Integer> sizes, Activation activation, double dropout)
      implements Architecture {
    /// Copies the list.
    public Plan {
      sizes = List.copyOf(sizes);
    }

    @Override
    public Mlp build(Rng rng) {
      return init(sizes, activation, dropout, rng);
    }
  }

  /// Checks that the layers fit and copies the list.
  ///
  /// @throws ShapeException if there is no layer or one does not take what the one before gives
  public Mlp {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new ShapeException("Mlp: there are no layers; at least one is needed");
    }
    for (int k = 1; k < layers.size(); k++) {
      int given = out(layers.get(k - 1));
      int taken = in(layers.get(k));
      if (given != taken) {
        throw new ShapeException(
            "Mlp: layer "
                + (k - 1)
                + " gives "
                + given
                + " features, layer "
                + k
                + " takes "
                + taken);
      }
    }
  }

  /// A new network. Weights are normal as He et al. have them where the activation cuts off half of
  /// the line (ReLU and its smooth relatives), normal with variance 1 / in for SELU, and normal as
  /// Glorot and Bengio have them otherwise and in the last layer. Biases are 0.
  ///
  /// @param sizes features of the input, of each hidden layer, and of the output: at least two
  /// @param activation what follows each hidden layer
  /// @param dropout the probability of dropping a hidden value while training, 0 to 1
  /// @param rng where the weights come from, in the order of the layers
  /// @return the network, f32
  /// @throws ShapeException if there are fewer than two sizes or one is below 1
  public static Mlp init(List<Integer> sizes, Activation activation, double dropout, Rng rng) {
    if (sizes.size() < 2) {
      throw new ShapeException(
          "Mlp: the sizes are " + sizes + "; give those of the input and the output at least");
    }
    for (int size : sizes) {
      if (size < 1) {
        throw new ShapeException("Mlp: the sizes are " + sizes + "; each must be 1 or more");
      }
    }
    List<Linear> layers = new ArrayList<>();
    for (int k = 1; k < sizes.size(); k++) {
      int in = sizes.get(k - 1);
      int out = sizes.get(k);
      Activation next = k == sizes.size() - 1 ? Activation.IDENTITY : activation;
      Variable weight = new Variable(weight(next, rng, out, in));
      layers.add(Linear.of(weight, new Variable(Init.zeros(out))));
    }
    return new Mlp(layers, activation, new Dropout(dropout));
  }

  private static Tensor weight(Activation next, Rng rng, int... shape) {
    return switch (next) {
      case RELU, RELU6, GELU, GELU_TANH, SILU, MISH, SOFTPLUS, HARDSWISH ->
          Init.kaimingNormal(rng, shape);
      case SELU -> Init.kaimingNormal(1, Init.Fan.IN, rng, shape);
      case IDENTITY, SOFTSIGN, SIGMOID, LOG_SIGMOID, TANH, TANHSHRINK, HARDSIGMOID ->
          Init.xavierNormal(rng, shape);
    };
  }

  /// The sizes that [#init] takes.
  ///
  /// @return features of the input, of each hidden layer, and of the output
  public List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(in(layers.getFirst()));
    layers.forEach(layer -> sizes.add(out(layer)));
    return List.copyOf(sizes);
  }

  private static int in(Linear layer) {
    return layer.weight().shape().dim(1);
  }

  private static int out(Linear layer) {
    return layer.weight().shape().dim(0);
  }

  /// The outputs; records only.
  ///
  /// @param x `(B, ...)`, where the axes after the first hold as many features as the first layer
  ///   takes
  /// @return `(B, out)`
  /// @throws ShapeException if the number of features differs
  @Override
  public Tensor forward(Tensor x) {
    Tensor h = x.rank() > 2 ? x.flatten(1) : x; // (B, in)
    for (Linear hidden : layers.subList(0, layers.size() - 1)) {
      h = dropout.forward(activation.forward(hidden.forward(h))); // (B, hidden)
    }
    return layers.getLast().forward(h); // (B, out)
  }

  /// Such as `Mlp 64-128-10, relu, dropout 0.2`.
  @Override
  public String toString() {
    String sizes = String.join("-", sizes().stream().map(String::valueOf).toList());
    return "Mlp " + sizes + ", " + activation.label() + ", dropout " + dropout.p();
  }
}
