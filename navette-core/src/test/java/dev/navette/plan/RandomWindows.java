// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.tensor.PadMode;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;
import java.util.Random;

/// Windows, running results, pooling and padding of any kind along any axis.
final class RandomWindows {
  private RandomWindows() {}

  /// Something made of x, whose rank is 1 or more.
  static Tensor of(Random random, Tensor x) {
    int a = random.nextInt(x.rank());
    int n = x.dim(a);
    boolean exclusive = random.nextInt(3) == 0;
    boolean reverse = random.nextBoolean();
    return switch (random.nextInt(12)) {
      case 0 -> x.cumsum(a, exclusive, reverse);
      case 1 -> x.tanh().cumprod(a, exclusive, reverse);
      case 2 -> x.logcumsumexp(a, false, reverse);
      case 3 -> random.nextBoolean() ? x.cummax(a).values() : x.cummin(a).values();
      case 4 -> window(random, x, a).sin();
      case 5 -> window(random, x, a).sum(-1);
      case 6 -> window(random, x, a).max(a);
      case 7 -> x.mul(0.5).add(x.cummax(a).indices().cast(x.dtype()).mul(0.01));
      case 8 -> {
        PadMode mode = PadMode.values()[random.nextInt(PadMode.values().length)];
        int most = Math.min(3, mode == PadMode.REFLECT ? n - 1 : n);
        yield x.pad(a, random.nextInt(most + 1), random.nextInt(most + 1) - 1, mode);
      }
      default -> pooled(random, x);
    };
  }

  private static Tensor window(Random random, Tensor x, int axis) {
    int size = 1 + random.nextInt(Math.min(4, x.dim(axis)));
    return x.unfold(axis, size, 1 + random.nextInt(size + 1));
  }

  private static Tensor pooled(Random random, Tensor x) {
    int last = x.dim(-1);
    int kernel = 1 + random.nextInt(Math.min(4, last));
    Pooling p =
        Pooling.of(kernel).stride(1 + random.nextInt(3)).padding(random.nextInt(kernel / 2 + 1));
    p = random.nextBoolean() ? p.ceiled() : p;
    boolean two = x.rank() > 1 && x.dim(-2) >= kernel;
    return switch (random.nextInt(4)) {
      case 0 -> two ? x.maxPool2d(p) : x.maxPool1d(p);
      case 1 -> two ? x.avgPool2d(p) : x.avgPool1d(p);
      case 2 -> x.adaptiveAvgPool1d(1 + random.nextInt(last));
      default -> x.adaptiveMaxPool1d(1 + random.nextInt(last)).values();
    };
  }
}
