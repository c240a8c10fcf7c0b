// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/// A random chain of products with element-wise work between them: what a network's layers look
/// like.
final class RandomNetwork extends RandomPool {
  private RandomNetwork(long seed) {
    super(seed, 200_000);
  }

  /// The outputs of the network number `seed`.
  static Tensor[] outputs(long seed, boolean gradients) {
    RandomNetwork e = new RandomNetwork(seed);
    int[] rows = {1, 4, 31, 64, 130, 300, 513};
    int[] widths = {1, 3, 8, 16, 31, 64, 65, 130};
    e.leaf(rows[e.random.nextInt(rows.length)], widths[e.random.nextInt(widths.length)]);
    int layers = 1 + e.random.nextInt(3);
    for (int l = 0; l < layers; l++) {
      Entry x = e.pool.getLast();
      for (int i = e.random.nextInt(3); i > 0; i--) {
        x = e.bent(x);
      }
      e.layer(x, widths[e.random.nextInt(widths.length)]);
      for (int i = e.random.nextInt(4); i > 0; i--) {
        e.bent(e.pool.getLast());
      }
    }
    List<Entry> chosen = new ArrayList<>(List.of(e.pool.getLast()));
    if (e.random.nextBoolean()) {
      chosen.add(e.pool.get(e.random.nextInt(e.pool.size())));
    }
    return e.outputs(chosen, gradients);
  }

  private void layer(Entry x, int width) {
    int k = x.tensor().dim(-1);
    double scale = 1 / Math.sqrt(k);
    switch (random.nextInt(3)) {
      case 0 -> {
        Entry w = leaf(k, width);
        put(x.tensor().matmul(w.tensor()).mul(scale), x, w);
      }
      case 1 -> {
        Entry w = leaf(width, k);
        Entry b = leaf(width);
        put(x.tensor().mul(scale).linear(w.tensor(), b.tensor()), x, w, b);
      }
      default -> {
        Entry w = leaf(width, x.tensor().dim(0));
        put(w.tensor().matmul(x.tensor()).mul(1 / Math.sqrt(w.tensor().dim(1))), x, w);
      }
    }
  }

  /// An element-wise step, often with another operand: a bias, a residual, a mask.
  private Entry bent(Entry e) {
    Tensor x = e.tensor();
    switch (random.nextInt(7)) {
      case 0, 1 -> put(UNARY.get(random.nextInt(UNARY.size())).apply(x), e);
      case 2 -> {
        Entry b = leaf(x.dim(-1));
        put(x.add(b.tensor()), e, b);
      }
      case 3 -> {
        Entry b = leaf(x.dim(0), 1);
        put(x.mul(b.tensor()), e, b);
      }
      case 4 -> put(x.add(x.tanh()), e);
      case 5 -> {
        Tensor keep = Rng.of(random.nextInt(100)).bernoulli(0.7, x.shape().toArray());
        put(Tensors.where(keep, x.div(0.7), 0), e);
      }
      default -> put(random.nextBoolean() ? x.softmax(-1) : x.layerNorm(1, 1e-3), e);
    }
    return pool.getLast();
  }
}
