// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.nn.ChannelShuffle;
import dev.navette.nn.CosineSimilarity;
import dev.navette.nn.PairwiseDistance;
import dev.navette.nn.PixelShuffle;
import dev.navette.nn.PixelUnshuffle;
import dev.navette.nn.Upsample;
import dev.navette.tensor.Interpolation;
import dev.navette.tensor.Resize;

/// Images of another size, channels that change places, and how alike vectors are.
final class GoldenImages {
  private GoldenImages() {}

  static void addTo(GoldenOps ops) {
    ops.one("interpolate", a -> new Upsample(resize(a)).forward(a.x()));
    ops.one("pixel_shuffle", a -> new PixelShuffle(a.integer("factor")).forward(a.x()));
    ops.one("pixel_unshuffle", a -> new PixelUnshuffle(a.integer("factor")).forward(a.x()));
    ops.one("channel_shuffle", a -> new ChannelShuffle(a.integer("groups")).forward(a.x()));
    ops.one(
        "cosine_similarity",
        a ->
            new CosineSimilarity(a.integer("dim", 1), a.number("eps", 1e-8)).forward(a.x(), a.y()));
    ops.one(
        "pairwise_distance",
        a ->
            new PairwiseDistance(a.number("p", 2), a.number("eps", 1e-6), a.flag("keepdim"))
                .forward(a.x(), a.y()));
  }

  /// Settings of PyTorch's `interpolate` or `Upsample`.
  static Resize resize(GoldenArguments a) {
    Interpolation mode = mode(a.has("mode") ? a.text("mode") : "nearest");
    Resize resize =
        a.has("size") ? Resize.to(a.integers("size")) : Resize.by(a.numbers("scale_factor"));
    resize = resize.mode(mode);
    return a.flag("align_corners") ? resize.cornersAligned() : resize;
  }

  private static Interpolation mode(String name) {
    return switch (name) {
      case "nearest" -> Interpolation.NEAREST;
      case "nearest-exact" -> Interpolation.NEAREST_EXACT;
      case "linear", "bilinear", "trilinear" -> Interpolation.LINEAR;
      case "bicubic" -> Interpolation.CUBIC;
      case "area" -> Interpolation.AREA;
      default -> throw new UnsupportedCaseException("mode " + name);
    };
  }
}
