// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.PadMode;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Specifications of pooling and padding.
final class PoolSpecs {
  private static final double INF = Double.POSITIVE_INFINITY;

  private final List<OpSpec> specs = new ArrayList<>();

  private PoolSpecs() {}

  static List<OpSpec> all() {
    PoolSpecs s = new PoolSpecs();
    s.maxima();
    s.averages();
    s.norms();
    s.adaptive();
    s.pads();
    return s.specs;
  }

  private OpSpec of(String name, UnaryOperator<Tensor> f, int... shape) {
    OpSpec spec = OpSpec.of(name, in -> f.apply(in.getFirst())).operand(-2, 2, shape);
    specs.add(spec);
    return spec;
  }

  private void maxima() {
    of("maxPool1d", x -> x.maxPool1d(2), 2, 3, 7)
        .shape(0, 3, 4)
        .shape(1, 1, 2)
        .shape(5, 300)
        .extremes(Double.NaN, INF, -INF, 0, -0.0, 1)
        .refuses(
            "integers",
            () -> Tensor.of(new int[] {1, 2}, 2).maxPool1d(2),
            DTypeException.class,
            "maxPool1d is defined for floats, not for i32(2); cast it, for example"
                + " cast(DType.F32)")
        .refuses(
            "a kernel that is too long",
            () -> Tensor.zeros(1, 1, 3).maxPool1d(4),
            ShapeException.class,
            "maxPool1d: a window that spans 4 elements does not fit spatial axis 0 of shape (1, 1,"
                + " 3), 3 elements with 0 of padding on both sides; use a smaller window, and"
                + " padding of at most half of it")
        .refuses(
            "too much padding",
            () -> Tensor.zeros(1, 1, 9).maxPool1d(Pooling.of(3).padding(2)),
            ShapeException.class,
            "maxPool1d: a window that spans 3 elements does not fit spatial axis 0 of shape (1, 1,"
                + " 9), 9 elements with 2 of padding on both sides; use a smaller window, and"
                + " padding of at most half of it")
        .refuses(
            "a divisor",
            () -> Tensor.zeros(1, 1, 9).maxPool1d(Pooling.of(3).dividedBy(2)),
            IllegalArgumentException.class,
            "maxPool1d: a divisor and the count of padding are for averages; leave them out")
        .refuses(
            "a stride of 0",
            () -> Tensor.zeros(1, 1, 9).maxPool1d(Pooling.of(3).stride(0)),
            ShapeException.class,
            "pooling: stride 0; use 1 or more");
    of("maxPool2d", x -> x.maxPool2d(Pooling.of(3).stride(2).padding(1)), 1, 2, 5, 6)
        .shape(0, 2, 3, 3)
        .shape(2, 1, 1, 1)
        .shape(3, 37, 41)
        .refuses(
            "a vector",
            () -> Tensor.zeros(3).maxPool2d(2),
            ShapeException.class,
            "maxPool2d: x has shape (3); it needs 2 spatial axes at the end, such as (B, C, H, W)")
        .refuses(
            "three extents for two axes",
            () -> Tensor.zeros(1, 1, 4, 4).maxPool2d(Pooling.of(2, 2, 2)),
            ShapeException.class,
            "maxPool2d: kernel [2, 2, 2] has 3 numbers; give one for each of the 2 spatial axes, or"
                + " one for all");
    of("ceiled maxPool2d", x -> x.maxPool2d(Pooling.of(2, 3).stride(2, 4).ceiled()), 1, 2, 5, 6);
    of(
        "dilated maxPool2d",
        x -> x.maxPool2d(Pooling.of(2).stride(1).dilation(2, 3).padding(1, 0)),
        1,
        2,
        4,
        5);
    of("maxPool3d", x -> x.maxPool3d(Pooling.of(2).stride(1, 2, 2)), 1, 2, 3, 4, 4);
    of(
            "maxPool2d indices",
            x -> x.maxPool2dWithIndices(Pooling.of(3).padding(1)).indices(),
            2,
            6,
            7)
        .shape(1, 30, 40)
        .notDifferentiable();
    of(
            "maxPool1d indices",
            x -> x.maxPool1dWithIndices(Pooling.of(3).stride(1).padding(1)).indices(),
            6)
        .extremes(Double.NaN, -INF, -INF, 3, 3, INF, -0.0, 0)
        .notDifferentiable();
    of("wide maxPool2d", x -> x.maxPool2d(2).add(1), 2, 95, 97).notDifferentiable();
  }

  private void averages() {
    of("avgPool1d", x -> x.avgPool1d(2), 2, 3, 7).shape(0, 3, 4).shape(1, 1, 2);
    of("avgPool2d", x -> x.avgPool2d(Pooling.of(3).stride(2).padding(1)), 1, 2, 5, 6)
        .shape(3, 37, 41)
        .refuses(
            "a dilation",
            () -> Tensor.zeros(1, 1, 9, 9).avgPool2d(Pooling.of(3).dilation(2)),
            IllegalArgumentException.class,
            "avgPool2d: an average takes no dilation; leave it out");
    of(
        "avgPool2d without padding in the count",
        x -> x.avgPool2d(Pooling.of(3, 2).stride(2).padding(1).excludingPad()),
        1,
        2,
        5,
        6);
    of(
        "ceiled avgPool2d",
        x -> x.avgPool2d(Pooling.of(3).stride(2).padding(1).ceiled()),
        1,
        2,
        4,
        6);
    of("avgPool2d with a divisor", x -> x.avgPool2d(Pooling.of(2).dividedBy(3)), 1, 2, 4, 6);
    of("avgPool3d", x -> x.avgPool3d(2), 1, 2, 3, 4, 4);
    of("globalAvgPool", Tensor::globalAvgPool, 2, 3, 4, 2)
        .refuses(
            "no spatial axes",
            () -> Tensor.zeros(2, 3).globalAvgPool(),
            ShapeException.class,
            "globalAvgPool: x has shape (2, 3); it needs spatial axes, as in (B, C, H, W)");
    of("globalMaxPool", Tensor::globalMaxPool, 2, 3, 4, 2);
    of("wide avgPool2d", x -> x.avgPool2d(Pooling.of(3).stride(1).padding(1)), 2, 95, 97)
        .notDifferentiable();
  }

