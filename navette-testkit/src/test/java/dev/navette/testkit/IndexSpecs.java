// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.ScatterReduction;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Specifications of what reads and writes computed places, and of order.
final class IndexSpecs {
  private static final double[] CORNERS = {
    Double.NaN, -0.0, 0, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-40
  };
  private static final Tensor M23 = Tensor.zeros(2, 3);
  private static final Tensor PAIR = Tensor.of(new int[] {0, 3}, 2);

  private final List<OpSpec> specs = new ArrayList<>();

  private IndexSpecs() {}

  static List<OpSpec> all() {
    IndexSpecs s = new IndexSpecs();
    s.reading();
    s.writing();
    s.reducing();
    s.order();
    return s.specs;
  }

  private OpSpec of(String name, Function<List<Tensor>, Tensor> f) {
    OpSpec spec = OpSpec.of(name, f);
    specs.add(spec);
    return spec;
  }

  private void reading() {
    of("gather", in -> in.get(0).indexSelect(1, in.get(1)))
        .operand(-2, 2, 2, 5, 3)
        .indices(5, 4)
        .refuses(
            "an index out of range",
            () -> Tensor.zeros(3, 2).indexSelect(0, PAIR),
            IndexOutOfBoundsException.class,
            "gather: index 3 at position 1 is out of range; the axis has extent 3, so indices"
                + " run from 0 to 2")
        .refuses(
            "an index into nothing",
            () -> Tensor.zeros(0, 2).indexSelect(0, PAIR),
            IndexOutOfBoundsException.class,
            "gather: index 0 at position 0 is out of range; the axis has extent 0, so there is"
                + " nothing to index");
    of("takeAlong", in -> in.get(0).takeAlong(1, in.get(1))).operand(-2, 2, 3, 5).indices(5, 3, 2);
    of("takeAlong of a part", in -> in.get(0).takeAlong(0, in.get(1)))
        .operand(-2, 2, 3, 5)
        .indices(3, 4, 2);
    of("index", in -> in.get(0).index(in.get(1), in.get(2)))
        .operand(-2, 2, 3, 5, 2)
        .indices(3, 4, 1)
        .indices(5, 6)
        .refuses(
            "more indices than axes",
            () -> M23.index(PAIR, PAIR, PAIR),
            ShapeException.class,
            "index: 3 indices for shape (2, 3); give one for each of the first axes");
    of("dynamicSlice", in -> in.get(0).dynamicSlice(1, in.get(1), 2))
        .operand(-2, 2, 3, 5, 2)
        .indices(4, 1)
        .refuses(
            "a slice that is too long",
            () -> M23.dynamicSlice(1, PAIR.slice(0, 0, 1), 4),
            ShapeException.class,
            "dynamicSlice: 4 elements do not fit along axis 1 of shape (2, 3); use 0 to 3")
        .refuses(
            "several starts",
            () -> M23.dynamicSlice(1, PAIR, 1),
            ShapeException.class,
            "dynamicSlice: the start has shape (2); give one index");
    of("oneHot", in -> in.get(0).oneHot(5)).indices(5, 7).notDifferentiable();
  }

