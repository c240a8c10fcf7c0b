// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// Rectified Adam: Adam's step by v only once v is known well enough, before that momentum alone.
/// [Liu et al. 2019](https://arxiv.org/abs/1908.03265)
///
/// In step t: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; rho = r - 2 t beta2^t /
/// (1 - beta2^t), where r = 2 / (1 - beta2) - 1. If rho > 5, w = w - lr m / (1 - beta1^t) *
/// sqrt((rho - 4) (rho - 2) r / ((r - 4) (r - 2) rho)) * sqrt(1 - beta2^t) / (sqrt(v) + eps); else
/// w = w - lr m / (1 - beta1^t).
///
/// Weight decay is L2: it adds decay * w to the gradient.
public final class RAdam extends Optimizer {
  private double beta1;
  private final double beta2;
  private final double eps;
  private final List<Variable> means;
  private final List<Variable> squares;

  /// RAdam for a model, with the usual constants.
  public RAdam(Module model, double learningRate) {
    this(model.variables(), learningRate);
  }

  /// RAdam for variables by path, with the usual constants.
  public RAdam(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, Adam.BETA1, Adam.BETA2, Adam.EPS);
  }

  /// RAdam for a model.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of their squares, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  public RAdam(Module model, double learningRate, double beta1, double beta2, double eps) {
    this(model.variables(), learningRate, beta1, beta2, eps);
  }

  /// RAdam for variables by path.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of their squares, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  public RAdam(
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
    this.squares = zeroState("exp_avg_sq");
  }

  @Override
  public void setMomentum(double beta) {
    beta1 = requireBeta("beta1", beta);
  }

  /// The factor of Adam's step, NaN as long as it is not to be made.
  private double rectification(long step) {
    double power = StrictMath.pow(beta2, (double) step);
    double limit = 2 / (1 - beta2) - 1;
    double rho = limit - 2 * step * power / (1 - power);
    double square = (rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho);
    return rho > 5 ? Math.sqrt(square * (1 - power)) : Double.NaN;
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    double corrected = rate / (1 - StrictMath.pow(beta1, (double) step));
    double rectification = rectification(step);
    boolean adapts = !Double.isNaN(rectification);
    Tensor c1 = group.number(1 - beta1);
    Tensor b2 = group.number(beta2);
    Tensor c2 = group.number(1 - beta2);
    Tensor e = group.number(eps);
    Tensor size = group.number(adapts ? corrected * rectification : corrected);
    List<Tensor> decayed = withL2(group, gradients);
    for (int i = 0; i < group.size(); i++) {
      int index = group.indices().get(i);
      Variable w = group.parameters().get(i);
      Tensor g = decayed.get(i);
      Tensor m = means.get(index).value();
      m = m.add(g.sub(m).mul(c1));
      Tensor v = squares.get(index).value().mul(b2).add(g.mul(g).mul(c2));
      means.get(index).assign(m);
      squares.get(index).assign(v);
      Tensor direction = adapts ? m.div(v.sqrt().add(e)) : m;
      assign(w, w.value().sub(direction.mul(size)));
    }
  }
}
