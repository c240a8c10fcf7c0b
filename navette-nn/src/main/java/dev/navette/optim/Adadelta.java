// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// Adadelta: steps as large as the recent steps were, over the root mean square of recent
/// gradients; the learning rate is usually 1. [Zeiler 2012](https://arxiv.org/abs/1212.5701)
///
/// s = rho s + (1 - rho) g^2; d = sqrt(a + eps) / sqrt(s + eps) * g; a = rho a + (1 - rho) d^2; w =
/// w - lr d.
///
/// Weight decay is L2: it adds decay * w to the gradient.
public final class Adadelta extends Optimizer {
  /// The usual memory.
  public static final double RHO = 0.9;

  /// The usual constant under the roots.
  public static final double EPS = 1e-6;

  private final double rho;
  private final double eps;
  private final List<Variable> squares;
  private final List<Variable> steps;

  /// Adadelta for a model, with the usual constants.
  public Adadelta(Module model, double learningRate) {
    this(model.variables(), learningRate);
  }

  /// Adadelta for variables by path, with the usual constants.
  public Adadelta(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, RHO, EPS);
  }

  /// Adadelta for a model.
  ///
  /// @param rho memory of squares, 0 to 1
  /// @param eps added under the roots
  public Adadelta(Module model, double learningRate, double rho, double eps) {
    this(model.variables(), learningRate, rho, eps);
  }

  /// Adadelta for variables by path.
  ///
  /// @param rho memory of squares, 0 to 1
  /// @param eps added under the roots
  public Adadelta(Map<String, Variable> variables, double learningRate, double rho, double eps) {
    super(variables, learningRate);
    this.rho = requireBeta("rho", rho);
    this.eps = requireNotNegative("eps", eps);
    this.squares = zeroState("square_avg");
    this.steps = zeroState("acc_delta");
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    Tensor r = group.number(rho);
    Tensor c = group.number(1 - rho);
    Tensor e = group.number(eps);
    Tensor lr = group.number(rate);
    List<Tensor> decayed = withL2(group, gradients);
    for (int i = 0; i < group.size(); i++) {
      int index = group.indices().get(i);
      Variable w = group.parameters().get(i);
      Tensor g = decayed.get(i);
      Tensor s = squares.get(index).value().mul(r).add(g.mul(g).mul(c));
      Tensor a = steps.get(index).value();
      Tensor d = a.add(e).sqrt().div(s.add(e).sqrt()).mul(g);
      squares.get(index).assign(s);
      steps.get(index).assign(a.mul(r).add(d.mul(d).mul(c)));
      assign(w, w.value().sub(d.mul(lr)));
    }
  }
}
