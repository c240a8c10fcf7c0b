// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// Adagrad: divides by the root of the sum of all squared gradients. [Duchi et al.
/// 2011](https://jmlr.org/papers/v12/duchi11a.html)
///
/// In step t: s = s + g^2; w = w - lr / (1 + (t - 1) d) * g / (sqrt(s) + eps), d being the decay of
/// the learning rate.
///
/// Weight decay is L2: it adds decay * w to the gradient.
public final class Adagrad extends Optimizer {
  /// The usual constant beside the root.
  public static final double EPS = 1e-10;

  private final double rateDecay;
  private final double eps;
  private final List<Variable> sums;

  /// Adagrad for a model, with the usual constants.
  public Adagrad(Module model, double learningRate) {
    this(model.variables(), learningRate);
  }

  /// Adagrad for variables by path, with the usual constants.
  public Adagrad(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, 0, 0, EPS);
  }

  /// Adagrad for a model.
  ///
  /// @param rateDecay d, 0 or more
  /// @param start what s starts at, 0 or more
  /// @param eps added to the root, so that nothing is divided by 0
  public Adagrad(Module model, double learningRate, double rateDecay, double start, double eps) {
    this(model.variables(), learningRate, rateDecay, start, eps);
  }

  /// Adagrad for variables by path.
  ///
  /// @param rateDecay d, 0 or more
  /// @param start what s starts at, 0 or more
  /// @param eps added to the root, so that nothing is divided by 0
  public Adagrad(
      Map<String, Variable> variables,
      double learningRate,
      double rateDecay,
      double start,
      double eps) {
    super(variables, learningRate);
    this.rateDecay = requireNotNegative("rateDecay", rateDecay);
    this.eps = requireNotNegative("eps", eps);
    this.sums = state("sum", requireNotNegative("start", start));
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    Tensor size = group.number(rate / (1 + (step - 1) * rateDecay));
    Tensor e = group.number(eps);
    List<Tensor> decayed = withL2(group, gradients);
    for (int i = 0; i < group.size(); i++) {
      int index = group.indices().get(i);
      Variable w = group.parameters().get(i);
      Tensor g = decayed.get(i);
      Tensor s = sums.get(index).value().add(g.mul(g));
      sums.get(index).assign(s);
      assign(w, w.value().sub(g.div(s.sqrt().add(e)).mul(size)));
    }
  }
}
