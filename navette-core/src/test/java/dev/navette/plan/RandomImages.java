// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/// A random net of convolutions, (N, C, *S), with anything between them that reads or moves the
/// axes of what a convolution made.
final class RandomImages extends RandomPool {
  private final int spatial = 1 + random.nextInt(2);

  private RandomImages(long seed) {
    super(seed, 20_000);
  }

  /// The outputs of the net number `seed`.
  static Tensor[] outputs(long seed, boolean gradients) {
    return new RandomImages(seed).build(gradients);
  }

  private Tensor[] build(boolean gradients) {
    int[] dims = new int[2 + spatial];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = random.nextInt(5) == 0 ? 1 : 1 + random.nextInt(i < 2 ? 4 : 9);
    }
    Entry x = convolved(leaf(dims));
    for (int i = 2 + random.nextInt(7); i > 0; i--) {
      x = step(x);
    }
    List<Entry> chosen = new ArrayList<>(List.of(x));
    if (random.nextBoolean()) {
      chosen.add(pool.get(random.nextInt(pool.size())));
    }
    return outputs(chosen, gradients);
  }

  private Entry next(Tensor y, Entry... from) {
    put(y, from);
    return pool.getLast();
  }

  private Entry convolved(Entry e) {
    Tensor x = e.tensor();
    int[] kernel = new int[x.rank()];
    kernel[0] = random.nextInt(4) == 0 ? 1 : 2 + random.nextInt(5);
    kernel[1] = x.dim(1);
    for (int i = 2; i < kernel.length; i++) {
      kernel[i] = 1 + random.nextInt(Math.min(3, x.dim(i)));
    }
    Entry w = leaf(kernel);
    Entry b = leaf(kernel[0]);
    ConvOptions o = ConvOptions.DEFAULT.padding(random.nextInt(2)).stride(1 + random.nextInt(2));
    Tensor wide = w.tensor().mul(0.4);
    Tensor y = spatial == 1 ? x.conv1d(wide, b.tensor(), o) : x.conv2d(wide, b.tensor(), o);
    return next(y, e, w, b);
  }

  private Entry step(Entry e) {
    Tensor x = e.tensor();
    boolean image = x.rank() == 2 + spatial;
    if (x.rank() == 0) {
      return next(x.sin(), e);
    }
    int a = random.nextInt(x.rank());
    return switch (random.nextInt(18)) {
      case 0, 1 -> image ? convolved(e) : next(x.tanh(), e);
      case 2, 3 -> next(UNARY.get(random.nextInt(UNARY.size())).apply(x), e);
      case 4 -> {
        Entry other = leaf(x.shape().toArray());
        yield next(
            random.nextBoolean() ? x.add(other.tensor()) : other.tensor().atan2(x), e, other);
      }
      case 5 -> {
        int[] some = x.shape().toArray();
        some[random.nextInt(some.length)] = 1;
        some[0] = 1;
        Entry other = leaf(some);
        yield next(x.maximum(other.tensor()), e, other);
      }
      case 6 -> next(Tensors.where(Rng.of(3).bernoulli(0.6, x.shape().toArray()), x.mul(2), 0), e);
      case 7 -> next(Tensors.concat(a, x, x.flip(a)).mul(0.7), e);
      case 8 -> {
        Entry other = leaf(x.shape().toArray());
        yield next(Tensors.concat(a, other.tensor(), x), e, other);
      }
      case 9 -> next(random.nextBoolean() ? x.max(a) : x.sum(a).tanh(), e);
      case 10 -> next(x.sub(x.meanKeepDims(a)), e);
      case 11 -> next(x.softmax(a), e);
      case 12 -> next(x.mul(x.argmaxKeepDims(a).add(1).cast(dtype)), e);
      case 13 -> next(x.pad(a, random.nextInt(3), random.nextInt(3), 0.25), e);
      case 14 -> next(x.slice(a, random.nextInt(x.dim(a)), x.dim(a), 1 + random.nextInt(2)), e);
      case 15 -> next(x.transpose(a, random.nextInt(x.rank())), e);
      case 16 ->
          a + 1 < x.rank()
              ? next(x.flatten(a, a + 1).relu(), e)
              : next(x.dim(a) % 2 == 0 ? x.unflatten(a, 2, -1) : x.unsqueeze(a).sin(), e);
      default -> next(RandomWindows.of(random, x), e);
    };
  }
}
