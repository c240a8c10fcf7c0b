// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.ir.ShapeException;
import dev.navette.nn.Activation;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Dropout;
import dev.navette.nn.Layer;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A net of the kind of LeNet-5: convolutions of 5 x 5 that keep the size, each with ReLU and max
/// pooling by 2, then a small multi-layer perceptron.
///
/// LeNet-5 itself had 6 and 16 filters, hidden layers of 120 and 84, average pooling and tanh; ReLU
/// and max pooling do better and are usual today.
///
/// Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, [Gradient-based learning applied to document
/// recognition](https://doi.org/10.1109/5.726791), 1998.
///
/// @param convolutions one or more
/// @param head from the last feature maps to logits
/// @param dropout before the head, while training
public record LeNet(List<Conv2d> convolutions, Mlp head, Dropout dropout) implements Layer {
  private static final int KERNEL = 5;

  /// Copies the list.
  public LeNet {
    convolutions = List.copyOf(convolutions);
  }

  /// What a network is made of.
  ///
  /// @param image the shape of one image: channels, height, width
  /// @param filters the channels that each convolution makes; each halves height and width
  /// @param hidden sizes of the hidden layers
  /// @param dropout the probability of dropping a value before a linear layer, 0 to 1
  /// @param classes how many outputs
  public record Plan(
      List<Integer> image, List<Integer> filters, List<Integer> hidden, double dropout, int classes)
      implements Architecture {
    /// Copies the lists.
    ///
    /// @throws ShapeException if the image is too small for so many convolutions
    public Plan {
      image = List.copyOf(image);
      filters = List.copyOf(filters);
      hidden = List.copyOf(hidden);
      Images.require("LeNet", image, 1 << filters.size());
    }

    @Override
    public LeNet build(Rng rng) {
      List<Conv2d> convolutions = new ArrayList<>();
      ConvOptions same = ConvOptions.DEFAULT.padding(KERNEL / 2);
      int channels = image.getFirst();
      for (int filter : filters) {
        convolutions.add(Images.convolution(channels, filter, KERNEL, same, rng));
        channels = filter;
      }
      List<Integer> sizes = new ArrayList<>();
      sizes.add(channels * (image.get(1) >> filters.size()) * (image.get(2) >> filters.size()));
      sizes.addAll(hidden);
      sizes.add(classes);
      Mlp head = Mlp.init(sizes, Activation.RELU, dropout, rng);
      return new LeNet(convolutions, head, new Dropout(dropout));
    }
  }

  /// Logits.
  ///
  /// @param x `(B, C, H, W)`
  /// @return `(B, classes)`
  @Override
  public Tensor forward(Tensor x) {
    Tensor h = x;
    for (Conv2d convolution : convolutions) {
      h = convolution.forward(h).relu().maxPool2d(2); // (B, filters, H / 2, W / 2)
    }
    return head.forward(dropout.forward(h.flatten(1)));
  }
}
