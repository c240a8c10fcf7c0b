// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Views and movement.
final class GoldenShapes {
  private GoldenShapes() {}

  static void addTo(GoldenOps ops) {
    views(ops);
    movement(ops);
  }

  private static void views(GoldenOps ops) {
    ops.one("reshape", a -> a.x().reshape(a.integers("shape")));
    ops.one("transpose", a -> a.x().transpose(a.integer("dim0"), a.integer("dim1")));
    ops.one("permute", a -> a.x().permute(a.integers("dims")));
    ops.one(
        "squeeze",
        a -> {
          // An axis of another extent than 1 stays.
          int[] ones = Arrays.stream(a.integers("dim")).filter(d -> a.x().dim(d) == 1).toArray();
          return a.has("dim") && ones.length == 0 ? a.x() : a.x().squeeze(ones);
        });
    ops.one("unsqueeze", a -> a.x().unsqueeze(a.integer("dim")));
    ops.one(
        "flatten",
        a -> {
          int rank = a.x().rank();
          return a.x()
              .flatten(
                  Math.floorMod(a.integer("start"), rank), Math.floorMod(a.integer("end"), rank));
        });
    ops.one("movedim", a -> a.x().moveAxis(a.integers("source"), a.integers("destination")));
    ops.one("select", a -> a.x().select(a.integer("dim"), a.integer("index")));
    ops.one("narrow", a -> a.x().narrow(a.integer("dim"), a.integer("start"), a.integer("length")));
    ops.one("slice", GoldenShapes::slice);
    ops.one("flip", a -> a.x().flip(a.integers("dims")));
    ops.one(
        "rot90", a -> a.x().rot90(a.integer("k"), a.integers("dims")[0], a.integers("dims")[1]));
    ops.one("expand", a -> a.x().expand(a.integers("shape")));
    ops.one("tril", a -> a.x().tril(a.integer("k")));
    ops.one("triu", a -> a.x().triu(a.integer("k")));
    ops.one(
        "diagonal", a -> a.x().diagonal(a.integer("offset"), a.integer("dim1"), a.integer("dim2")));
    ops.one("diag_embed", a -> a.x().diagEmbed(a.integer("offset")));
    ops.unary("trace", Tensor::trace);
  }

  /// One entry an axis, as text: the notation is the same.
  private static Tensor slice(GoldenArguments a) {
    List<String> entries = new ArrayList<>();
    for (List<Optional<Integer>> row : a.rows("slices")) {
      List<String> bounds = row.stream().map(b -> b.map(String::valueOf).orElse("")).toList();
      entries.add(row.isEmpty() ? ":" : String.join(":", bounds));
    }
    return a.x().slice(String.join(", ", entries));
  }

  private static void movement(GoldenOps ops) {
    ops.one("concat", a -> Tensors.concat(a.integer("dim"), a.sequence("x")));
    ops.one("stack", a -> Tensors.stack(a.integer("dim"), a.sequence("x")));
    ops.list("split", a -> a.x().split(a.integer("dim"), a.integers("sizes")));
    ops.list("chunk", a -> a.x().chunk(a.integer("dim"), a.integer("chunks")));
    ops.list("unbind", a -> a.x().unbind(a.integer("dim")));
    ops.one("repeat", a -> a.x().tile(a.integers("repeats")));
    ops.one(
        "repeat_interleave",
        a -> {
          Tensor x = a.has("dim") ? a.x() : a.x().flatten();
          return x.repeatInterleave(a.integer("dim", 0), a.integer("repeats"));
        });
    ops.one(
        "roll",
        a -> {
          int[] shifts = a.integers("shifts");
          if (!a.has("dims")) {
            return a.x().flatten().roll(0, shifts[0]).reshape(a.x().shape());
          }
          Tensor x = a.x();
          int[] dims = a.integers("dims");
          for (int i = 0; i < dims.length; i++) {
            x = x.roll(dims[i], shifts[i]);
          }
          return x;
        });
    ops.list(
        "meshgrid",
        a -> {
          Tensor[] vectors = a.sequence("x").toArray(Tensor[]::new);
          boolean rows = a.text("indexing").equals("ij");
          return rows ? Tensors.meshgrid(vectors) : Tensors.meshgridXy(vectors);
        });
  }
}
