// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// Adam with Nesterov's momentum. [Dozat
/// 2016](https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ)
///
/// In step t: mu_t = beta1 (1 - 0.96^(t psi) / 2), psi being the momentum decay; m = beta1 m + (1 -
/// beta1) g; v = beta2 v + (1 - beta2) g^2; w = w - lr ((1 - mu_t) / (1 - mu_1 ... mu_t) g +
/// mu_(t+1) / (1 - mu_1 ... mu_(t+1)) m) / (sqrt(v / (1 - beta2^t)) + eps).
///
/// Weight decay is L2: it adds decay * w to the gradient.
public final class NAdam extends Optimizer {
  /// The usual decay of the momentum.
  public static final double MOMENTUM_DECAY = 4e-3;

  private final double beta1;
  private final double beta2;
  private final double eps;
  private final double momentumDecay;
  private final List<Variable> means;
  private final List<Variable> squares;
  private long known;
  private double product = 1;

  /// NAdam for a model, with the usual constants.
  public NAdam(Module model, double learningRate) {
    this(model.variables(), learningRate);
  }

  /// NAdam for variables by path, with the usual constants.
  public NAdam(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, Adam.BETA1, Adam.BETA2, Adam.EPS, MOMENTUM_DECAY);
  }

  /// NAdam for a model.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of their squares, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  /// @param momentumDecay psi, 0 or more
  public NAdam(
      Module model,
      double learningRate,
      double beta1,
      double beta2,
      double eps,
      double momentumDecay) {
    this(model.variables(), learningRate, beta1, beta2, eps, momentumDecay);
  }

  /// NAdam for variables by path.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of their squares, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  /// @param momentumDecay psi, 0 or more
  public NAdam(
      Map<String, Variable> variables,
      double learningRate,
      double beta1,
      double beta2,
      double eps,
      double momentumDecay) {
    super(variables, learningRate);
    this.beta1 = requireBeta("beta1", beta1);
    this.beta2 = requireBeta("beta2", beta2);
    this.eps = requireNotNegative("eps", eps);
    this.momentumDecay = requireNotNegative("momentumDecay", momentumDecay);
    this.means = zeroState("exp_avg");
    this.squares = zeroState("exp_avg_sq");
  }

  private double momentum(long step) {
    return beta1 * (1 - 0.5 * StrictMath.pow(0.96, step * momentumDecay));
  }

  /// mu_1 ... mu_step, the product of the momenta of all steps up to this one.
  public double momentumProduct(long step) {
    if (step < known) {
      known = 0;
      product = 1;
    }
    while (known < step) {
      product *= momentum(++known);
    }
    return product;
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    double mu = momentum(step);
    double next = momentum(step + 1);
    double all = momentumProduct(step);
    Tensor c1 = group.number(1 - beta1);
    Tensor b2 = group.number(beta2);
    Tensor c2 = group.number(1 - beta2);
    Tensor correction = group.number(1 / Math.sqrt(1 - StrictMath.pow(beta2, (double) step)));
    Tensor e = group.number(eps);
    Tensor ofGradient = group.number(rate * (1 - mu) / (1 - all));
    Tensor ofMean = group.number(rate * next / (1 - all * next));
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
      Tensor direction = g.mul(ofGradient).add(m.mul(ofMean));
      assign(w, w.value().sub(direction.div(v.sqrt().mul(correction).add(e))));
    }
  }
}
