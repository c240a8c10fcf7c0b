// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.ScatterReduction;
import dev.navette.tensor.Tensor;
import java.util.Random;
import java.util.function.Function;

/// Sorting, scatters of every kind, slices at computed places, and convolutions.
final class RandomOrders {
  private RandomOrders() {}

  /// Something sorted or scattered, made of x, whose rank is 1 or more.
  static Tensor of(Random random, Tensor x) {
    int a = random.nextInt(x.rank());
    int n = x.dim(a);
    boolean down = random.nextBoolean();
    return switch (random.nextInt(6)) {
      case 0 -> x.sort(a, down).values();
      case 1 -> x.mul(0.5).add(x.argsort(a, down).cast(x.dtype()).mul(0.01));
      case 2 -> x.topk(1 + random.nextInt(n), a, down).values();
      case 3 -> {
        Tensor start = Tensor.of(new int[] {random.nextInt(n)});
        yield x.dynamicUpdateSlice(a, start, x.dynamicSlice(a, start, 1).sin());
      }
      default -> {
        Tensor at = x.argsort(a, down).mod(Math.max(1, n / 2));
        ScatterReduction[] kinds = ScatterReduction.values();
        ScatterReduction kind = kinds[random.nextInt(kinds.length)];
        yield random.nextInt(5) == 0
            ? x.scatter(a, at, x.cos())
            : x.scatterReduce(a, at, x.tanh(), kind, random.nextBoolean()).tanh();
      }
    };
  }

  /// A convolution of x as an image with one channel, or several if it has three axes or more.
  ///
  /// @param leaf makes a weight of a shape
  static Tensor convolved(Random random, Tensor x, Function<int[], Tensor> leaf) {
    int channels = x.rank() > 2 ? x.dim(-3) : 1;
    int rows = x.rank() > 1 ? x.dim(-2) : 1;
    Tensor image = x.reshape(-1, channels, rows, x.dim(-1)); // (N, C, H, W)
    int high = 1 + random.nextInt(Math.min(3, rows));
    int wide = 1 + random.nextInt(Math.min(3, x.dim(-1)));
    Tensor weight = leaf.apply(new int[] {1 + random.nextInt(3), channels, high, wide});
    ConvOptions options =
        ConvOptions.DEFAULT.stride(1 + random.nextInt(2)).padding(random.nextInt(2));
    return image.conv2d(weight, options).tanh();
  }
}
