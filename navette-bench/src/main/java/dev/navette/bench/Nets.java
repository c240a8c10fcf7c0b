// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.nn.Activation;
import dev.navette.nn.Init;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.nn.attention.TransformerEncoder;
import dev.navette.nn.attention.TransformerEncoderLayer;
import dev.navette.nn.attention.TransformerSizes;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The nets that are measured, on our side.
final class Nets {
  private Nets() {}

  /// Linear layers with ReLU, or tanh, between them.
  record Dense(List<Linear> layers, boolean tanh) implements Layer {
    static Dense init(boolean tanh, Rng rng, int... sizes) {
      List<Linear> layers = new ArrayList<>();
      for (int i = 0; i + 1 < sizes.length; i++) {
        layers.add(Linear.init(sizes[i], sizes[i + 1], rng.stream("layer " + i)));
      }
      return new Dense(layers, tanh);
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor h = x; // (B, in)
      for (int i = 0; i < layers.size(); i++) {
        h = layers.get(i).forward(h);
        if (i + 1 < layers.size()) {
          h = tanh ? h.tanh() : h.relu();
        }
      }
      return h; // (B, out)
    }
  }

  /// Two convolutions, a pool and two linear layers.
  record Cnn(
      Variable weight1, Variable bias1, Variable weight2, Variable bias2, Linear hidden, Linear out)
      implements Layer {
    static Cnn init(Rng rng) {
      return new Cnn(
          new Variable(Init.kaimingUniform(rng.stream("conv 1"), 32, 1, 3, 3).eval()),
          new Variable(Tensor.zeros(32)),
          new Variable(Init.kaimingUniform(rng.stream("conv 2"), 64, 32, 3, 3).eval()),
          new Variable(Tensor.zeros(64)),
          Linear.init(9216, 128, rng.stream("hidden")),
          Linear.init(128, 10, rng.stream("out")));
    }

    @Override
    public Tensor forward(Tensor x) { // (B, 1, 28, 28)
      Tensor h = x.conv2d(weight1.value(), bias1.value(), ConvOptions.DEFAULT).relu();
      h = h.conv2d(weight2.value(), bias2.value(), ConvOptions.DEFAULT).relu(); // (B, 64, 24, 24)
      h = h.maxPool2d(Pooling.of(2)).flatten(1); // (B, 9216)
      return out.forward(hidden.forward(h).relu()); // (B, 10)
    }
  }

  /// A Transformer's encoder and a linear layer that classifies each position.
  record Encoder(TransformerEncoder layers, Linear out) implements Layer {
    static final int WIDTH = 256;
    static final int HEADS = 8;
    static final int HIDDEN = 1024;
    static final int LAYERS = 4;

    static Encoder init(Rng rng) {
      TransformerSizes sizes = TransformerSizes.of(WIDTH, HEADS, HIDDEN, 0).with(Activation.GELU);
      List<TransformerEncoderLayer> layers = new ArrayList<>();
      for (int i = 0; i < LAYERS; i++) {
        layers.add(TransformerEncoderLayer.init(sizes, rng.stream("layer " + i)));
      }
      return new Encoder(
          new TransformerEncoder(layers, Optional.empty()),
          Linear.init(WIDTH, 10, rng.stream("out")));
    }

    @Override
    public Tensor forward(Tensor x) { // (B, T, E)
      return out.forward(layers.forward(x, AttentionMask.NONE)); // (B, T, 10)
    }
  }
}
