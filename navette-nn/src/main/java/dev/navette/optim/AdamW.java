// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Variable;
import java.util.Map;

/// [Adam] with decoupled weight decay: before Adam's update, w = w (1 - lr decay). [Loshchilov and
/// Hutter 2017](https://arxiv.org/abs/1711.05101)
public final class AdamW extends Adam {
  /// The usual decay.
  public static final double DECAY = 0.01;

  /// AdamW for a model, with the usual constants and decay 0.01.
  public AdamW(Module model, double learningRate) {
    this(model, learningRate, BETA1, BETA2, EPS);
  }

  /// AdamW for variables by path, with the usual constants and decay 0.01.
  public AdamW(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, BETA1, BETA2, EPS);
  }

  /// AdamW for a model, with decay 0.01.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of their squares, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  public AdamW(Module model, double learningRate, double beta1, double beta2, double eps) {
    this(model.variables(), learningRate, beta1, beta2, eps);
  }

  /// AdamW for variables by path, with decay 0.01.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of their squares, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  public AdamW(
      Map<String, Variable> variables,
      double learningRate,
      double beta1,
      double beta2,
      double eps) {
    super(variables, learningRate, beta1, beta2, eps);
    weightDecay(DECAY);
  }

  @Override
  boolean isDecoupled() {
    return true;
  }
}
