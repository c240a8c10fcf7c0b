// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Views, movement and indexing.
final class GoldenShapes {
  private GoldenShapes() {}

  static void addTo(GoldenOps ops) {
    views(ops);
    movement(ops);
    indexing(ops);
  }

  private static void views(GoldenOps ops) {
    ops.one("reshape", a -> a.x().reshape(a.integers("shape")));
    ops.one("transpose", a -> a.x().transpose(a.integer("dim0"), a.integer("dim1")));
    ops.one("permute", a -> a.x().permute(a.integers("dims")));
    ops.one("squeeze", a -> a.x().squeeze(a.integers("dim")));
    ops.one("unsqueeze", a -> a.x().unsqueeze(a.integer("dim")));
    ops.one(
        "flatten",
        a -> {
          int rank = a.x().rank();
          return a.x()
              .flatten(
                  Math.floorMod(a.integer("start"), rank), Math.floorMod(a.integer("end"), rank));
        });
    ops.one("movedim", GoldenShapes::moveDim);
    ops.one("select", a -> a.x().select(a.integer("dim"), a.integer("index")));
    ops.one(
        "narrow",
        a -> {
          int start = a.integer("start");
          return a.x().slice(a.integer("dim"), start, start + a.integer("length"));
        });
    ops.one("slice", GoldenShapes::slice);
    ops.one("flip", a -> a.x().flip(a.integers("dims")));
    ops.one("rot90", GoldenShapes::rotate);
    ops.one(
        "expand",
        a -> {
          int[] shape = a.integers("shape");
          int lead = shape.length - a.x().rank();
          for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] == -1 ? a.x().dim(i - lead) : shape[i];
          }
          return a.x().broadcastTo(shape);
        });
    ops.one("tril", a -> a.x().tril(a.integer("k")));
    ops.one("triu", a -> a.x().triu(a.integer("k")));
  }

  private static Tensor moveDim(GoldenArguments a) {
    int rank = a.x().rank();
    int[] from = a.integers("source");
    int[] to = a.integers("destination");
    List<Integer> order = new ArrayList<>(Collections.nCopies(rank, -1));
    List<Integer> rest = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    for (int i = 0; i < from.length; i++) {
      order.set(Math.floorMod(to[i], rank), Math.floorMod(from[i], rank));
      rest.remove(Integer.valueOf(Math.floorMod(from[i], rank)));
    }
    for (int i = 0; i < rank; i++) {
      if (order.get(i) < 0) {
        order.set(i, rest.removeFirst());
      }
    }
    return a.x().permute(order.stream().mapToInt(i -> i).toArray());
  }

  private static Tensor slice(GoldenArguments a) {
    Tensor x = a.x();
    List<List<Optional<Integer>>> slices = a.rows("slices");
    for (int d = 0; d < slices.size(); d++) {
      List<Optional<Integer>> s = slices.get(d);
      if (s.isEmpty()) {
        continue;
      }
      int n = x.dim(d);
      int step = s.get(2).orElse(1);
      if (step < 0) {
        // Element i of the flipped axis is element n - 1 - i.
        int start = n - 1 - clamped(s.get(0).orElse(n - 1), n, -1, n - 1);
        int stop = s.get(1).isEmpty() ? n : n - 1 - clamped(s.get(1).get(), n, -1, n - 1);
        x = x.flip(d).slice(d, start, stop, -step);
      } else {
        int start = clamped(s.get(0).orElse(0), n, 0, n);
        int stop = clamped(s.get(1).orElse(n), n, 0, n);
        x = x.slice(d, start, Math.max(start, stop), step);
      }
    }
    return x;
  }

  private static int clamped(int index, int extent, int low, int high) {
    return Math.clamp(index < 0 ? index + extent : index, low, high);
  }

  private static Tensor rotate(GoldenArguments a) {
    int[] d = a.integers("dims");
    Tensor x = a.x();
    for (int k = Math.floorMod(a.integer("k"), 4); k > 0; k--) {
      x = x.flip(d[1]).transpose(d[0], d[1]);
    }
    return x;
  }

  private static void movement(GoldenOps ops) {
    ops.one("concat", a -> Tensors.concat(a.integer("dim"), a.sequence("x")));
    ops.one("stack", a -> Tensors.stack(a.integer("dim"), a.sequence("x")));
    ops.list("split", a -> a.x().split(a.integer("dim"), a.integers("sizes")));
    ops.list(
        "chunk",
        a -> {
          int pieces = a.integer("chunks");
          GoldenOps.require(a.x().dim(a.integer("dim")) % pieces == 0, "unequal pieces");
          return a.x().chunk(a.integer("dim"), pieces);
        });
    ops.list("unbind", a -> a.x().unbind(a.integer("dim")));
    ops.one("repeat", a -> a.x().tile(a.integers("repeats")));
    ops.one(
        "repeat_interleave", a -> a.x().repeatInterleave(a.integer("dim"), a.integer("repeats")));
    ops.one("pad", GoldenShapes::pad);
    ops.one(
        "roll",
        a -> {
          Tensor x = a.x();
          int[] dims = a.integers("dims");
          int[] shifts = a.integers("shifts");
          for (int i = 0; i < dims.length; i++) {
            x = x.roll(dims[i], shifts[i]);
          }
          return x;
        });
    ops.list(
        "meshgrid",
        a -> {
          List<Tensor> vectors = a.sequence("x");
          List<Tensor> grids = Tensors.meshgrid(vectors.toArray(Tensor[]::new));
          return a.text("indexing").equals("ij")
              ? grids
              : grids.stream().map(g -> g.transpose(0, 1)).toList();
        });
  }

  private static Tensor pad(GoldenArguments a) {
    GoldenOps.require(a.text("mode").equals("constant"), "mode " + a.text("mode"));
    Tensor x = a.x();
    List<List<Optional<Integer>>> pads = a.rows("pads");
    for (int d = 0; d < pads.size(); d++) {
      int before = pads.get(d).get(0).orElse(0);
      int after = pads.get(d).get(1).orElse(0);
      x = x.slice(d, Math.max(0, -before), x.dim(d) + Math.min(0, after));
      x = x.pad(d, Math.max(0, before), Math.max(0, after), a.number("value"));
    }
    return x;
  }

  private static void indexing(GoldenOps ops) {
    ops.one("gather", a -> a.x().takeAlong(a.integer("dim"), a.input("index")));
    ops.one(
        "scatter_add",
        a -> a.x().scatterAddAlong(a.integer("dim"), a.input("index"), a.input("src")));
    ops.one("index_select", a -> a.x().indexSelect(a.integer("dim"), a.input("index")));
    ops.one(
        "index_add",
        a ->
            a.x()
                .scatterAdd(
                    a.integer("dim"), a.input("index"), a.input("src").mul(a.number("alpha"))));
    ops.one(
        "index_put",
        a -> {
          GoldenOps.require(a.flag("accumulate"), "without accumulate");
          Tensor flat = a.input("index0").mul(a.x().dim(1)).add(a.input("index1"));
          return a.x().flatten().scatterAdd(0, flat, a.input("src")).reshape(a.x().shape());
        });
    ops.one("take", a -> a.x().flatten().indexSelect(0, a.input("index")));
    ops.one("take_along_dim", a -> a.x().takeAlong(a.integer("dim"), a.input("index")));
    ops.one("masked_select", a -> a.x().maskedSelect(a.input("mask")));
    ops.one("one_hot", a -> a.input("index").oneHot(a.integer("num_classes"), DType.I64));
  }
}
