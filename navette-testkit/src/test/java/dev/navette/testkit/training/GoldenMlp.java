// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit.training;

import dev.navette.ir.DType;
import dev.navette.nn.Activation;
import dev.navette.nn.Layer;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.Linear;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The sequential model of a case of the reference data.
record GoldenMlp(Map<String, Layer> layers) implements Layer {
  static GoldenMlp of(TrainingCase golden, DType dtype) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    for (JsonNode layer : golden.config().get("layers")) {
      String type = layer.get("type").asString();
      String name = layer.path("name").asString(type + layers.size());
      layers.put(
          name,
          switch (type) {
            case "linear" ->
                Linear.of(
                    parameter(golden, name + ".weight", dtype),
                    parameter(golden, name + ".bias", dtype));
            case "layer_norm" ->
                LayerNorm.of(
                    parameter(golden, name + ".weight", dtype),
                    parameter(golden, name + ".bias", dtype));
            default -> Activation.named(type);
          });
    }
    return new GoldenMlp(layers);
  }

  private static Variable parameter(TrainingCase golden, String name, DType dtype) {
    return new Variable(golden.tensor("param." + name, dtype));
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers.values()) {
      y = layer.forward(y);
    }
    return y;
  }

  /// The variables by the names that the reference data has.
  Map<String, Variable> named() {
    Map<String, Variable> named = new LinkedHashMap<>();
    variables().forEach((path, v) -> named.put(path.substring("layers.".length()), v));
    return named;
  }
}
