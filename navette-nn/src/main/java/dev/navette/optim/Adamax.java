// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// Adam by the infinity norm. [Kingma and Ba 2014](https://arxiv.org/abs/1412.6980), section 7
///
/// In step t: m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + eps); w = w - lr / (1 - beta1^t)
/// * m / u.
///
/// Weight decay is L2: it adds decay * w to the gradient.
public final class Adamax extends Optimizer {
  private double beta1;
  private final double beta2;
  private final double eps;
  private final List<Variable> means;
  private final List<Variable> norms;

  /// Adamax for a model, with the usual constants.
  public Adamax(Module model, double learningRate) {
    this(model.variables(), learningRate);
  }

  /// Adamax for variables by path, with the usual constants.
  public Adamax(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, Adam.BETA1, Adam.BETA2, Adam.EPS);
  }

  /// Adamax for a model.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of the largest gradient, 0 to 1
  /// @param eps added to |g|, so that nothing is divided by 0
  public Adamax(Module model, double learningRate, double beta1, double beta2, double eps) {
    this(model.variables(), learningRate, beta1, beta2, eps);
  }

  /// Adamax for variables by path.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of the largest gradient, 0 to 1
  /// @param eps added to |g|, so that nothing is divided by 0
  public Adamax(
      Map<String, Variable> variables,
      double learningRate,
      double beta1,
      double beta2,
      double eps) {
    super(variables, learningRate);
    this.beta1 = requireBeta("beta1", beta1);
    this.beta2 = requireBeta("beta2", beta2);
    this.eps = requireNotNegative("eps", eps);
    this.means = zeroState("exp_avg");
    this.norms = zeroState("exp_inf");
  }

  @Override
  public void setMomentum(double beta) {
    beta1 = requireBeta("beta1", beta);
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    Tensor c1 = group.number(1 - beta1);
    Tensor b2 = group.number(beta2);
    Tensor e = group.number(eps);
    Tensor size = group.number(rate / (1 - StrictMath.pow(beta1, (double) step)));
    List<Tensor> decayed = withL2(group, gradients);
    for (int i = 0; i < group.size(); i++) {
      int index = group.indices().get(i);
      Variable w = group.parameters().get(i);
      Tensor g = decayed.get(i);
      Tensor m = means.get(index).value();
      m = m.add(g.sub(m).mul(c1));
      Tensor u = norms.get(index).value().mul(b2).maximum(g.abs().add(e));
      means.get(index).assign(m);
      norms.get(index).assign(u);
      assign(w, w.value().sub(m.div(u).mul(size)));
    }
  }
}
