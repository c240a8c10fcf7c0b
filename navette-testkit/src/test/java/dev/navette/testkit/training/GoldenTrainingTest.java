// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.loss.Loss;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole trainings against PyTorch's: losses, first gradients, first update, weights, predictions.
class GoldenTrainingTest {
  @ParameterizedTest
  @ValueSource(strings = {"mlp_xor_sgd", "mlp_xor_sigmoid_mse", "mlp_regression_adamw_clip"})
  void trainsAsPyTorchDoes(String name) {
    TrainingCase golden = TrainingCase.read("train/" + name);
    GoldenOptimizerTest.everywhere(dtype -> {
      GoldenMlp model = GoldenMlp.of(golden, dtype);
      Map<String, Variable> named = model.named();
      Optimizer optimizer = GoldenOptimizers.of(golden.config().get("optimizer"), named);
      boolean clips = golden.config().has("clip_norm");
      if (clips) {
        optimizer.clipNorm(golden.config().get("clip_norm").asDouble());
      }
      Tensor x = golden.tensor("input.x", dtype);
      Tensor target = golden.tensor("input.target", dtype);
      boolean logits = golden.config().get("loss").get("type").asString().equals("bce_with_logits");
      int steps = golden.config().get("steps").asInt();
      double[] losses = new double[steps];
      double[] norms = new double[steps];
      for (int k = 0; k < steps; k++) {
        Tensor y = model.forward(x);
        Tensor loss = logits ? Loss.binaryCrossEntropyWithLogits(y, target) : Loss.mse(y, target);
        if (k == 0) {
          checkGradients(golden, loss, named);
        }
        long before = Navette.planMisses();
        optimizer.step(loss);
        losses[k] = loss.item();
        norms[k] = clips ? optimizer.gradientNorm().item() : 0;
        if (k == 0) {
          named.forEach((path, v) -> golden.check("expected.step1.param." + path, v.value()));
        }
        assertTrue(k < 2 || Navette.planMisses() == before, "step " + k + " made a plan");
      }
      golden.check("losses", golden.values("expected.losses"), losses, dtype);
      if (clips) {
        golden.check("grad_norms", golden.values("expected.grad_norms"), norms, dtype);
      }
      named.forEach((path, v) -> golden.check("expected.param." + path, v.value()));
      golden.check("expected.pred", model.forward(x));
    });
  }

  private static void checkGradients(
      TrainingCase golden, Tensor loss, Map<String, Variable> named) {
    List<Tensor> gradients = Grad.of(loss, List.copyOf(named.values()));
    int i = 0;
    for (String path : named.keySet()) {
      golden.check("expected.grad0.param." + path, gradients.get(i++));
    }
  }
}
