// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Indexed;
import java.util.Map;
import java.util.function.Function;

/// Running results and windows.
final class GoldenWindows {
  private GoldenWindows() {}

  static void addTo(GoldenOps ops) {
    ops.one("cumsum", a -> a.x().cumsum(a.integer("dim")));
    ops.one("cumprod", a -> a.x().cumprod(a.integer("dim")));
    ops.one("logcumsumexp", a -> a.x().logcumsumexp(a.integer("dim")));
    indexed(ops, "cummax", a -> a.x().cummax(a.integer("dim")));
    indexed(ops, "cummin", a -> a.x().cummin(a.integer("dim")));
    ops.one("unfold", a -> a.x().unfold(a.integer("dim"), a.integer("size"), a.integer("step")));
    ops.one(
        "im2col",
        a ->
            a.x()
                .im2col(
                    a.integers("kernel"),
                    a.integers("stride"),
                    a.integers("padding"),
                    a.integers("dilation")));
    ops.one(
        "col2im",
        a ->
            a.x()
                .col2im(
                    a.integers("output_size"),
                    a.integers("kernel"),
                    a.integers("stride"),
                    a.integers("padding"),
                    a.integers("dilation")));
  }

  private static void indexed(GoldenOps ops, String name, Function<GoldenArguments, Indexed> op) {
    ops.several(
        name,
        a -> {
          Indexed found = op.apply(a);
          return Map.of("y", found.values(), "indices", found.indices());
        });
  }
}
