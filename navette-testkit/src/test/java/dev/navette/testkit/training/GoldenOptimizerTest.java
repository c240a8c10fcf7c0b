// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit.training;

import dev.navette.ir.DType;
import dev.navette.loss.Loss;
import dev.navette.optim.Momentum;
import dev.navette.optim.Optimizer;
import dev.navette.optim.Sgd;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Optimizers against the trajectories of PyTorch's.
class GoldenOptimizerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd",
        "sgd_momentum",
        "sgd_nesterov",
        "sgd_dampening",
        "sgd_weight_decay",
        "sgd_all",
        "sgd_groups",
        "adam",
        "adam_weight_decay",
        "adam_betas_eps",
        "adam_lr_schedule",
        "adam_zero_gradients",
        "adamw",
        "adamw_weight_decay"
      })
  void followsTheTrajectoryOfPyTorch(String name) {
    TrainingCase golden = TrainingCase.read("optimizer/" + name);
    everywhere(dtype -> {
      Map<String, Variable> parameters = parameters(golden, dtype);
      Optimizer optimizer = GoldenOptimizers.of(golden.config(), parameters);
      JsonNode groups = golden.config().path("groups");
      for (JsonNode group : groups) {
        scale(optimizer, group, golden.config().get("args").get("lr").asDouble());
      }
      openLoop(golden, dtype, optimizer, parameters);
      optimizer
          .state()
          .forEach((path, variable) -> golden.check("expected.state." + path, variable.value()));
    });
  }

  /// The settings of one group of parameters.
  private static void scale(Optimizer optimizer, JsonNode group, double base) {
    List<String> members = new ArrayList<>();
    group.get("params").forEach(p -> members.add(p.asString()));
    if (group.has("lr")) {
      optimizer.scaleLearningRate(
          (path, _) -> members.contains(path), group.get("lr").asDouble() / base);
    }
    if (group.has("weight_decay")) {
      optimizer
          .weightDecay(group.get("weight_decay").asDouble())
          .decayOnly((path, _) -> members.contains(path));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"momentum_ema", "momentum_ema_corrected"})
  void momentumByAverages(String name) {
    TrainingCase golden = TrainingCase.read("optimizer/" + name);
    everywhere(dtype -> {
      Map<String, Variable> parameters = parameters(golden, dtype);
      Momentum momentum =
          new Momentum.Average(
              golden.config().get("beta").asDouble(),
              golden.config().get("bias_correction").asBoolean());
      Sgd optimizer = new Sgd(parameters, golden.config().get("lr").asDouble(), momentum);
      openLoop(golden, dtype, optimizer, parameters);
      for (String path : parameters.keySet()) {
        Variable v = optimizer.state().get(path + ".momentum_buffer");
        golden.check("expected.state." + path + ".v", v.value());
      }
    });
  }

  private static void openLoop(
      TrainingCase golden, DType dtype, Optimizer optimizer, Map<String, Variable> parameters) {
    for (int k = 0; k < golden.config().get("steps").asInt(); k++) {
      if (golden.config().has("lr_schedule")) {
        optimizer.setLearningRate(golden.config().get("lr_schedule").get(k).asDouble());
      }
      List<Tensor> gradients = new ArrayList<>();
      for (String path : parameters.keySet()) {
        gradients.add(golden.slice("input.grads." + path, k, dtype));
      }
      optimizer.step(gradients);
      for (Map.Entry<String, Variable> p : parameters.entrySet()) {
        golden.checkSlice("expected.param." + p.getKey(), k, p.getValue().value());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "closed_lsq_sgd",
        "closed_lsq_sgd_momentum",
        "closed_lsq_adam",
        "closed_lsq_adamw",
        "closed_logreg_sgd_momentum",
        "closed_rosenbrock_adam"
      })
  void solvesSmallProblemsAsPyTorchDoes(String name) {
    TrainingCase golden = TrainingCase.read("optimizer/" + name);
    everywhere(dtype -> {
      Map<String, Variable> parameters = parameters(golden, dtype);
      Optimizer optimizer = GoldenOptimizers.of(golden.config(), parameters);
      List<Double> losses = new ArrayList<>();
      for (int k = 0; k < golden.config().get("steps").asInt(); k++) {
        Tensor loss = objective(golden, dtype, parameters);
        optimizer.step(loss);
        losses.add(loss.item());
        for (Map.Entry<String, Variable> p : parameters.entrySet()) {
          golden.checkSlice("expected.param." + p.getKey(), k, p.getValue().value());
        }
      }
      double[] found = losses.stream().mapToDouble(l -> l).toArray();
      golden.check("expected.losses", golden.values("expected.losses"), found, dtype);
    });
  }

  private static Tensor objective(
      TrainingCase golden, DType dtype, Map<String, Variable> parameters) {
    Tensor w = parameters.get("w").value();
    String problem = golden.config().get("problem").asString();
    if (problem.equals("rosenbrock")) {
      Tensor head = w.slice(0, 0, w.dim(0) - 1);
      Tensor valley = w.slice(0, 1).sub(head.square()).square().mul(100);
      return valley.add(head.rsub(1).square()).sum();
    }
    Tensor y = golden.tensor("input.X", dtype).matmul(w).add(parameters.get("b").value());
    Tensor target = golden.tensor("input.target", dtype);
    return problem.equals("lsq")
        ? Loss.mse(y, target).mul(0.5)
        : Loss.binaryCrossEntropyWithLogits(y, target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip_norm_2", "clip_norm_below", "clip_value"})
  void clips(String name) {
    TrainingCase golden = TrainingCase.read("optimizer/" + name);
    everywhere(dtype -> {
      // From zero, with learning rate 1, a step leaves minus the clipped gradient.
      List<Tensor> gradients =
          List.of(golden.tensor("input.g0", dtype), golden.tensor("input.g1", dtype));
      Map<String, Variable> parameters = new LinkedHashMap<>();
      for (int i = 0; i < gradients.size(); i++) {
        parameters.put("y" + i, new Variable(gradients.get(i).zerosLike()));
      }
      Optimizer optimizer = new Sgd(parameters, 1, Momentum.none());
      if (golden.config().has("max_norm")) {
        optimizer.clipNorm(golden.config().get("max_norm").asDouble());
      } else {
        optimizer.clipValue(golden.config().get("clip_value").asDouble());
      }
      optimizer.step(gradients);
      parameters.forEach((y, v) -> golden.check("expected." + y, v.value().neg()));
      if (golden.has("expected.total_norm")) {
        golden.check("expected.total_norm", optimizer.gradientNorm());
      }
    });
  }

  private static Map<String, Variable> parameters(TrainingCase golden, DType dtype) {
    Map<String, Variable> parameters = new LinkedHashMap<>();
    for (String path : golden.namesAfter("param.")) {
      parameters.put(path, new Variable(golden.tensor("param." + path, dtype)));
    }
    return parameters;
  }

  /// Runs `body` on both backends, in double and in single precision.
  static void everywhere(java.util.function.Consumer<DType> body) {
    for (String backend : List.of("jvm", "reference")) {
      for (DType dtype : List.of(DType.F64, DType.F32)) {
        Navette.on(backend, () -> body.accept(dtype));
      }
    }
  }
}
