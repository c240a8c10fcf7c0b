// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Indexed;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/// Sums, extremes, norms and their positions.
final class GoldenReductions {
  private GoldenReductions() {}

  private interface Axes extends BiFunction<Tensor, int[], Tensor> {}

  static void addTo(GoldenOps ops) {
    reduction(ops, "sum", Tensor::sum, Tensor::sumKeepDims);
    reduction(ops, "mean", Tensor::mean, Tensor::meanKeepDims);
    reduction(ops, "prod", Tensor::prod, Tensor::prodKeepDims);
    reduction(ops, "amax", Tensor::max, Tensor::maxKeepDims);
    reduction(ops, "amin", Tensor::min, Tensor::minKeepDims);
    reduction(ops, "logsumexp", Tensor::logsumexp, Tensor::logsumexpKeepDims);
    reduction(ops, "any", Tensor::any, Tensor::anyKeepDims);
    reduction(ops, "all", Tensor::all, Tensor::allKeepDims);
    ops.one("count_nonzero", a -> a.x().countNonzero(a.integers("dim")));
    reduction(ops, "nansum", Tensor::nansum, Tensor::nansumKeepDims);
    ops.one("var", GoldenReductions::variance);
    ops.one("std", GoldenReductions::deviation);
    ops.one(
        "norm",
        a -> {
          double p = a.number("p");
          int[] d = a.integers("dim");
          return a.flag("keepdim") ? a.x().normKeepDims(p, d) : a.x().norm(p, d);
        });
    ops.one("argmax", a -> position(a, true));
    ops.one("argmin", a -> position(a, false));
    ops.several("max_dim", a -> extreme(a, true));
    ops.several("min_dim", a -> extreme(a, false));
  }

  private static void reduction(GoldenOps ops, String name, Axes plain, Axes keeping) {
    ops.one(name, a -> (a.flag("keepdim") ? keeping : plain).apply(a.x(), a.integers("dim")));
  }

  private static Tensor variance(GoldenArguments a) {
    int[] d = a.integers("dim");
    boolean unbiased = a.integer("correction") == 1;
    Tensor y = a.flag("keepdim") ? a.x().varKeepDims(unbiased, d) : a.x().var(unbiased, d);
    return isUsual(a) ? y : y.mul(scale(a));
  }

  private static Tensor deviation(GoldenArguments a) {
    int[] d = a.integers("dim");
    boolean unbiased = a.integer("correction") == 1;
    Tensor y = a.flag("keepdim") ? a.x().stdKeepDims(unbiased, d) : a.x().std(unbiased, d);
    return isUsual(a) ? y : y.mul(Math.sqrt(scale(a)));
  }

  private static boolean isUsual(GoldenArguments a) {
    return a.integer("correction") == 0 || a.integer("correction") == 1;
  }

  /// From the biased variance to that with another correction.
  private static double scale(GoldenArguments a) {
    Tensor x = a.x();
    int[] d = a.integers("dim");
    double n = d.length == 0 ? x.size() : 1;
    for (int axis : d) {
      n *= x.dim(axis);
    }
    return n / (n - a.integer("correction"));
  }

  private static Tensor position(GoldenArguments a, boolean largest) {
    Tensor x = a.x();
    if (!a.has("dim")) {
      Tensor y = largest ? x.argmax() : x.argmin();
      int[] ones = new int[a.flag("keepdim") ? x.rank() : 0];
      Arrays.fill(ones, 1);
      return y.reshape(ones);
    }
    int d = a.integer("dim");
    if (a.flag("keepdim")) {
      return largest ? x.argmaxKeepDims(d) : x.argminKeepDims(d);
    }
    return largest ? x.argmax(d) : x.argmin(d);
  }

  private static Map<String, Tensor> extreme(GoldenArguments a, boolean largest) {
    int d = a.integer("dim");
    Indexed y;
    if (a.flag("keepdim")) {
      y = largest ? a.x().maxWithIndicesKeepDims(d) : a.x().minWithIndicesKeepDims(d);
    } else {
      y = largest ? a.x().maxWithIndices(d) : a.x().minWithIndices(d);
    }
    return Map.of("y", y.values(), "indices", y.indices());
  }
}
