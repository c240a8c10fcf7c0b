// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Indexed;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;
import java.util.function.BiFunction;

/// Pooling.
final class GoldenPools {
  private GoldenPools() {}

  static void addTo(GoldenOps ops) {
    maximum(ops, "max_pool1d", Tensor::maxPool1dWithIndices);
    maximum(ops, "max_pool2d", Tensor::maxPool2dWithIndices);
    maximum(ops, "max_pool3d", Tensor::maxPool3dWithIndices);
    ops.one("avg_pool1d", a -> a.x().avgPool1d(pooling(a)));
    ops.one("avg_pool2d", a -> a.x().avgPool2d(pooling(a)));
    ops.one("avg_pool3d", a -> a.x().avgPool3d(pooling(a)));
    ops.one("lp_pool1d", a -> a.x().lpPool1d(a.number("p"), pooling(a)));
    ops.one("lp_pool2d", a -> a.x().lpPool2d(a.number("p"), pooling(a)));
    ops.one("global_avg_pool", a -> a.x().globalAvgPool());
    ops.one("adaptive_avg_pool1d", a -> a.x().adaptiveAvgPool1d(cells(a, 0)));
    ops.one("adaptive_avg_pool2d", a -> a.x().adaptiveAvgPool2d(cells(a, 0), cells(a, 1)));
    ops.one(
        "adaptive_avg_pool3d", a -> a.x().adaptiveAvgPool3d(cells(a, 0), cells(a, 1), cells(a, 2)));
    GoldenWindows.indexed(ops, "adaptive_max_pool1d", a -> a.x().adaptiveMaxPool1d(cells(a, 0)));
    GoldenWindows.indexed(
        ops, "adaptive_max_pool2d", a -> a.x().adaptiveMaxPool2d(cells(a, 0), cells(a, 1)));
  }

  private static int cells(GoldenArguments a, int axis) {
    return a.integers("output_size")[axis];
  }

  private static Pooling pooling(GoldenArguments a) {
    Pooling p = Pooling.of(a.integers("kernel")).stride(a.integers("stride"));
    p = a.has("padding") ? p.padding(a.integers("padding")) : p;
    p = a.has("dilation") ? p.dilation(a.integers("dilation")) : p;
    p = a.flag("ceil_mode") ? p.ceiled() : p;
    p = a.has("count_include_pad") && !a.flag("count_include_pad") ? p.excludingPad() : p;
    return a.has("divisor_override") ? p.dividedBy(a.integer("divisor_override")) : p;
  }

  private static void maximum(GoldenOps ops, String name, BiFunction<Tensor, Pooling, Indexed> op) {
    GoldenWindows.indexed(ops, name, a -> op.apply(a.x(), pooling(a)));
  }
}
