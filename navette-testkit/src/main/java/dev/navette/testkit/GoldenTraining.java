// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.loss.Loss;
import dev.navette.nn.Mode;
import dev.navette.nn.Sequential;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Whole trainings: losses, first gradients, first update, final weights and predictions.
final class GoldenTraining {
  private GoldenTraining() {}

  static void addTo(GoldenOps ops) {
    ops.several("train_sequential", new Layers());
  }

  /// Layers one after another.
  private static final class Layers implements GoldenOp {
    @Override
    public Map<String, Tensor> apply(GoldenArguments a) {
      return sequential(a);
    }

    /// The gradient by a bias before a batch norm is 0 but for rounding, and Adam divides it by its
    /// size: in f32 the bias drifts, by the learning rate in each step, and the running mean and
    /// what inference makes of the two lag behind each other.
    @Override
    public Uncertainty uncertainty(GoldenArguments a, String output) {
      if (a.x().dtype() == DType.F64) {
        return Uncertainty.NONE;
      }
      String last = "";
      for (GoldenArguments layer : a.each("layers")) {
        String name = layer.has("name") ? layer.text("name") : "";
        boolean drifts = a.optional("param." + last + ".bias").isPresent();
        if (layer.text("type").startsWith("batch_norm")
            && drifts
            && (output.endsWith("param." + last + ".bias")
                || output.equals("buffer." + name + ".running_mean")
                || output.equals("pred"))) {
          double rate = a.inner("optimizer").inner("args").number("lr");
          return new Uncertainty(0, rate * a.integer("steps"));
        }
        last = name;
      }
      return Uncertainty.NONE;
    }
  }

  static Tensor value(Map<String, Variable> parameters, String path) {
    return Objects.requireNonNull(parameters.get(path), path).value();
  }

  private static Map<String, Tensor> sequential(GoldenArguments a) {
    Map<String, Variable> parameters = GoldenOptimizers.parameters(a);
    GoldenModules modules = new GoldenModules(parameters);
    Sequential model = new Sequential(a.each("layers").stream().map(modules::layer).toList());
    Rng rng = Rng.of(0);
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
      Tensor batch = x;
      Tensor y = Mode.training(rng, () -> model.forward(batch));
      Tensor loss = loss(a.inner("loss"), y, batch(a, "target", k));
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
    modules.buffers.forEach((path, v) -> outputs.put("buffer." + path, v.snapshot()));
    outputs.put("pred", model.forward(x));
    return outputs;
  }

  private static Tensor batch(GoldenArguments a, String name, int step) {
    return a.flag("per_step") ? a.input(name).select(0, step) : a.input(name);
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
}
