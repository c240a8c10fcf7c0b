// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit.training;

import dev.navette.ir.DType;
import dev.navette.loss.Loss;
import dev.navette.loss.Reduction;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Losses and their gradients against PyTorch's.
class GoldenLossTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mse_none",
        "mse_mean",
        "mse_sum",
        "l1_none",
        "l1_mean",
        "l1_sum",
        "huber_none",
        "huber_mean",
        "huber_sum",
        "huber_delta",
        "bce_none",
        "bce_mean",
        "bce_sum",
        "bce_zero_one",
        "bce_with_logits_none",
        "bce_with_logits_mean",
        "bce_with_logits_sum",
        "bce_with_logits_saturated",
        "cross_entropy_none",
        "cross_entropy_mean",
        "cross_entropy_sum",
        "cross_entropy_2d",
        "cross_entropy_prob_none",
        "cross_entropy_prob_mean",
        "cross_entropy_prob_sum",
        "cross_entropy_smooth",
        "cross_entropy_saturated",
        "nll_none",
        "nll_mean",
        "nll_sum",
        "nll_2d"
      })
  void lossesAgree(String name) {
    TrainingCase golden = TrainingCase.read("loss/" + name);
    GoldenOptimizerTest.everywhere(dtype -> {
      Tensor x = golden.tensor("input.x", dtype);
      Tensor y = loss(golden, name, x, dtype);
      if (golden.has("cotangent.y")) {
        Tensor weighted = y.mul(golden.tensor("cotangent.y", dtype)).sum();
        golden.check("grad.input.x", Grad.of(weighted, x).getFirst());
      }
      golden.check("expected.y", y);
    });
  }

  private static Tensor loss(TrainingCase golden, String name, Tensor x, DType dtype) {
    Tensor target = golden.tensor("input.target", dtype);
    Reduction reduction =
        Reduction.valueOf(golden.config().get("reduction").asString().toUpperCase(Locale.ROOT));
    if (name.startsWith("mse")) {
      return Loss.mse(x, target, reduction);
    } else if (name.startsWith("l1")) {
      return Loss.l1(x, target, reduction);
    } else if (name.startsWith("huber")) {
      return Loss.huber(x, target, golden.config().get("delta").asDouble(), reduction);
    } else if (name.startsWith("bce_with_logits")) {
      return Loss.binaryCrossEntropyWithLogits(x, target, reduction);
    } else if (name.startsWith("bce")) {
      return Loss.binaryCrossEntropy(x, target, reduction);
    }
    Tensor last = classesLast(x);
    double smoothing = golden.config().path("label_smoothing").asDouble(0);
    if (name.contains("_prob_") || smoothing > 0) {
      return Loss.softCrossEntropy(last, probabilities(target, last, smoothing), reduction);
    }
    return name.startsWith("nll")
        ? Loss.nll(last, target, reduction)
        : Loss.crossEntropy(last, target, reduction);
  }

  private static Tensor probabilities(Tensor target, Tensor logits, double smoothing) {
    if (target.dtype().isFloat()) {
      return classesLast(target);
    }
    int classes = logits.dim(-1);
    return target.oneHot(classes, logits.dtype()).mul(1 - smoothing).add(smoothing / classes);
  }

  /// PyTorch has the classes at axis 1.
  private static Tensor classesLast(Tensor x) {
    int[] order = new int[x.rank()];
    for (int i = 1; i < order.length; i++) {
      order[i] = i == order.length - 1 ? 1 : i + 1;
    }
    return x.rank() == 2 ? x : x.permute(order);
  }
}
