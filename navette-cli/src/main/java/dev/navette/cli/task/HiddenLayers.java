// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.formats.Preprocessing;
import dev.navette.nn.Activation;
import dev.navette.zoo.Architecture;
import dev.navette.zoo.Mlp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The hidden layers of a multi-layer perceptron.
///
/// @param sizes their sizes
/// @param activation what follows each
/// @param dropout the probability of dropping a hidden value while training
record HiddenLayers(List<Integer> sizes, Activation activation, double dropout)
    implements Blueprint {
  HiddenLayers {
    sizes = List.copyOf(sizes);
  }

  /// Layers with ReLU.
  static HiddenLayers relu(List<Integer> sizes, double dropout) {
    return new HiddenLayers(sizes, Activation.RELU, dropout);
  }

  @Override
  public Architecture of(int[] rowShape, int outputs, Preprocessing preprocessing) {
    List<Integer> all = new ArrayList<>();
    int features = 1;
    for (int extent : rowShape) {
      features = Math.multiplyExact(features, extent);
    }
    all.add(features);
    all.addAll(sizes);
    all.add(outputs);
    return new Mlp.Plan(all, activation, dropout);
  }

  /// In words, such as `hidden 64,32 relu, dropout 0.1`.
  @Override
  public String toString() {
    String layers =
        sizes.isEmpty()
            ? "no hidden layer"
            : "hidden " + sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
    return layers + " " + activation.label() + ", dropout " + dropout;
  }
}
