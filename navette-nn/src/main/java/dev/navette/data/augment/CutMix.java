// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Batch;
import dev.navette.data.Transform;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// Pastes a rectangle of another image of the batch into each, and mixes the targets by its area:
/// the rectangle has the sides `H sqrt(1 - l)` and `W sqrt(1 - l)` about a random pixel, cut off at
/// the edges, `l` one draw of Beta(alpha, alpha) for the batch; `y = (1 - a) y_i + a y_j` with `a`
/// its part of the area, `j` a random permutation. Classes, i32 `(B)`, become probabilities, f32
/// `(B, classes)`.
///
/// S. Yun et al., *CutMix: Regularization Strategy to Train Strong Classifiers with Localizable
/// Features*, ICCV 2019, arXiv:1905.04899 (alpha 1).
///
/// @param alpha the shape of the areas, above 0; 1 makes them uniform
/// @param classes how many classes there are
public record CutMix(double alpha, int classes) implements Transform<Batch> {
  /// Checks both.
  public CutMix {
    Checks.atLeast(Double.MIN_NORMAL, "cutmix: alpha", alpha);
    Checks.atLeast(1, "cutmix: classes", classes);
  }

  @Override
  public Batch apply(Batch batch, Rng random) {
    int[] dims = batch.input().shape().toArray(); // (B, C, H, W)
    if (dims.length != 4) {
      throw new IllegalArgumentException(
          "cutmix: the input is " + batch.input().shape() + "; give images (B, C, H, W)");
    }
    int height = dims[2];
    int width = dims[3];
    double side = Math.sqrt(1 - Beta.draw(alpha, random));
    int[] other = random.permutation(batch.size());
    Rectangle part =
        Rectangle.about(
            random.nextInt(height),
            random.nextInt(width),
            (int) (height * side),
            (int) (width * side),
            height,
            width);
    float[] from = batch.input().toFloatArray();
    float[] to = from.clone();
    int wide = part.right() - part.left();
    for (int b = 0; b < dims[0]; b++) {
      for (int c = 0; c < dims[1]; c++) {
        for (int y = part.top(); y < part.bottom(); y++) {
          int at = (c * height + y) * width + part.left();
          int image = dims[1] * height * width;
          System.arraycopy(from, other[b] * image + at, to, b * image + at, wide);
        }
      }
    }
    float kept = 1 - (float) part.area() / (height * width);
    float[] targets = SoftTargets.of("cutmix", batch.target(), classes);
    return Batch.of(
        Tensor.of(to, dims), Tensor.of(SoftTargets.mix(targets, other, kept), dims[0], classes));
  }
}
