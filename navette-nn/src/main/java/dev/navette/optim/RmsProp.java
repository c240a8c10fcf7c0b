// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// RMSprop: divides by the root of the mean of squared gradients. Tieleman and Hinton 2012, lecture
/// 6.5 of Neural Networks for Machine Learning.
///
/// s = alpha s + (1 - alpha) g^2; w = w - lr g / (sqrt(s) + eps). See [#centered()] and
/// [#momentum(double)]. Weight decay is L2: it adds decay * w to the gradient.
public final class RmsProp extends Optimizer {
  /// The usual memory of squared gradients.
  public static final double ALPHA = 0.99;

  /// The usual constant beside the root.
  public static final double EPS = 1e-8;

  private final double alpha;
  private final double eps;
  private final List<Variable> squares;
  private List<Variable> means = List.of();
  private List<Variable> velocity = List.of();
  private double beta;

  /// RMSprop for a model, with the usual constants.
  public RmsProp(Module model, double learningRate) {
    this(model.variables(), learningRate);
  }

  /// RMSprop for variables by path, with the usual constants.
  public RmsProp(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, ALPHA, EPS);
  }

  /// RMSprop for a model.
  ///
  /// @param alpha memory of squared gradients, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  public RmsProp(Module model, double learningRate, double alpha, double eps) {
    this(model.variables(), learningRate, alpha, eps);
  }

  /// RMSprop for variables by path.
  ///
  /// @param alpha memory of squared gradients, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  public RmsProp(Map<String, Variable> variables, double learningRate, double alpha, double eps) {
    super(variables, learningRate);
    this.alpha = requireBeta("alpha", alpha);
    this.eps = requireNotNegative("eps", eps);
    this.squares = zeroState("square_avg");
  }

  /// Divides by the standard deviation rather than the root mean square: with a = alpha a + (1 -
  /// alpha) g, sqrt(s - a^2) takes the place of sqrt(s). [Graves
  /// 2013](https://arxiv.org/abs/1308.0850)
  ///
  /// @return this
  public RmsProp centered() {
    if (means.isEmpty()) {
      means = zeroState("grad_avg");
    }
    return this;
  }

  /// Adds momentum: v = beta v + g / (sqrt(s) + eps); w = w - lr v.
  ///
  /// @param beta 0 to 1
  /// @return this
  public RmsProp momentum(double beta) {
    this.beta = requireBeta("momentum", beta);
    if (velocity.isEmpty()) {
      velocity = zeroState("momentum_buffer");
    }
    return this;
  }

  @Override
  public void setMomentum(double beta) {
    if (velocity.isEmpty()) {
      throw new UnsupportedOperationException(
          "setMomentum: this RmsProp has no momentum; make it with momentum(beta)");
    }
    momentum(beta);
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    Tensor a = group.number(alpha);
    Tensor c = group.number(1 - alpha);
    Tensor e = group.number(eps);
    Tensor b = group.number(beta);
    Tensor lr = group.number(rate);
    List<Tensor> decayed = withL2(group, gradients);
    for (int i = 0; i < group.size(); i++) {
      int index = group.indices().get(i);
      Variable w = group.parameters().get(i);
      Tensor g = decayed.get(i);
      Tensor s = squares.get(index).value().mul(a).add(g.mul(g).mul(c));
      squares.get(index).assign(s);
      Tensor direction = g.div(spread(group, index, g, s, c).sqrt().add(e));
      if (!velocity.isEmpty()) {
        direction = velocity.get(index).value().mul(b).add(direction);
        velocity.get(index).assign(direction);
      }
      assign(w, w.value().sub(direction.mul(lr)));
    }
  }

  /// What the root is taken of; rounding must not make it negative.
  private Tensor spread(ParameterGroup group, int index, Tensor g, Tensor s, Tensor share) {
    if (means.isEmpty()) {
      return s;
    }
    Tensor mean = means.get(index).value();
    mean = mean.add(g.sub(mean).mul(share));
    means.get(index).assign(mean);
    return s.sub(mean.mul(mean)).maximum(group.number(0));
  }
}
