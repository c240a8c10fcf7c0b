// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Matrix products, and small graphs that use a value in several ways.
final class GoldenProducts {
  private GoldenProducts() {}

  static void addTo(GoldenOps ops) {
    ops.binary("matmul", Tensor::matmul);
    ops.binary("bmm", Tensor::bmm);
    ops.binary("outer", Tensor::outer);
    ops.binary("dot", Tensor::dot);
    ops.binary("kron", Tensor::kron);
    ops.one("addmm", a -> a.input("z").addmm(a.x(), a.y(), a.number("beta"), a.number("alpha")));
    ops.one(
        "baddbmm", a -> a.input("z").baddbmm(a.x(), a.y(), a.number("beta"), a.number("alpha")));
    ops.one("tensordot", a -> a.x().tensordot(a.y(), a.integers("dims_x"), a.integers("dims_y")));
    ops.one(
        "einsum", a -> Tensors.einsum(a.text("equation"), a.sequence("x").toArray(Tensor[]::new)));
    graphs(ops);
    ops.several("chain", a -> chain(ops, a));
  }

  private static Map<String, Tensor> chain(GoldenOps ops, GoldenArguments a) {
    Tensor x = a.x();
    for (GoldenArguments step : a.each("steps")) {
      GoldenArguments now = step.inner("config").with("input.x", x);
      Tensor y = ops.find(step.text("op")).apply(now).get("y");
      if (y == null) {
        throw new UnsupportedCaseException("op " + step.text("op") + " in a chain");
      }
      x = y;
    }
    return Map.of("y", x);
  }

  private static void graphs(GoldenOps ops) {
    ops.unary("graph_diamond", x -> x.tanh().mul(x).add(x.sum().mul(x)));
    ops.unary("graph_square_three_ways", x -> x.mul(x).add(x.pow(2)).add(x.square()));
    ops.one(
        "graph_tied_weight",
        a -> a.x().matmul(a.param("w")).tanh().matmul(a.param("w").transpose(0, 1)));
    ops.one(
        "graph_residual",
        a -> {
          Tensor h = a.x().matmul(a.param("w1")).add(a.param("b1")).gelu();
          return a.x().add(h.matmul(a.param("w2"))).add(a.param("b2"));
        });
    ops.one("graph_detach", a -> a.x().mul(a.x().mul(a.y()).detach()).add(a.y()));
    ops.unary("graph_straight_through", x -> x.add(x.round().sub(x).detach()));
    ops.one(
        "graph_gated",
        a -> {
          Tensor gate = a.x().matmul(a.param("wg")).sigmoid();
          Tensor value = a.x().matmul(a.param("wv")).tanh();
          return gate.mul(value).add(gate.rsub(1).mul(a.x()));
        });
    ops.one(
        "graph_normalise",
        a -> {
          Tensor d = a.x().sub(a.x().meanKeepDims(-1));
          return d.div(d.square().meanKeepDims(-1).add(a.number("eps")).sqrt());
        });
    ops.one(
        "graph_attention_pool",
        a -> a.x().matmul(a.param("q")).softmax(1).unsqueeze(-1).mul(a.x()).sum(1));
    ops.one(
        "graph_deep",
        a -> {
          Tensor y = a.x();
          for (int i = 0; i < a.integer("depth"); i++) {
            y = y.sin().add(a.x().mul(0.9));
          }
          return y;
        });
    ops.one("graph_unrolled", GoldenProducts::unrolled);
  }

  private static Tensor unrolled(GoldenArguments a) {
    Tensor x = a.x(); // (B, T, I)
    Tensor h = Tensor.zeros(x.dtype(), x.dim(0), a.param("wh").dim(0)); // (B, H)
    List<Tensor> all = new ArrayList<>();
    for (int k = 0; k < x.dim(1); k++) {
      h =
          x.select(1, k)
              .matmul(a.param("wx"))
              .add(h.matmul(a.param("wh")))
              .add(a.param("b"))
              .tanh();
      all.add(h);
    }
    return Tensors.stack(1, all);
  }
}
