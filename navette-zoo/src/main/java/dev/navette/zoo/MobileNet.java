// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.nn.BatchNorm;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A net of the kind of MobileNet: depthwise separable convolutions, which cost about 1 / 9 of
/// plain ones of 3 x 3.
///
/// A. G. Howard et al., [MobileNets: efficient convolutional neural networks for mobile vision
/// applications](https://arxiv.org/abs/1704.04861), 2017.
///
/// @param stem a plain convolution
/// @param stemNorm its normalisation
/// @param blocks the separable convolutions
/// @param out from the mean of the feature maps to logits
public record MobileNet(Conv2d stem, BatchNorm stemNorm, List<Block> blocks, Linear out)
    implements Layer {
  /// Copies the list.
  public MobileNet {
    blocks = List.copyOf(blocks);
  }

  /// What a network is made of.
  ///
  /// @param channels of an image
  /// @param widths the channels of the stem and of each block
  /// @param strides of each block
  /// @param classes how many outputs
  public record Plan(int channels, List<Integer> widths, List<Integer> strides, int classes)
      implements Architecture {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if widths and strides do not fit
    public Plan {
      widths = List.copyOf(widths);
      strides = List.copyOf(strides);
      if (widths.size() != strides.size() + 1) {
        throw new IllegalArgumentException(
            "MobileNet: widths "
                + widths
                + " and strides "
                + strides
                + "; there must be one width more, that of the stem");
      }
    }

    @Override
    public MobileNet build(Rng rng) {
      int in = widths.getFirst();
      Conv2d stem = Images.plain(channels, in, 3, ConvOptions.DEFAULT.padding(1), rng);
      List<Block> blocks = new ArrayList<>();
      for (int b = 0; b < strides.size(); b++) {
        blocks.add(Block.init(in, widths.get(b + 1), strides.get(b), rng));
        in = widths.get(b + 1);
      }
      return new MobileNet(
          stem, BatchNorm.init(widths.getFirst()), blocks, Linear.init(in, classes, rng));
    }
  }

  /// A convolution of each channel by itself, then one of 1 x 1 across them.
  public record Block(Conv2d depthwise, BatchNorm norm1, Conv2d pointwise, BatchNorm norm2)
      implements Layer {
    static Block init(int in, int out, int stride, Rng rng) {
      ConvOptions alone = ConvOptions.DEFAULT.padding(1).stride(stride).groups(in);
      return new Block(
          Images.plain(in, in, 3, alone, rng),
          BatchNorm.init(in),
          Images.plain(in, out, 1, ConvOptions.DEFAULT, rng),
          BatchNorm.init(out));
    }

    @Override
    public Tensor forward(Tensor x) { // (B, in, H, W)
      Tensor h = norm1.forward(depthwise.forward(x)).relu();
      return norm2.forward(pointwise.forward(h)).relu(); // (B, out, H / stride, W / stride)
    }
  }

  /// Logits.
  ///
  /// @param x `(B, channels, H, W)`
  /// @return `(B, classes)`
  @Override
  public Tensor forward(Tensor x) {
    Tensor h = stemNorm.forward(stem.forward(x)).relu();
    for (Block block : blocks) {
      h = block.forward(h);
    }
    return out.forward(h.mean(2, 3)); // (B, C, H, W) -> (B, C) -> (B, classes)
  }
}
