// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Specifications of windows and of running results.
final class WindowSpecs {
  private static final double INF = Double.POSITIVE_INFINITY;

  private final List<OpSpec> specs = new ArrayList<>();

  private WindowSpecs() {}

  static List<OpSpec> all() {
    WindowSpecs s = new WindowSpecs();
    s.prefixes();
    s.windows();
    return s.specs;
  }

  private OpSpec of(String name, UnaryOperator<Tensor> f, int... shape) {
    OpSpec spec = OpSpec.of(name, in -> f.apply(in.getFirst())).operand(-2, 2, shape);
    specs.add(spec);
    return spec;
  }

  private void prefixes() {
    prefix("cumsum", x -> x.cumsum(0), x -> x.cumsum(-1), x -> x.cumsum(1))
        .refuses(
            "an axis out of range",
            () -> Tensor.zeros(2, 3).cumsum(2),
            ShapeException.class,
            "cumsum: axis 2 is out of range for shape (2, 3); use -2 to 1");
    prefix("cumprod", x -> x.cumprod(0), x -> x.cumprod(-1), x -> x.cumprod(1));
    prefix(
        "cummax", x -> x.cummax(0).values(), x -> x.cummax(-1).values(), x -> x.cummax(1).values());
    prefix(
        "cummin", x -> x.cummin(0).values(), x -> x.cummin(-1).values(), x -> x.cummin(1).values());
    prefix("logcumsumexp", x -> x.logcumsumexp(0), x -> x.logcumsumexp(-1), x -> x.logcumsumexp(1))
        .refuses(
            "integers",
            () -> Tensor.of(new int[] {1, 2}, 2).logcumsumexp(0),
            DTypeException.class,
            "logcumsumexp is defined for f32 and f64, not for i32(2); cast it, for example"
                + " cast(DType.F32)");
    of("cumsum of integers", x -> x.cumsum(1), 3, 5)
        .dtypes(DType.I32, DType.I64, DType.U8, DType.BOOL)
        .notDifferentiable();
    of("cummax of integers", x -> x.cummax(1).values(), 3, 5)
        .dtypes(DType.I32, DType.I64, DType.U8, DType.BOOL)
        .notDifferentiable();
    of("cummax indices", x -> x.cummax(0).indices(), 3, 5, 2)
        .extremes(Double.NaN, -0.0, 0, 1, INF, -INF)
        .notDifferentiable();
    of("cummin indices", x -> x.cummin(-1).indices(), 3, 70).notDifferentiable();
    of("exclusive cumsum", x -> x.cumsum(0, true, false), 4, 3);
    of("reverse cumprod", x -> x.cumprod(0, false, true), 4, 3);
    of("exclusive reverse logcumsumexp", x -> x.logcumsumexp(0, true, true).slice(0, 0, 3), 4, 3);
    of("cumprod with zeros", x -> x.round().cumprod(1), 3, 6).notDifferentiable();
    of("wide prefixes", x -> x.cumsum(1).add(x.cumsum(2)), 3, 50, 300)
        .notDifferentiable()
        .withoutHalves();
  }

  /// @param first along an outer axis
  /// @param last along the last axis
  /// @param middle along an axis between others
  private OpSpec prefix(
      String name,
      UnaryOperator<Tensor> first,
      UnaryOperator<Tensor> last,
      UnaryOperator<Tensor> middle) {
    of(name + " along the last axis", last, 3, 5)
        .shape(1, 1)
        .shape(0, 4)
        .shape(4, 0)
        .shape(2, 700)
        .extremes(Double.NaN, INF, -INF, 0, -0.0, 1e-30, 1e30);
    of(name + " along a middle axis", middle, 2, 4, 3).shape(3, 70, 33).shape(2, 0, 3);
    return of(name, first, 4, 3).shape(1, 5).shape(9, 300);
  }

