// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.tensor.Rng;
import java.util.Arrays;

/// Chooses which examples an epoch goes through, in which order.
@FunctionalInterface
public interface Sampler {
  /// The indices of an epoch.
  ///
  /// @param size how many examples there are
  /// @param rng of the loader's seed and the epoch
  int[] order(int size, Rng rng);

  /// Every example once, from first to last.
  static Sampler sequential() {
    return (size, _) -> {
      int[] order = new int[size];
      Arrays.setAll(order, i -> i);
      return order;
    };
  }

  /// Every example once, in random order.
  static Sampler shuffled() {
    return (size, rng) -> rng.permutation(size);
  }

  /// `count` draws with replacement, each example as often as its weight says.
  ///
  /// @param weights one an example, 0 or more, not all 0
  /// @param count draws an epoch, 1 or more
  /// @throws IllegalArgumentException if a weight is negative or no number, or all are 0
  static Sampler weighted(double[] weights, int count) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weighted: the weight of example "
                + i
                + " is "
                + weights[i]
                + "; weights are finite, 0 or more");
      }
      sum += weights[i];
      sums[i] = sum;
    }
    if (!(sum > 0) || count < 1) {
      throw new IllegalArgumentException(
          "weighted: weights of sum " + sum + " and " + count + " draws; both must be positive");
    }
    return (size, rng) -> {
      if (size != sums.length) {
        throw new IllegalArgumentException(
            "weighted: " + sums.length + " weights for " + size + " examples; give one for each");
      }
      int[] order = new int[count];
      Arrays.setAll(order, _ -> drawn(sums, rng.nextDouble()));
      return order;
    };
  }

  /// The first index whose sum of weights is above `part` of all.
  private static int drawn(double[] sums, double part) {
    double at = part * sums[sums.length - 1];
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// As many draws as there are examples, with replacement, all classes equally often on average.
  ///
  /// @param classes the class of each example, 0 or more
  static Sampler balanced(int[] classes) {
    int[] counts = new int[Arrays.stream(classes).max().orElse(0) + 1];
    for (int c : classes) {
      counts[c]++;
    }
    return weighted(
        Arrays.stream(classes).mapToDouble(c -> 1.0 / counts[c]).toArray(), classes.length);
  }

  /// `count` draws with replacement, all examples equally often on average.
  ///
  /// @throws IllegalArgumentException if the count is below 1
  static Sampler drawn(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("drawn: " + count + " draws; use 1 or more");
    }
    return (size, rng) -> {
      int[] order = new int[count];
      Arrays.setAll(order, _ -> rng.nextInt(size));
      return order;
    };
  }

  /// Every example once, in batches of like length, so that little is filled up: a random order is
  /// cut into pools of 50 batches, each pool is sorted by length and cut into batches, and the
  /// batches come in random order, one that is not full last.
  ///
  /// @param lengths of each example
  /// @param batch examples in a batch: as many as the loader has
  static Sampler byLength(int[] lengths, int batch) {
    return new LengthBuckets(lengths.clone(), batch);
  }
}
