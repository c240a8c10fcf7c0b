// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.ir.ShapeException;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Init;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;

/// What the nets for images share.
final class Images {
  private Images() {}

  /// Refuses shapes that are no image, or too small.
  ///
  /// @param least what height and width must be at least
  static void require(String model, List<Integer> image, int least) {
    if (image.size() != 3 || image.get(0) < 1 || image.get(1) < least || image.get(2) < least) {
      throw new ShapeException(
          model
              + ": images of shape "
              + image
              + "; they must be (channels, height, width), with height and width of "
              + least
              + " or more");
    }
  }

  /// A convolution as He et al. start it: normal with variance 2 / fan in, bias 0.
  static Conv2d convolution(int in, int out, int kernel, ConvOptions options, Rng rng) {
    Variable weight = new Variable(Init.kaimingNormal(rng, out, in, kernel, kernel));
    return new Conv2d(weight, Optional.of(new Variable(Init.zeros(out))), options);
  }

  /// A convolution without bias, for a normalisation behind it: normal with variance 2 / fan out.
  static Conv2d plain(int in, int out, int kernel, ConvOptions options, Rng rng) {
    double gain = Math.sqrt(2);
    int perGroup = in / options.groups();
    Variable weight =
        new Variable(Init.kaimingNormal(gain, Init.Fan.OUT, rng, out, perGroup, kernel, kernel));
    return new Conv2d(weight, Optional.empty(), options);
  }
}