  private void windows() {
    of("window", x -> x.unfold(1, 3, 2).mul(2), 2, 7)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64)
        .refuses(
            "a window longer than the axis",
            () -> Tensor.zeros(2, 3).unfold(1, 4, 1),
            ShapeException.class,
            "window: a window of size 4 with dilation 1 spans 4 elements and axis 1 of shape (2, 3)"
                + " has 3; use a smaller window, or pad first")
        .refuses(
            "a step of 0",
            () -> Tensor.zeros(2, 3).unfold(1, 2, 0),
            ShapeException.class,
            "window: size 2, stride 0 and dilation 1; each must be 1 or more");
    of("windows copied", x -> x.unfold(0, 2, 1), 5, 3)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8, DType.BOOL);
    of("windows side by side", x -> x.unfold(-1, 2, 2).sum(-1), 3, 7);
    of("windows of all but the last", x -> x.unfold(0, 3, 3).mul(0.5), 6, 2);
    of("windows along rows", x -> x.unfold(1, 5, 1).exp().sum(-1), 3, 70).withoutHalves();
    of("windows down columns", x -> x.unfold(0, 4, 2).square().sum(0), 12, 3).withoutHalves();
    of("reduction of windows between axes", x -> x.unfold(1, 3, 2).max(1), 3, 9, 4);
    of("windows of windows", x -> x.unfold(0, 3, 1).unfold(1, 2, 2).sum(2), 6, 5);
    of("windows beside their operand", x -> x.unfold(1, 1, 1).squeeze(-1).mul(x), 3, 4);
    of("windows in a product", x -> x.unfold(0, 4, 1).matmul(x.slice(0, 0, 4)), 9, 3)
        .notDifferentiable();
    of("windows as matrix rows", x -> x.unfold(0, 4, 3).matmul(x.slice(0, 0, 4)), 13);
    of("windows of a computed operand", x -> x.tanh().unfold(1, 3, 1).sum(1).mul(2), 2, 9)
        .withoutHalves();
    of(
        "windows of a stretched operand",
        x -> x.broadcastTo(3, 2, 6).unfold(2, 2, 1).flip(0, 3).permute(3, 1, 2, 0).sum(0),
        2,
        6);
    of(
            "im2col",
            x -> x.im2col(new int[] {2, 3}, new int[] {1, 2}, new int[] {1, 0}, new int[] {1}),
            2,
            2,
            4,
            5)
        .refuses(
            "a missing axis",
            () -> Tensor.zeros(3, 4, 5).im2col(2, 2),
            ShapeException.class,
            "im2col: x has shape (3, 4, 5) and the kernel [2, 2]; x must be (B, C, *S) with one"
                + " spatial axis for each extent of the kernel")
        .refuses(
            "strides for another number of axes",
            () ->
                Tensor.zeros(1, 1, 4, 4)
                    .im2col(new int[] {2, 2}, new int[] {1, 1, 1}, new int[] {0}, new int[] {1}),
            ShapeException.class,
            "im2col: stride [1, 1, 1] has 3 numbers; give one for each of the 2 spatial axes, or"
                + " one for all");
    of(
            "fold",
            x ->
                x.col2im(
                    new int[] {4, 5},
                    new int[] {2, 2},
                    new int[] {1},
                    new int[] {0},
                    new int[] {1}),
            1,
            8,
            12)
        .covers("fold")
        .refuses(
            "columns that do not fit",
            () ->
                Tensor.zeros(1, 8, 11)
                    .col2im(
                        new int[] {4, 5},
                        new int[] {2, 2},
                        new int[] {1},
                        new int[] {0},
                        new int[] {1}),
            ShapeException.class,
            "col2im: x has shape (1, 8, 11); with kernel [2, 2] and size [4, 5] it must be (B, C *"
                + " 4, 12)");
    of(
        "fold with rests, holes and padding",
        x ->
            x.col2im(
                new int[] {6, 8},
                new int[] {2, 3},
                new int[] {3, 2},
                new int[] {1, 0},
                new int[] {2, 1}),
        2,
        6,
        6);
    of(
            "wide fold",
            x ->
                x.col2im(
                    new int[] {66, 260},
                    new int[] {2},
                    new int[] {1},
                    new int[] {0},
                    new int[] {1}),
            1,
            4,
            16_835)
        .notDifferentiable();
  }
}
