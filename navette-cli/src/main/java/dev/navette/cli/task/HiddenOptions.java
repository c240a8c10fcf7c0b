// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.TrainOptions;
import dev.navette.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of tasks whose network is a multi-layer perceptron.
final class HiddenOptions {
  @Option(
      names = "--hidden",
      paramLabel = "SIZES",
      description = "sizes of the hidden layers, such as 64,32; 0 for none")
  private Optional<String> hidden = Optional.empty();

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "relu, tanh, sigmoid, gelu, silu and others")
  private Optional<String> activation = Optional.empty();

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "probability of dropping a hidden value while training")
  private Optional<Double> dropout = Optional.empty();

  /// The options over a task's own layers.
  ///
  /// @throws IllegalArgumentException if a number is out of range or a name unknown
  HiddenLayers over(HiddenLayers own) {
    return new HiddenLayers(
        hidden.map(HiddenOptions::sizes).orElse(own.sizes()),
        activation.map(Activation::named).orElse(own.activation()),
        TrainOptions.within(
            "--dropout", dropout.orElse(own.dropout()), -1, 1, "from 0 to below 1"));
  }

  private static List<Integer> sizes(String text) {
    if (text.strip().equals("0")) {
      return List.of();
    }
    List<Integer> sizes = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        sizes.add(TrainOptions.atLeastOne("a size of --hidden", Integer.parseInt(part.strip())));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--hidden is '" + text + "'; use sizes with commas between them, such as 64,32", e);
      }
    }
    return sizes;
  }

  /// Those of the options that were given, by name.
  List<String> given() {
    List<String> given = new ArrayList<>();
    hidden.ifPresent(_ -> given.add("--hidden"));
    activation.ifPresent(_ -> given.add("--activation"));
    dropout.ifPresent(_ -> given.add("--dropout"));
    return given;
  }
}
