// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.nn.BatchNorm;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A residual net of basic blocks, in the standard layout: with `blocks = [2, 2, 2, 2]` and `width
/// = 64` it is ResNet-18, and the names and shapes of its weights are those under which trained
/// ones are published (`layer2.0.downsample.0.weight`).
///
/// For small images the first convolution is 3 x 3 without stride and nothing is pooled before the
/// blocks, as in the original paper's nets for images of 32 x 32.
///
/// K. He, X. Zhang, S. Ren and J. Sun, [Deep residual learning for image
/// recognition](https://arxiv.org/abs/1512.03385), 2015.
public record ResNet(
    Conv2d conv1,
    BatchNorm bn1,
    boolean small,
    List<Block> layer1,
    List<Block> layer2,
    List<Block> layer3,
    List<Block> layer4,
    Linear fc)
    implements Layer {
  /// Copies the lists.
  public ResNet {
    layer1 = List.copyOf(layer1);
    layer2 = List.copyOf(layer2);
    layer3 = List.copyOf(layer3);
    layer4 = List.copyOf(layer4);
  }

  /// What a network is made of.
  ///
  /// @param channels of an image
  /// @param blocks how many blocks each of the four stages has; a stage without blocks is left out
  /// @param width channels of the first stage; each later one has twice as many
  /// @param small whether images are small, such as 32 x 32
  /// @param classes how many outputs
  public record Plan(int channels, List<Integer> blocks, int width, boolean small, int classes)
      implements Architecture {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are not four stages
    public Plan {
      blocks = List.copyOf(blocks);
      if (blocks.size() != 4) {
        throw new IllegalArgumentException(
            "ResNet: blocks is " + blocks + "; give four numbers, such as [2, 2, 2, 2]");
      }
    }

    @Override
    public ResNet build(Rng rng) {
      ConvOptions same = ConvOptions.DEFAULT;
      Conv2d conv1 =
          small
              ? Images.plain(channels, width, 3, same.padding(1), rng)
              : Images.plain(channels, width, 7, same.padding(3).stride(2), rng);
      List<List<Block>> stages = new ArrayList<>();
      int in = width;
      for (int s = 0; s < 4; s++) {
        List<Block> stage = new ArrayList<>();
        for (int b = 0; b < blocks.get(s); b++) {
          int out = width << s;
          stage.add(Block.init(in, out, b == 0 && s > 0 ? 2 : 1, rng));
          in = out;
        }
        stages.add(stage);
      }
      return new ResNet(
          conv1,
          BatchNorm.init(width),
          small,
          stages.get(0),
          stages.get(1),
          stages.get(2),
          stages.get(3),
          Linear.init(in, classes, rng));
    }
  }

  /// ResNet-18 for images of 224 x 224 in 1000 classes.
  public static Plan resNet18() {
    return new Plan(3, List.of(2, 2, 2, 2), 64, false, 1000);
  }

  /// Two convolutions beside a shortcut: y = relu(x' + bn(conv(relu(bn(conv(x)))))), where x' is x,
  /// or a convolution of it where the shape changes.
  ///
  /// @param downsample a convolution of 1 x 1 and its normalisation, or empty
  public record Block(
      Conv2d conv1, BatchNorm bn1, Conv2d conv2, BatchNorm bn2, List<Layer> downsample)
      implements Layer {
    /// Copies the list.
    public Block {
      downsample = List.copyOf(downsample);
    }

    static Block init(int in, int out, int stride, Rng rng) {
      ConvOptions same = ConvOptions.DEFAULT.padding(1);
      Conv2d conv1 = Images.plain(in, out, 3, same.stride(stride), rng);
      Conv2d conv2 = Images.plain(out, out, 3, same, rng);
      List<Layer> downsample =
          stride == 1 && in == out
              ? List.of()
              : List.of(
                  Images.plain(in, out, 1, ConvOptions.DEFAULT.stride(stride), rng),
                  BatchNorm.init(out));
      return new Block(conv1, BatchNorm.init(out), conv2, BatchNorm.init(out), downsample);
    }

    @Override
    public Tensor forward(Tensor x) { // (B, in, H, W)
      Tensor h = bn1.forward(conv1.forward(x)).relu();
      h = bn2.forward(conv2.forward(h));
      Tensor shortcut = x;
      for (Layer layer : downsample) {
        shortcut = layer.forward(shortcut);
      }
      return h.add(shortcut).relu(); // (B, out, H / stride, W / stride)
    }
  }

  /// Logits.
  ///
  /// @param x `(B, channels, H, W)`
  /// @return `(B, classes)`
  @Override
  public Tensor forward(Tensor x) {
    Tensor h = bn1.forward(conv1.forward(x)).relu();
    if (!small) {
      h = h.maxPool2d(Pooling.of(3).stride(2).padding(1));
    }
    for (List<Block> stage : List.of(layer1, layer2, layer3, layer4)) {
      for (Block block : stage) {
        h = block.forward(h);
      }
    }
    return fc.forward(h.mean(2, 3)); // (B, C, H, W) -> (B, C) -> (B, classes)
  }
}
