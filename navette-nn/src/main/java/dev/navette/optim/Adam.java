// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// Adam: steps by the mean of past gradients over the root of the mean of their squares. [Kingma
/// and Ba 2014](https://arxiv.org/abs/1412.6980)
///
/// In step t: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w = w - lr / (1 -
/// beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + eps).
///
/// Weight decay is L2: it adds decay * w to the gradient; see [AdamW] for the better form.
public sealed class Adam extends Optimizer permits AdamW {
  /// The usual memory of gradients.
  public static final double BETA1 = 0.9;

  /// The usual memory of their squares.
  public static final double BETA2 = 0.999;

  /// The usual constant beside the root.
  public static final double EPS = 1e-8;

  private double beta1;
  private final double beta2;
  private final double eps;
  private final List<Variable> means;
  private final List<Variable> squares;
  private List<Variable> maxima = List.of();

  /// Adam for a model, with the usual constants.
  public Adam(Module model, double learningRate) {
    this(model, learningRate, BETA1, BETA2, EPS);
  }

  /// Adam for variables by path, with the usual constants.
  public Adam(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, BETA1, BETA2, EPS);
  }

  /// Adam for a model.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of their squares, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  public Adam(Module model, double learningRate, double beta1, double beta2, double eps) {
    this(model.variables(), learningRate, beta1, beta2, eps);
  }

  /// Adam for variables by path.
  ///
  /// @param beta1 memory of gradients, 0 to 1
  /// @param beta2 memory of their squares, 0 to 1
  /// @param eps added to the root, so that nothing is divided by 0
  public Adam(
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

  /// AMSGrad: divides by the root of the largest v so far, which never falls. [Reddi et al.
  /// 2018](https://openreview.net/forum?id=ryQu7f-RZ)
  ///
  /// @return this
  public final Adam amsgrad() {
    if (maxima.isEmpty()) {
      maxima = zeroState("max_exp_avg_sq");
    }
    return this;
  }

  @Override
  public final void setMomentum(double beta) {
    beta1 = requireBeta("beta1", beta);
  }

  /// Whether weight decay shrinks the parameter itself rather than adding to the gradient.
  boolean isDecoupled() {
    return false;
  }

  @Override
  protected final void update(
      ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    // The correction of v is moved out of the root's quotient: one division less an element.
    double root = Math.sqrt(1 - StrictMath.pow(beta2, (double) step));
    Tensor c1 = group.number(1 - beta1);
    Tensor b2 = group.number(beta2);
    Tensor c2 = group.number(1 - beta2);
    Tensor e = group.number(eps * root);
    Tensor size = group.number(rate * root / (1 - StrictMath.pow(beta1, (double) step)));
    boolean shrinks = group.decay() != 0 && isDecoupled();
    Tensor shrink = group.number(1 - rate * group.decay());
    List<Tensor> own = isDecoupled() ? group.of(gradients) : withL2(group, gradients);
    for (int i = 0; i < group.size(); i++) {
      int index = group.indices().get(i);
      Tensor w = group.parameters().get(i).value();
      Tensor g = own.get(i);
      Tensor m = means.get(index).value();
      m = m.add(g.sub(m).mul(c1));
      Tensor v = squares.get(index).value().mul(b2).add(g.mul(g).mul(c2));
      means.get(index).assign(m);
      squares.get(index).assign(v);
      Tensor update = m.div(largest(index, v).sqrt().add(e)).mul(size);
      assign(group.parameters().get(i), (shrinks ? w.mul(shrink) : w).sub(update));
    }
  }

  private Tensor largest(int index, Tensor v) {
    if (maxima.isEmpty()) {
      return v;
    }
    Tensor largest = maxima.get(index).value().maximum(v);
    maxima.get(index).assign(largest);
    return largest;
  }
}
