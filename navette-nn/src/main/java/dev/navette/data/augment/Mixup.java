// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Batch;
import dev.navette.data.Transform;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// Mixes each example of a batch with another, inputs and targets alike: `x = l x_i + (1 - l) x_j`,
/// `y = l y_i + (1 - l) y_j`, `l` one draw of Beta(alpha, alpha) for the batch, `j` a random
/// permutation of it. Classes, i32 `(B)`, become probabilities, f32 `(B, classes)`, which
/// cross-entropy takes as targets.
///
/// H. Zhang, M. Cisse, Y. Dauphin and D. Lopez-Paz, *mixup: Beyond Empirical Risk Minimization*,
/// ICLR 2018, arXiv:1710.09412 (alpha 0.2 for ImageNet, 1 for CIFAR-10).
///
/// @param alpha how much to mix, above 0
/// @param classes how many classes there are
public record Mixup(double alpha, int classes) implements Transform<Batch> {
  /// Checks both.
  public Mixup {
    Checks.atLeast(Double.MIN_NORMAL, "mixup: alpha", alpha);
    Checks.atLeast(1, "mixup: classes", classes);
  }

  @Override
  public Batch apply(Batch batch, Rng random) {
    float lambda = (float) Beta.draw(alpha, random);
    int[] other = random.permutation(batch.size());
    Tensor x = batch.input();
    float[] mixed = SoftTargets.mix(x.toFloatArray(), other, lambda);
    float[] targets = SoftTargets.of("mixup", batch.target(), classes);
    return Batch.of(
        Tensor.of(mixed, x.shape().toArray()),
        Tensor.of(SoftTargets.mix(targets, other, lambda), batch.size(), classes));
  }
}
