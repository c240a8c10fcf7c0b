// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.loss.Loss;
import dev.navette.nn.Activation;
import dev.navette.nn.Flatten;
import dev.navette.nn.Layer;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.LeakyRelu;
import dev.navette.nn.Linear;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Whole trainings: losses, first gradients, first update, final weights and predictions.
final class GoldenTraining {
  private GoldenTraining() {}

  static void addTo(GoldenOps ops) {
    ops.several("train_sequential", GoldenTraining::sequential);
  }

  static Tensor value(Map<String, Variable> parameters, String path) {
    return Objects.requireNonNull(parameters.get(path), path).value();
  }

  private static Map<String, Tensor> sequential(GoldenArguments a) {
    Map<String, Variable> parameters = GoldenOptimizers.parameters(a);
    List<Layer> layers = layers(a, parameters);
    Optimizer optimizer = GoldenOptimizers.of(a.inner("optimizer"), parameters);
    boolean clips = a.has("clip_norm");
    if (clips) {
      optimizer.clipNorm(a.number("clip_norm"));
    }
    double[] rates = a.has("lr_schedule") ? a.numbers("lr_schedule") : new double[0];
    GoldenOptimizers.Trace trace = new GoldenOptimizers.Trace();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Tensor x = a.x();
    int steps = a.integer("steps");
    for (int k = 0; k < steps; k++) {
      x = batch(a, "x", k);
      if (rates.length > 0) {
        optimizer.setLearningRate(rates[k]);
      }
      Tensor loss = loss(a.inner("loss"), forward(layers, x), batch(a, "target", k));
      List<Tensor> gradients = Grad.of(loss, List.copyOf(parameters.values()));
      Navette.eval(gradients.toArray(Tensor[]::new));
      optimizer.step(gradients, loss);
      trace.add("losses", loss);
      if (clips) {
        trace.add("grad_norms", optimizer.gradientNorm());
      }
      if (k == 0) {
        int i = 0;
        for (Map.Entry<String, Variable> p : parameters.entrySet()) {
          outputs.put("grad0.param." + p.getKey(), gradients.get(i++));
          outputs.put("step1.param." + p.getKey(), p.getValue().snapshot());
        }
      }
    }
    outputs.putAll(trace.outputs());
    parameters.forEach((path, v) -> outputs.put("param." + path, v.snapshot()));
    outputs.put("pred", forward(layers, x));
    return outputs;
  }

  private static Tensor batch(GoldenArguments a, String name, int step) {
    return a.flag("per_step") ? a.input(name).select(0, step) : a.input(name);
  }

  private static Tensor forward(List<Layer> layers, Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y);
    }
    return y;
  }

  private static Tensor loss(GoldenArguments settings, Tensor y, Tensor target) {
    String type = settings.text("type");
    return switch (type) {
      case "bce_with_logits" -> Loss.binaryCrossEntropyWithLogits(y, target);
      case "mse" -> Loss.mse(y, target);
      case "cross_entropy" -> Loss.crossEntropy(y, target);
      default -> throw new UnsupportedCaseException("loss " + type);
    };
  }

  private static List<Layer> layers(GoldenArguments a, Map<String, Variable> parameters) {
    List<Layer> layers = new ArrayList<>();
    for (GoldenArguments settings : a.each("layers")) {
      layers.add(layer(settings, parameters));
    }
    return layers;
  }

  private static Layer layer(GoldenArguments settings, Map<String, Variable> parameters) {
    String type = settings.text("type");
    return switch (type) {
      case "linear" -> {
        Variable weight = parameter(settings, parameters, "weight").orElseThrow();
        settings.follows("in_features", weight.shape().dim(1));
        settings.follows("out_features", weight.shape().dim(0));
        yield new Linear(weight, parameter(settings, parameters, "bias"));
      }
      case "layer_norm" -> {
        Variable weight = parameter(settings, parameters, "weight").orElseThrow();
        settings.describedBy("normalized_shape");
        yield new LayerNorm(
            weight, parameter(settings, parameters, "bias"), settings.number("eps", LayerNorm.EPS));
      }
      case "leaky_relu" -> new LeakyRelu(settings.number("negative_slope", 0.01));
      case "flatten" -> new Flatten();
      case "tanh", "sigmoid", "relu", "relu6", "gelu", "silu", "mish", "selu", "softplus" ->
          Activation.named(type);
      default -> throw new UnsupportedCaseException("layer " + type);
    };
  }

  private static Optional<Variable> parameter(
      GoldenArguments settings, Map<String, Variable> parameters, String name) {
    return Optional.ofNullable(parameters.get(settings.text("name") + "." + name));
  }
}
