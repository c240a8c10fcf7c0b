// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;

/// Linear layers, embeddings and the normalisations that need no state.
final class GoldenLayers {
  private GoldenLayers() {}

  static void addTo(GoldenOps ops) {
    ops.one("linear", a -> linear(a, a.param("weight")));
    ops.one(
        "weight_norm_linear",
        a -> {
          Tensor v = a.param("v");
          Tensor norm = v.square().sumKeepDims(1).sqrt();
          return linear(a, a.param("g").mul(v).div(norm));
        });
    ops.one(
        "dropout_eval",
        a -> {
          a.describedBy("p");
          return a.x();
        });
    ops.one("dropout_mask", a -> a.x().mul(a.input("mask")).div(1 - a.number("p")));
    ops.one(
        "embedding",
        a -> {
          GoldenOps.require(!a.flag("scale_grad_by_freq"), "scale_grad_by_freq");
          Tensor rows = a.param("weight").indexSelect(0, a.input("index"));
          if (!a.has("padding_idx")) {
            return rows;
          }
          int padding = Math.floorMod(a.integer("padding_idx"), a.param("weight").dim(0));
          return Tensors.where(a.input("index").eq(padding).unsqueeze(-1), rows.detach(), rows);
        });
    ops.one(
        "layer_norm",
        a -> {
          int axes = a.integers("normalized_shape").length;
          double eps = a.number("eps");
          if (a.optional("param.weight").isEmpty()) {
            return a.x().layerNorm(axes, eps);
          }
          return a.optional("param.bias").isEmpty()
              ? a.x().layerNorm(axes, a.param("weight"), eps)
              : a.x().layerNorm(axes, a.param("weight"), a.param("bias"), eps);
        });
    ops.one(
        "rms_norm",
        a -> {
          int axes = a.integers("normalized_shape").length;
          double eps = a.number("eps");
          return a.optional("param.weight").isEmpty()
              ? a.x().rmsNorm(axes, eps)
              : a.x().rmsNorm(axes, a.param("weight"), eps);
        });
    ops.one(
        "normalize",
        a -> {
          Tensor norm = a.x().normKeepDims(a.number("p"), a.integer("dim"));
          return a.x().div(norm.maximum(a.number("eps")));
        });
  }

  private static Tensor linear(GoldenArguments a, Tensor weight) {
    return a.optional("param.bias")
        .map(bias -> a.x().linear(weight, bias))
        .orElseGet(() -> a.x().linear(weight));
  }
}
