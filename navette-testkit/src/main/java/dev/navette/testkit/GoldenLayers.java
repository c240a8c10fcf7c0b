// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.nn.Bilinear;
import dev.navette.nn.Embedding;
import dev.navette.nn.EmbeddingBag;
import dev.navette.tensor.Tensor;
import java.util.Locale;
import java.util.OptionalInt;

/// Linear layers, embeddings, dropout and the normalisations over the last axes.
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
        "bilinear",
        a ->
            new Bilinear(a.variable("param.weight"), a.optionalVariable("param.bias"))
                .forward(a.input("x1"), a.input("x2")));
    ops.one("embedding", a -> embedding(a).forward(a.input("index")));
    ops.one("embedding_bag", GoldenLayers::bag);
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

  private static Embedding embedding(GoldenArguments a) {
    Embedding layer = Embedding.of(a.variable("param.weight"));
    if (a.has("padding_idx")) {
      layer = layer.padding(padding(a));
    }
    if (a.has("max_norm")) {
      GoldenOps.require(a.number("norm_type", 2) == 2, "norm_type");
      layer = layer.maxNorm(a.number("max_norm"));
    }
    return a.flag("scale_grad_by_freq") ? layer.gradientByFrequency() : layer;
  }

  private static int padding(GoldenArguments a) {
    return Math.floorMod(a.integer("padding_idx"), a.param("weight").dim(0));
  }

  private static Tensor bag(GoldenArguments a) {
    EmbeddingBag.Pooled pooled =
        EmbeddingBag.Pooled.valueOf(a.text("mode").toUpperCase(Locale.ROOT));
    OptionalInt padding = a.has("padding_idx") ? OptionalInt.of(padding(a)) : OptionalInt.empty();
    EmbeddingBag layer = new EmbeddingBag(a.variable("param.weight"), pooled, padding);
    return a.optional("input.offsets")
        .map(offsets -> layer.forward(a.input("index"), offsets))
        .orElseGet(() -> layer.forward(a.input("index")));
  }

  private static Tensor linear(GoldenArguments a, Tensor weight) {
    return a.optional("param.bias")
        .map(bias -> a.x().linear(weight, bias))
        .orElseGet(() -> a.x().linear(weight));
  }
}