  private void writing() {
    of("scatter", in -> in.get(0).scatter(1, in.get(1), in.get(2)))
        .operand(-2, 2, 4, 3)
        .indices(3, 3, 2)
        .operand(-2, 2, 3, 2)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8)
        .refuses(
            "values of another shape",
            () -> M23.scatter(1, PAIR.unsqueeze(0), M23),
            ShapeException.class,
            "scatter: indices (1, 2) and values (2, 3) differ in shape; give one value for each"
                + " index");
    of("indexCopy", in -> in.get(0).indexCopy(1, in.get(1), in.get(2)))
        .operand(-2, 2, 2, 5, 3)
        .indices(5, 4)
        .operand(-2, 2, 2, 4, 3)
        .refuses(
            "an index out of range",
            () -> Tensor.zeros(3, 2).indexCopy(0, PAIR, Tensor.zeros(2, 2)),
            IndexOutOfBoundsException.class,
            "scatter: index 3 at position 1 is out of range; the axis has extent 3, so indices"
                + " run from 0 to 2")
        .refuses(
            "rows of another dtype",
            () -> Tensor.zeros(3, 2).indexCopy(0, PAIR, Tensor.zeros(DType.F64, 2, 2)),
            ShapeException.class,
            "scatter along axis 0: base f32(3, 2) with indices (2) takes rows of f32(2, 2), not"
                + " f64(2, 2)");
    of("scatter_add", in -> in.get(0).indexAdd(1, in.get(1), in.get(2)))
        .operand(-2, 2, 2, 5, 3)
        .indices(5, 4)
        .operand(-2, 2, 2, 4, 3)
        .refuses(
            "bool",
            () -> Tensor.of(new boolean[3], 3).indexAdd(0, PAIR, Tensor.of(new boolean[2], 2)),
            DTypeException.class,
            "scatter_add is defined for numbers, not for bool(3); cast it first");
    of("scatterAdd", in -> in.get(0).scatterAdd(0, in.get(1), in.get(2)))
        .operand(-2, 2, 4, 3)
        .indices(4, 6, 3)
        .operand(-2, 2, 6, 3);
    of("indexFill", in -> in.get(0).indexFill(1, in.get(1), 0.5))
        .operand(-2, 2, 2, 5, 3)
        .indices(5, 2);
    of("indexPut", in -> in.get(0).indexPut(in.get(3), false, in.get(1), in.get(2)))
        .operand(-2, 2, 3, 5)
        .indices(3, 4)
        .indices(5, 4)
        .operand(-2, 2, 4);
    of("put", in -> in.get(0).put(in.get(1), in.get(2), true))
        .operand(-2, 2, 3, 5)
        .indices(15, 6)
        .operand(-2, 2, 6);
    of("dynamicUpdateSlice", in -> in.get(0).dynamicUpdateSlice(1, in.get(1), in.get(2)))
        .operand(-2, 2, 2, 5, 3)
        .indices(4, 1)
        .operand(-2, 2, 2, 2, 3)
        .refuses(
            "an update that does not lie within",
            () -> M23.dynamicUpdateSlice(1, PAIR.slice(0, 1, 2), Tensor.zeros(2, 1)),
            IndexOutOfBoundsException.class,
            "scatter: index 3 at position 0 is out of range; the axis has extent 3, so indices"
                + " run from 0 to 2");
  }

  private void reducing() {
    for (ScatterReduction reduction : ScatterReduction.values()) {
      for (boolean self : new boolean[] {true, false}) {
        String name = "indexReduce " + reduction.name().toLowerCase(Locale.ROOT);
        of(
                name + (self ? "" : " without x"),
                in -> in.get(0).indexReduce(1, in.get(1), in.get(2), reduction, self))
            .operand(-2, 2, 2, 5, 3)
            .indices(5, 6)
            .operand(-2, 2, 2, 6, 3);
      }
    }
    of(
            "scatterReduce",
            in -> in.get(0).scatterReduce(1, in.get(1), in.get(2), ScatterReduction.MAX, true))
        .operand(-2, 2, 3, 4)
        .indices(4, 3, 5)
        .operand(-2, 2, 3, 5)
        .refuses(
            "a mean of integers",
            () -> {
              Tensor x = Tensor.zeros(DType.I32, 4);
              return x.scatterReduce(0, PAIR, x.slice(0, 2), ScatterReduction.MEAN, true);
            },
            DTypeException.class,
            "scatter of a mean is defined for floats, not for i32(4); cast it, for example"
                + " cast(DType.F32)");
  }

  private OpSpec ordered(String name, UnaryOperator<Tensor> f, int... shape) {
    return of(name, in -> f.apply(in.getFirst())).operand(-2, 2, shape);
  }

  private void order() {
    ordered("argsort", x -> x.argsort(1), 3, 5)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8, DType.BOOL)
        .notDifferentiable();
    ordered("argsort of corners", x -> x.argsort(0, true), 9).extremes(CORNERS).notDifferentiable();
    ordered("sort", x -> x.sort(0).values(), 5, 3);
    ordered("topk", x -> x.topk(2).values(), 3, 5)
        .refuses(
            "more than there are",
            () -> M23.topk(4).values(),
            ShapeException.class,
            "topk: 4 of the 3 elements along axis 1 of shape (2, 3) do not exist; ask for 0 to 3")
        .refuses(
            "an axis of a scalar",
            () -> Tensor.scalar(1f).topk(1).values(),
            ShapeException.class,
            "topk: axis -1 is out of range for shape (); use no axis, this is a scalar");
    ordered("median", x -> x.median(1).values(), 3, 6)
        .refuses(
            "nothing",
            () -> Tensor.zeros(2, 0).median(1).values(),
            ShapeException.class,
            "median: there are no elements along axis 1 of shape (2, 0); give at least one");
    ordered("median of corners", x -> x.median(0).indices(), 9)
        .extremes(CORNERS)
        .notDifferentiable();
    ordered("quantile", x -> x.quantile(0.3, 0), 6, 3)
        .refuses(
            "a quantile beyond 1",
            () -> M23.quantile(1.5),
            IllegalArgumentException.class,
            "quantile: q is 1.5; use 0 to 1")
        .refuses(
            "integers",
            () -> M23.cast(DType.I32).quantile(0.5),
            DTypeException.class,
            "quantile is defined for floats, not for i32(6); cast it, for example"
                + " cast(DType.F32)");
    ordered("atRank", x -> x.atRank(2, 1).values(), 3, 4)
        .refuses(
            "a rank that does not exist",
            () -> M23.atRank(3, 1).values(),
            ShapeException.class,
            "atRank: rank 3 along axis 1 of shape (2, 3) does not exist; there are 3, counted"
                + " from 0");
    of("searchSorted", in -> in.get(0).sort(0).values().searchSorted(in.get(1)))
        .operand(-2, 2, 9)
        .operand(-2, 2, 3, 4)
        .notDifferentiable()
        .refuses(
            "a matrix",
            () -> M23.searchSorted(M23),
            ShapeException.class,
            "searchSorted: x is f32(2, 3) and the values f32(2, 3); x must be a sorted vector and"
                + " the values of its dtype");
  }
}
