// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Specifications of slices, pieces, turns and repetitions, and of reductions over named axes.
final class ShapeSpecs {
  private final List<OpSpec> specs = new ArrayList<>();

  private ShapeSpecs() {}

  static List<OpSpec> all() {
    ShapeSpecs s = new ShapeSpecs();
    s.slices();
    s.pieces();
    s.turns();
    s.repetitions();
    s.reductions();
    return s.specs;
  }

  private OpSpec of(String name, UnaryOperator<Tensor> f, int... shape) {
    OpSpec spec = OpSpec.of(name, in -> f.apply(in.getFirst())).operand(-2, 2, shape);
    specs.add(spec);
    return spec;
  }

  private OpSpec slice(String text, int... shape) {
    return of("slice " + text, x -> x.slice(text), shape);
  }

  private void slices() {
    slice("1:, ::-1", 3, 4)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8, DType.BOOL)
        .refuses(
            "more entries than axes",
            () -> Tensor.zeros(2, 3).slice("0, 1, 2"),
            ShapeException.class,
            "slice: `0, 1, 2` names 3 axes, and shape (2, 3) has 2; give at most one entry an axis"
                + " and one `...`")
        .refuses(
            "two ellipses",
            () -> Tensor.zeros(2, 3).slice("..., ..."),
            ShapeException.class,
            "slice: `..., ...` names 0 axes and has `...` more than once, and shape (2, 3) has 2;"
                + " give at most one entry an axis and one `...`")
        .refuses(
            "an index out of range",
            () -> Tensor.zeros(2, 3).slice("2"),
            ShapeException.class,
            "select: index 2 is out of range for axis 0 of shape (2, 3); use -2 to 1")
        .refuses(
            "a word",
            () -> Tensor.zeros(2, 3).slice("1:x"),
            IllegalArgumentException.class,
            "slice: cannot read `x` in `1:x`; an entry is an index, from:to, from:to:step, `...` or"
                + " `new`")
        .refuses(
            "a step of 0",
            () -> Tensor.zeros(2, 3).slice("::0"),
            IllegalArgumentException.class,
            "slice: cannot read `::0` in `::0`; an entry is an index, from:to, from:to:step, `...`"
                + " or `new`");
    slice("..., -1", 2, 3, 4);
    slice(":, new, 0:2", 2, 3);
    slice("-2:9:1, -9:2", 3, 4);
    slice("3:0:-2, 1", 5, 2);
    slice("2:1", 3, 2);
    slice("1, ..., new", 3, 2, 2);
    of("narrow", x -> x.narrow(1, -3, 2), 2, 4);
  }

  private void pieces() {
    of("chunk", x -> x.chunk(0, 3).get(1).mul(x.chunk(0, 3).getLast().sum()), 7, 2)
        .withoutHalves()
        .refuses(
            "no pieces",
            () -> Tensor.zeros(2).chunk(0, 0).getFirst(),
            ShapeException.class,
            "chunk: 0 pieces of shape (2); ask for 1 or more");
    of("splitEvery", x -> x.splitEvery(1, 2).getLast(), 2, 5)
        .refuses(
            "a size of 0",
            () -> Tensor.zeros(2).splitEvery(0, 0).getFirst(),
            ShapeException.class,
            "splitEvery: pieces of extent 0 of shape (2); use 1 or more");
    of("meshgrid", x -> Tensors.meshgrid(x, x.slice(0, 1)).getLast().mul(x.unsqueeze(1)), 4);
    of("meshgridXy", x -> Tensors.meshgridXy(x.slice(0, 1), x).getFirst().square(), 3);
  }

  private void turns() {
    of("rot90", x -> x.rot90(1, 0, 1), 3, 4)
        .refuses(
            "one axis",
            () -> Tensor.zeros(2, 3).rot90(1, 1, -1),
            ShapeException.class,
            "rot90: axes 1 and -1 of shape (2, 3) are the same; a plane has two");
    of("rot90 twice", x -> x.rot90(2, 0, 2), 3, 1, 4);
    of("rot90 back", x -> x.rot90(-1, 1, 0), 3, 4);
    of("moveAxis", x -> x.moveAxis(0, -1), 2, 3, 4);
    of("moveAxis of two", x -> x.moveAxis(new int[] {0, 2}, new int[] {1, 0}), 2, 3, 4)
        .refuses(
            "other counts",
            () -> Tensor.zeros(2, 3).moveAxis(new int[] {0}, new int[] {}),
            ShapeException.class,
            "moveAxis: 1 axes cannot move to 0 positions; give one position an axis")
        .refuses(
            "an axis twice",
            () -> Tensor.zeros(2, 3).moveAxis(new int[] {0, 0}, new int[] {0, 1}),
            ShapeException.class,
            "moveAxis: axis 0 of shape (2, 3) is named twice; name each axis once");
    of("roll of everything", x -> x.roll(2), 3, 4);
  }

  private void repetitions() {
    of("expand", x -> x.expand(2, -1, 4), 3, 1)
        .refuses(
            "-1 for a new axis",
            () -> Tensor.zeros(3).expand(-1, 3),
            ShapeException.class,
            "expand: -1 at 0 of (-1, 3) stands for an axis that shape (3) does not have; give the"
                + " extent of a new axis");
    of("repeatInterleave by counts", x -> x.repeatInterleave(1, new int[] {2, 0, 3}), 2, 3)
        .refuses(
            "another number of counts",
            () -> Tensor.zeros(2, 3).repeatInterleave(1, new int[] {1}),
            ShapeException.class,
            "repeatInterleave: counts [1] for axis 1 of shape (2, 3); give one count of 0 or more"
                + " for each of its elements");
    specs.add(
        OpSpec.of("take", in -> in.get(0).take(in.get(1))).operand(-2, 2, 3, 4).indices(12, 2, 5));
  }

  private void reductions() {
    of("norm 3", x -> x.norm(3, 1), 3, 4);
    of("norm of infinity", x -> x.norm(Double.POSITIVE_INFINITY, 0), 3, 4);
    of("norm of minus infinity", x -> x.norm(Double.NEGATIVE_INFINITY, 0), 3, 4);
    of("norm 0", x -> x.norm(0, 1), 3, 4).notDifferentiable();
    of("nansum", x -> x.nansum(1), 3, 4);
    of("nanmean", x -> x.nanmean(0), 3, 4);
    of("maxWithIndices", x -> x.maxWithIndices(1).values(), 3, 4);
    of("minWithIndices", x -> x.minWithIndicesKeepDims(0).values(), 3, 4);
    of("indices of the largest", x -> x.maxWithIndices(0).indices(), 3, 4).notDifferentiable();
  }
}
