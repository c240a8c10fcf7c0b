// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Derivatives as outputs: Hessians, Jacobians, repeated and double backward passes.
final class GoldenDerivatives {
  private GoldenDerivatives() {}

  static void addTo(GoldenOps ops) {
    ops.several("double_backward", a -> doubleBackward(ops, a));
    ops.several("jacobian", a -> jacobian(ops, a));
    ops.several("hessian", GoldenDerivatives::hessian);
    ops.several("hvp", GoldenDerivatives::hessianVector);
    ops.several("nth_derivative", GoldenDerivatives::repeated);
    ops.several("wgan_gp", GoldenDerivatives::gradientPenalty);
  }

  private static Tensor inner(GoldenOps ops, GoldenArguments a) {
    String name = a.text("inner");
    GoldenOp op = GoldenFormulas.find(name).orElseGet(() -> ops.find(name));
    Tensor y = op.apply(a.inner("inner_config")).get("y");
    if (y == null) {
      throw new UnsupportedCaseException("inner " + name);
    }
    return y;
  }

  private static Map<String, Tensor> doubleBackward(GoldenOps ops, GoldenArguments a) {
    Tensor y = inner(ops, a);
    List<String> names = a.texts("wrt");
    Tensor loss = y.mul(a.input("u")).sum();
    List<Tensor> gradients = Grad.of(loss, names.stream().map(a::tensor).toArray(Tensor[]::new));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("y", y);
    for (int i = 0; i < names.size(); i++) {
      outputs.put("d." + names.get(i), gradients.get(i));
    }
    return outputs;
  }

  private static Map<String, Tensor> jacobian(GoldenOps ops, GoldenArguments a) {
    Tensor y = inner(ops, a);
    return Map.of("y", y, "jacobian", rows(y, a.x()));
  }

  /// The gradient of each element of a vector, as rows of a matrix.
  private static Tensor rows(Tensor y, Tensor x) {
    List<Tensor> rows = new ArrayList<>();
    for (int i = 0; i < y.size(); i++) {
      rows.add(Grad.of(y.select(0, i), x).getFirst());
    }
    return Tensors.stack(0, rows);
  }

  private static Map<String, Tensor> hessian(GoldenArguments a) {
    Tensor y = function(a);
    Tensor gradient = Grad.of(y, a.x()).getFirst();
    return Map.of("y", y, "gradient", gradient, "hessian", rows(gradient, a.x()));
  }

  private static Map<String, Tensor> hessianVector(GoldenArguments a) {
    Tensor y = function(a);
    Tensor gradient = Grad.of(y, a.x()).getFirst();
    Tensor product = gradient.mul(a.input("v")).sum();
    return Map.of("y", y, "gradient", gradient, "hvp", Grad.of(product, a.x()).getFirst());
  }

  /// The sum of 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2.
  static Tensor rosenbrock(Tensor x) {
    Tensor head = x.slice(0, 0, x.size() - 1);
    Tensor valley = x.slice(0, 1).sub(head.square()).square().mul(100);
    return valley.add(head.rsub(1).square()).sum();
  }

  private static Tensor function(GoldenArguments a) {
    a.describedBy("formula");
    Tensor x = a.x();
    return switch (a.text("fn")) {
      case "rosenbrock" -> rosenbrock(x);
      case "quadratic" -> x.matmul(a.input("A")).matmul(x).mul(0.5).sub(a.input("b").matmul(x));
      case "logsumexp" -> a.input("A").matmul(x).logsumexp(0);
      case "sin_prod" -> x.sin().prod();
      case "softmax_ce" -> a.input("A").matmul(x).logSoftmax(0).select(0, a.integer("k")).neg();
      case "mlp" -> {
        Tensor h = a.input("W1").matmul(x).add(a.input("b1")).tanh();
        yield a.input("W2").matmul(h).sub(a.input("target")).square().sum().mul(0.5);
      }
      case "mlp_weights" -> {
        Tensor data = a.input("X"); // (N, F)
        int first = data.dim(1) * 3;
        Tensor w = x.slice(0, 0, first).reshape(3, -1).transpose(0, 1); // (F, 3)
        Tensor y = data.matmul(w).sigmoid().matmul(x.slice(0, first));
        yield y.sub(a.input("target")).square().mean().mul(0.5);
      }
      case "logistic" -> {
        Tensor margin = a.input("target").neg().mul(a.input("X").matmul(x));
        yield margin.softplus().mean().add(x.square().sum().mul(a.number("l2")));
      }
      case "quartic" -> {
        Tensor decay = x.select(0, 0).neg().exp();
        yield x.pow(4).sum().add(x.sum().square().mul(decay));
      }
      case "himmelblau" -> {
        Tensor u = x.select(0, 0);
        Tensor v = x.select(0, 1);
        Tensor first = u.square().add(v).sub(11).square();
        yield first.add(u.add(v.square()).sub(7).square());
      }
      case "norm" -> x.square().sum().add(a.number("eps")).sqrt();
      default -> throw new UnsupportedCaseException("fn " + a.text("fn"));
    };
  }

  private static Map<String, Tensor> repeated(GoldenArguments a) {
    a.describedBy("formula");
    Tensor x = a.x();
    Tensor d =
        switch (a.text("fn")) {
          case "tanh" -> x.tanh();
          case "sigmoid" -> x.sigmoid();
          case "exp_sin" -> x.sin().exp();
          case "runge" -> x.square().add(1).reciprocal();
          case "softplus" -> x.exp().add(1).log();
          default -> throw new UnsupportedCaseException("fn " + a.text("fn"));
        };
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("d0", d);
    for (int n = 1; n <= a.integer("order"); n++) {
      d = Grad.of(d.sum(), x).getFirst();
      outputs.put("d" + n, d);
    }
    return outputs;
  }

  /// The critic's loss with gradient penalty: a gradient inside a loss.
  private static Map<String, Tensor> gradientPenalty(GoldenArguments a) {
    Tensor real = a.input("real");
    Tensor fake = a.input("fake");
    Tensor between = a.input("alpha").mul(real).add(a.input("alpha").rsub(1).mul(fake));
    Tensor slope = Grad.of(critic(a, between).sum(), between).getFirst(); // (B, X)
    Tensor norms = slope.norm(2.0, 1); // (B)
    Tensor penalty = norms.sub(1).square().mean();
    Tensor y =
        critic(a, fake).mean().sub(critic(a, real).mean()).add(penalty.mul(a.number("lambda")));
    return Map.of("y", y, "gp", penalty, "norms", norms);
  }

  private static Tensor critic(GoldenArguments a, Tensor x) {
    Tensor h = x.linear(a.param("W1"), a.param("b1"));
    Tensor active =
        switch (a.text("activation")) {
          case "tanh" -> h.tanh();
          case "sigmoid" -> h.sigmoid();
          case "relu" -> h.relu();
          case "leaky_relu" -> h.leakyRelu(0.2);
          case "softplus" -> h.softplus();
          default -> throw new UnsupportedCaseException("activation " + a.text("activation"));
        };
    return active.linear(a.param("W2"), a.param("b2"));
  }
}
