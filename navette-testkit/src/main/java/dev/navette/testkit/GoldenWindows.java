// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Indexed;
import dev.navette.tensor.PadMode;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Running results, windows and what surrounds a tensor.
final class GoldenWindows {
  private GoldenWindows() {}

  static void addTo(GoldenOps ops) {
    ops.one("cumsum", a -> a.x().cumsum(a.integer("dim")));
    ops.one("cumprod", a -> a.x().cumprod(a.integer("dim")));
    ops.one("logcumsumexp", a -> a.x().logcumsumexp(a.integer("dim")));
    indexed(ops, "cummax", a -> a.x().cummax(a.integer("dim")));
    indexed(ops, "cummin", a -> a.x().cummin(a.integer("dim")));
    ops.one("unfold", a -> a.x().unfold(a.integer("dim"), a.integer("size"), a.integer("step")));
    ops.one("pad", GoldenWindows::pad);
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

  private static Tensor pad(GoldenArguments a) {
    List<List<Optional<Integer>>> pads = a.rows("pads");
    int[] before = pads.stream().mapToInt(p -> p.get(0).orElse(0)).toArray();
    int[] after = pads.stream().mapToInt(p -> p.get(1).orElse(0)).toArray();
    return a.text("mode").equals("constant")
        ? a.x().pad(before, after, a.number("value"))
        : a.x().pad(before, after, PadMode.valueOf(a.text("mode").toUpperCase(Locale.ROOT)));
  }

  static void indexed(GoldenOps ops, String name, Function<GoldenArguments, Indexed> op) {
    ops.several(
        name,
        a -> {
          Indexed found = op.apply(a);
          return Map.of("y", found.values(), "indices", found.indices());
        });
  }
}
