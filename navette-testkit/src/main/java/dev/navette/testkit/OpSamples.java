// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Operands for the tests of an operation: with extreme values, of other extents, and as views.
final class OpSamples {
  private static final double[] EXTREMES = {
    0.0,
    -0.0,
    1,
    -1,
    1e-30,
    -1e-30,
    1e30,
    -1e30,
    1e-42,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  /// Elements of a result above which a test would take long, such as those of an outer product.
  private static final int MOST = 1_000_000;

  private OpSamples() {}

  /// The same operands with a third of their floats replaced by extreme values.
  static Tensor[] extreme(long seed, Tensor... in) {
    Random random = new Random(seed);
    Tensor[] out = in.clone();
    for (int o = 0; o < in.length; o++) {
      if (in[o].dtype().isFloat()) {
        double[] values = in[o].toDoubleArray();
        for (int i = 0; i < values.length; i++) {
          if (random.nextInt(3) == 0) {
            values[i] = EXTREMES[random.nextInt(EXTREMES.length)];
          }
        }
        out[o] = Tensor.of(values, in[o].shape().toArray()).cast(in[o].dtype()).eval();
      }
    }
    return out;
  }

  /// The operands as other views of what is stored: with axes in another order, with gaps, and
  /// backwards.
  static List<Tensor[]> views(Tensor... in) {
    return List.of(
        each(OpSamples::transposed, in),
        each(OpSamples::spaced, in),
        each(OpSamples::backwards, in));
  }

  private static Tensor[] each(UnaryOperator<Tensor> view, Tensor... in) {
    return Arrays.stream(in).map(view).toArray(Tensor[]::new);
  }

  private static Tensor transposed(Tensor x) {
    int rank = x.rank();
    int[] reversed = IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
    return rank < 2 ? x : x.permute(reversed).eval().permute(reversed);
  }

  private static Tensor spaced(Tensor x) {
    if (x.rank() == 0 || x.size() == 0) {
      return x;
    }
    return x.repeatInterleave(-1, 2).eval().slice(-1, 0, 2 * x.dim(-1), 2);
  }

  private static Tensor backwards(Tensor x) {
    int[] axes = IntStream.range(0, x.rank()).toArray();
    return x.rank() == 0 ? x : x.flip(axes).eval().flip(axes);
  }

  /// Operands with another extent along the first or the last axis, if the operation takes such:
  /// first of all operands that agree with the first one in it, then of the first one alone.
  ///
  /// @param results what will be computed from them
  static Optional<Tensor[]> resized(
      OpSpec spec,
      long seed,
      DType dtype,
      boolean last,
      int extent,
      Function<Tensor[], List<Tensor>> results) {
    Tensor[] in = spec.sample(seed, dtype);
    if (in.length == 0 || in[0].rank() == 0) {
      return Optional.empty();
    }
    int own = in[0].dim(last ? -1 : 0);
    for (boolean all : in.length == 1 ? new boolean[] {false} : new boolean[] {true, false}) {
      Tensor[] out = in.clone();
      for (int o = 0; o < in.length; o++) {
        boolean agrees = in[o].rank() > 0 && in[o].dim(last ? -1 : 0) == own;
        if (o == 0 || all && agrees) {
          int[] shape = in[o].shape().toArray();
          shape[last ? shape.length - 1 : 0] = extent;
          out[o] = spec.sampleOf(o, seed + o, dtype, shape);
        }
      }
      if (takes(results, out)) {
        return Optional.of(out);
      }
    }
    return Optional.empty();
  }

  /// Whether it can be recorded, and the plain interpreter finds nothing wrong.
  private static boolean takes(Function<Tensor[], List<Tensor>> results, Tensor... in) {
    try {
      Tensor[] all = results.apply(in).toArray(Tensor[]::new);
      if (Arrays.stream(all).anyMatch(t -> t.size() > MOST)) {
        return false;
      }
      Navette.on("reference", () -> Navette.eval(all));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
