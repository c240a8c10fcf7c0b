// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// A convolution of images in two: each channel by a kernel of its own, then all channels of each
/// pixel by a matrix. [Chollet 2016](https://arxiv.org/abs/1610.02357)
///
/// @param depthwise as many groups as channels
/// @param pointwise kernel 1
public record SeparableConv2d(Conv2d depthwise, Conv2d pointwise) implements Layer {
  /// A new layer, f32, with PyTorch's start.
  ///
  /// @param in channels of x
  /// @param out channels of the result
  /// @param kernel elements along each axis
  /// @param options stride, padding and dilation; its groups are not looked at
  public static SeparableConv2d init(int in, int out, int kernel, ConvOptions options, Rng rng) {
    return new SeparableConv2d(
        Conv2d.init(in, in, kernel, options.groups(Math.max(1, in)), rng),
        Conv2d.init(in, out, 1, rng));
  }

  /// The convolution of x.
  ///
  /// @param x `(B, in, H, W)`
  @Override
  public Tensor forward(Tensor x) {
    return pointwise.forward(depthwise.forward(x));
  }
}
