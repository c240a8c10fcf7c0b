// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.nn.Activation;
import dev.navette.nn.BatchNorm;
import dev.navette.nn.Dropout;
import dev.navette.nn.Flatten;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.MaxPool2d;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A net of the kind of VGG: stages of 3 x 3 convolutions that keep the size, each with batch
/// normalisation and ReLU, a max pooling by 2 behind each stage, then linear layers.
///
/// K. Simonyan and A. Zisserman, [Very deep convolutional networks for large-scale image
/// recognition](https://arxiv.org/abs/1409.1556), 2014; batch normalisation came later.
///
/// @param features from images to feature maps
/// @param classifier from feature maps to logits
public record Vgg(List<Layer> features, List<Layer> classifier) implements Layer {
  /// Copies the lists.
  public Vgg {
    features = List.copyOf(features);
    classifier = List.copyOf(classifier);
  }

  /// What a network is made of.
  ///
  /// @param image the shape of one image: channels, height, width
  /// @param widths the channels of each stage
  /// @param convolutions how many convolutions each stage has
  /// @param hidden the size of the hidden linear layer
  /// @param dropout the probability of dropping a hidden value while training, 0 to 1
  /// @param classes how many outputs
  public record Plan(
      List<Integer> image,
      List<Integer> widths,
      int convolutions,
      int hidden,
      double dropout,
      int classes)
      implements Architecture {
    /// Copies the lists.
    ///
    /// @throws dev.navette.ir.ShapeException if the image is too small for so many stages
    public Plan {
      image = List.copyOf(image);
      widths = List.copyOf(widths);
      Images.require("Vgg", image, 1 << widths.size());
    }

    @Override
    public Vgg build(Rng rng) {
      List<Layer> features = new ArrayList<>();
      int in = image.getFirst();
      for (int width : widths) {
        for (int c = 0; c < convolutions; c++) {
          features.add(Images.plain(in, width, 3, ConvOptions.DEFAULT.padding(1), rng));
          features.add(BatchNorm.init(width));
          features.add(Activation.RELU);
          in = width;
        }
        features.add(new MaxPool2d(2));
      }
      int maps = in * (image.get(1) >> widths.size()) * (image.get(2) >> widths.size());
      List<Layer> classifier =
          List.of(
              new Flatten(),
              new Dropout(dropout),
              Linear.init(maps, hidden, rng),
              Activation.RELU,
              new Dropout(dropout),
              Linear.init(hidden, classes, rng));
      return new Vgg(features, classifier);
    }
  }

  /// Logits.
  ///
  /// @param x `(B, C, H, W)`
  /// @return `(B, classes)`
  @Override
  public Tensor forward(Tensor x) {
    Tensor h = x;
    for (Layer layer : features) {
      h = layer.forward(h);
    }
    for (Layer layer : classifier) {
      h = layer.forward(h);
    }
    return h;
  }
}
