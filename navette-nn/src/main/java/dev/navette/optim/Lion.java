// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// Lion: steps of one size, in the direction that an average of gradients has. [Chen et al.
/// 2023](https://arxiv.org/abs/2302.06675)
///
/// w = w (1 - lr decay) - lr sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g.
///
/// The learning rate is usually 3 to 10 times smaller than Adam's, and the weight decay, which
/// shrinks the parameter itself, as many times larger; it is 0 at the start.
public final class Lion extends Optimizer {
  /// The usual share of the past in a step.
  public static final double BETA1 = 0.9;

  /// The usual memory of gradients.
  public static final double BETA2 = 0.99;

  private double beta1;
  private final double beta2;
  private final List<Variable> means;

  /// Lion for a model, with the usual constants.
  public Lion(Module model, double learningRate) {
    this(model.variables(), learningRate);
  }

  /// Lion for variables by path, with the usual constants.
  public Lion(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, BETA1, BETA2);
  }

  /// Lion for a model.
  ///
  /// @param beta1 share of the past in a step, 0 to 1
  /// @param beta2 memory of gradients, 0 to 1
  public Lion(Module model, double learningRate, double beta1, double beta2) {
    this(model.variables(), learningRate, beta1, beta2);
  }

  /// Lion for variables by path.
  ///
  /// @param beta1 share of the past in a step, 0 to 1
  /// @param beta2 memory of gradients, 0 to 1
  public Lion(Map<String, Variable> variables, double learningRate, double beta1, double beta2) {
    super(variables, learningRate);
    this.beta1 = requireBeta("beta1", beta1);
    this.beta2 = requireBeta("beta2", beta2);
    this.means = zeroState("exp_avg");
  }

  @Override
  public void setMomentum(double beta) {
    beta1 = requireBeta("beta1", beta);
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    Tensor c1 = group.number(1 - beta1);
    Tensor c2 = group.number(1 - beta2);
    Tensor lr = group.number(rate);
    Tensor shrink = group.number(1 - rate * group.decay());
    List<Tensor> own = group.of(gradients);
    for (int i = 0; i < group.size(); i++) {
      Variable w = group.parameters().get(i);
      Tensor g = own.get(i);
      Variable mean = means.get(group.indices().get(i));
      Tensor m = mean.value();
      Tensor direction = m.add(g.sub(m).mul(c1)).sign();
      mean.assign(m.add(g.sub(m).mul(c2)));
      Tensor kept = group.decay() == 0 ? w.value() : w.value().mul(shrink);
      assign(w, kept.sub(direction.mul(lr)));
    }
  }
}
