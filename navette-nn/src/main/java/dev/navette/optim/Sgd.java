// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;

/// Gradient descent, with or without [Momentum]: w = w - lr g.
///
/// Weight decay is L2: it adds decay * w to the gradient.
public final class Sgd extends Optimizer {
  private Momentum momentum;
  private final List<Variable> velocity;

  /// Plain gradient descent for a model.
  public Sgd(Module model, double learningRate) {
    this(model, learningRate, Momentum.none());
  }

  /// Plain gradient descent for variables by path.
  public Sgd(Map<String, Variable> variables, double learningRate) {
    this(variables, learningRate, Momentum.none());
  }

  /// Gradient descent with momentum for a model.
  public Sgd(Module model, double learningRate, Momentum momentum) {
    this(model.variables(), learningRate, momentum);
  }

  /// Gradient descent with momentum for variables by path.
  public Sgd(Map<String, Variable> variables, double learningRate, Momentum momentum) {
    super(variables, learningRate);
    this.momentum = momentum;
    this.velocity =
        switch (momentum) {
          case Momentum.None _ -> List.of();
          case Momentum.HeavyBall _, Momentum.Nesterov _, Momentum.Average _ ->
              zeroState("momentum_buffer");
        };
  }

  @Override
  public void setMomentum(double beta) {
    momentum =
        switch (momentum) {
          case Momentum.None _ ->
              throw new UnsupportedOperationException(
                  "setMomentum: this Sgd has no momentum; make it with Momentum.heavyBall(beta)");
          case Momentum.HeavyBall m -> new Momentum.HeavyBall(beta, m.dampening());
          case Momentum.Nesterov _ -> new Momentum.Nesterov(beta);
          case Momentum.Average m -> new Momentum.Average(beta, m.corrected());
        };
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    List<Tensor> decayed = withL2(group, gradients);
    switch (momentum) {
      case Momentum.None _ -> {
        Tensor lr = group.number(rate);
        for (int i = 0; i < group.size(); i++) {
          descend(group.parameters().get(i), decayed.get(i), lr);
        }
      }
      case Momentum.HeavyBall m -> {
        boolean damped = m.dampening() != 0;
        double share = step == 1 ? 1 : 1 - m.dampening();
        move(group, decayed, rate, m.beta(), damped, share, false);
      }
      case Momentum.Nesterov m -> move(group, decayed, rate, m.beta(), false, 1, true);
      case Momentum.Average m -> {
        double correction = m.corrected() ? 1 - StrictMath.pow(m.beta(), (double) step) : 1;
        move(group, decayed, rate / correction, m.beta(), true, 1 - m.beta(), false);
      }
    }
  }

  /// v = beta v + share g; w = w - rate v, or w - rate (g + beta v).
  private void move(
      ParameterGroup group,
      List<Tensor> gradients,
      double rate,
      double beta,
      boolean shared,
      double share,
      boolean nesterov) {
    Tensor lr = group.number(rate);
    Tensor b = group.number(beta);
    Tensor s = group.number(share);
    for (int i = 0; i < group.size(); i++) {
      Tensor g = gradients.get(i);
      Variable v = velocity.get(group.indices().get(i));
      Tensor next = v.value().mul(b).add(shared ? g.mul(s) : g);
      v.assign(next);
      descend(group.parameters().get(i), nesterov ? g.add(next.mul(b)) : next, lr);
    }
  }

  private static void descend(Variable w, Tensor direction, Tensor rate) {
    assign(w, w.value().sub(direction.mul(rate)));
  }
}