  private void norms() {
    of("lpPool1d", x -> x.lpPool1d(2, Pooling.of(3).stride(2)), 1, 2, 7)
        .refuses(
            "an infinite order",
            () -> Tensor.zeros(1, 1, 9).lpPool1d(INF, Pooling.of(3)),
            IllegalArgumentException.class,
            "lpPool1d: p is Infinity; use a positive finite p, or maxPool for infinity");
    specs.add(
        OpSpec.of("lpPool2d", in -> in.getFirst().lpPool2d(3, Pooling.of(2).ceiled()))
            .operand(0.5, 2, 1, 2, 4, 5));
    specs.add(
        OpSpec.of("lpPool3d", in -> in.getFirst().lpPool3d(1.5, Pooling.of(2)))
            .operand(0.5, 2, 1, 2, 2, 4, 4));
  }

  private void adaptive() {
    of("adaptiveAvgPool1d", x -> x.adaptiveAvgPool1d(3), 2, 2, 7)
        .refuses(
            "no cells",
            () -> Tensor.zeros(1, 1, 9).adaptiveAvgPool1d(0),
            ShapeException.class,
            "adaptiveAvgPool1d: x has shape (1, 1, 9) and is to be pooled into [0] cells; ask for"
                + " one number for each of the last axes, 1 or more, and give axes that are not"
                + " empty");
    of("adaptiveAvgPool2d", x -> x.adaptiveAvgPool2d(2, 3), 1, 2, 5, 6);
    of("adaptiveAvgPool2d to more cells", x -> x.adaptiveAvgPool2d(7, 4), 1, 2, 5, 3);
    of("adaptiveAvgPool3d", x -> x.adaptiveAvgPool3d(2, 1, 2), 1, 2, 3, 2, 4);
    of("adaptiveMaxPool1d", x -> x.adaptiveMaxPool1d(3).values(), 2, 2, 7);
    of("adaptiveMaxPool2d", x -> x.adaptiveMaxPool2d(2, 3).values(), 1, 2, 5, 7);
    of("adaptiveMaxPool3d", x -> x.adaptiveMaxPool3d(2, 1, 2).values(), 1, 2, 3, 2, 4);
    of("adaptiveMaxPool2d indices", x -> x.adaptiveMaxPool2d(2, 3).indices(), 1, 2, 5, 7)
        .notDifferentiable();
  }

  private void pads() {
    of("padImage", x -> x.padImage(1, 2, 3, 0, -INF).exp(), 2, 2, 3);
    of("pad that cuts", x -> x.pad(new int[] {-1, 2}, new int[] {2, -3}, 0.5), 2, 3, 4)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8, DType.BOOL)
        .refuses(
            "more amounts than axes",
            () -> Tensor.zeros(3).padImage(1, 1, 1, 1, 0),
            ShapeException.class,
            "pad: [1, 1] before and [1, 1] after do not fit shape (3); give as many of both, at"
                + " most one an axis")
        .refuses(
            "more cut off than there is",
            () -> Tensor.zeros(2, 3).pad(1, -2, -2, 0),
            ShapeException.class,
            "pad: amounts of -2 before and -2 after cut more off than axis 1 of shape (2, 3) has;"
                + " cut at most 3");
    for (PadMode mode : PadMode.values()) {
      of("pad " + mode, x -> x.pad(0, 2, 1, mode), 3, 2)
          .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8, DType.BOOL);
      of("padImage " + mode, x -> x.padImage(1, 2, 2, -1, mode), 2, 4, 3).shape(1, 3, 70);
    }
    of("pad one element", x -> x.pad(0, 3, 2, PadMode.REPLICATE), 1, 2)
        .refuses(
            "too few to reflect",
            () -> Tensor.zeros(2, 3).pad(1, 0, 3, PadMode.REFLECT),
            ShapeException.class,
            "pad: axis 1 of shape (2, 3) is too short to be continued by 3 as REFLECT; it gives at"
                + " most 2")
        .refuses(
            "too few to go round",
            () -> Tensor.zeros(2, 3).pad(0, 3, 0, PadMode.CIRCULAR),
            ShapeException.class,
            "pad: axis 0 of shape (2, 3) is too short to be continued by 3 as CIRCULAR; it gives at"
                + " most 2")
        .refuses(
            "nothing to replicate",
            () -> Tensor.zeros(0, 3).pad(0, 1, 0, PadMode.REPLICATE),
            ShapeException.class,
            "pad: axis 0 of shape (0, 3) is too short to be continued by 1 as REPLICATE; it gives"
                + " at most 0");
  }
}
