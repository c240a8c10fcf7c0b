// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.loss.Loss;
import dev.navette.metric.Accuracy;
import dev.navette.metric.Metric;
import dev.navette.tensor.Tensor;
import java.util.function.BinaryOperator;

/// What a network is trained to give.
public enum Goal {
  /// One of several classes, from logits.
  CLASSES,
  /// A number.
  VALUE;

  /// The mean loss of outputs and targets.
  BinaryOperator<Tensor> loss() {
    return switch (this) {
      case CLASSES -> Loss::crossEntropy;
      case VALUE -> Loss::mse;
    };
  }

  /// What is shown besides the loss; for values the loss says all.
  Metric[] metrics() {
    return switch (this) {
      case CLASSES -> new Metric[] {new Accuracy()};
      case VALUE -> new Metric[0];
    };
  }
}
