// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.tensor.Indexed;
import dev.navette.tensor.Tensor;
import java.util.Map;

/// Indexing, scattering and order.
final class GoldenIndexing {
  private GoldenIndexing() {}

  static void addTo(GoldenOps ops) {
    reading(ops);
    writing(ops);
    order(ops);
  }

  private static void reading(GoldenOps ops) {
    ops.one("gather", a -> a.x().takeAlong(a.integer("dim"), a.input("index")));
    ops.one("index_select", a -> a.x().indexSelect(a.integer("dim"), a.input("index")));
    ops.one("take", a -> a.x().take(a.input("index")));
    ops.one("take_along_dim", a -> a.x().takeAlong(a.integer("dim"), a.input("index")));
    ops.one(
        "masked_select",
        a -> {
          Shape shape = Shape.broadcast(a.x().shape(), a.input("mask").shape(), "masked_select");
          return a.x().broadcastTo(shape).maskedSelect(a.input("mask").broadcastTo(shape).eval());
        });
    ops.one("one_hot", a -> a.input("index").oneHot(a.integer("num_classes"), DType.I64));
  }

  private static void writing(GoldenOps ops) {
    ops.one("scatter", a -> a.x().scatter(a.integer("dim"), a.input("index"), a.input("src")));
    ops.one(
        "scatter_add", a -> a.x().scatterAdd(a.integer("dim"), a.input("index"), a.input("src")));
    ops.one(
        "index_add",
        a ->
            a.x()
                .indexAdd(
                    a.integer("dim"), a.input("index"), a.input("src").mul(a.number("alpha", 1))));
    ops.one(
        "index_put",
        a ->
            a.x()
                .indexPut(
                    a.input("src"), a.flag("accumulate"), a.input("index0"), a.input("index1")));
  }

  private static void order(GoldenOps ops) {
    ops.several("sort", a -> outputs(a.x().sort(a.integer("dim"), a.flag("descending")), false, 0));
    ops.one("argsort", a -> a.x().argsort(a.integer("dim"), a.flag("descending")));
    ops.several(
        "topk",
        a -> outputs(a.x().topk(a.integer("k"), a.integer("dim"), a.flag("largest")), false, 0));
    ops.several(
        "median_dim",
        a -> {
          int axis = a.x().shape().axis(a.integer("dim"), "median");
          return outputs(a.x().median(axis), a.flag("keepdim"), axis);
        });
  }

  private static Map<String, Tensor> outputs(Indexed s, boolean keep, int axis) {
    return keep
        ? Map.of("y", s.values().unsqueeze(axis), "indices", s.indices().unsqueeze(axis))
        : Map.of("y", s.values(), "indices", s.indices());
  }
}
