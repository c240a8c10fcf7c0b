// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.nn.BatchNorm;
import dev.navette.nn.Bilinear;
import dev.navette.nn.Conv1d;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Conv3d;
import dev.navette.nn.ConvTranspose1d;
import dev.navette.nn.ConvTranspose2d;
import dev.navette.nn.ConvTranspose3d;
import dev.navette.nn.Embedding;
import dev.navette.nn.EmbeddingBag;
import dev.navette.nn.GroupNorm;
import dev.navette.nn.InstanceNorm;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.nn.PRelu;
import dev.navette.nn.RmsNorm;
import dev.navette.nn.recurrent.Recurrent;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import java.util.Arrays;

/// New layers by PyTorch's class names and the arguments of their constructors.
final class GoldenDefaults {
  private GoldenDefaults() {}

  static Module of(String layer, GoldenArguments args, Rng rng) {
    return switch (layer) {
      case "Linear" -> {
        int in = args.integer("in_features");
        int out = args.integer("out_features");
        yield args.flag("bias", true)
            ? Linear.init(in, out, rng)
            : Linear.initWithoutBias(in, out, rng);
      }
      case "Bilinear" -> {
        Bilinear all =
            Bilinear.init(
                args.integer("in1_features"),
                args.integer("in2_features"),
                args.integer("out_features"),
                rng);
        yield args.flag("bias", true) ? all : all.withoutBias();
      }
      case "Conv1d" -> new Form(Conv1d::init, Conv1d::initWithoutBias).of(1, args, rng);
      case "Conv2d" -> new Form(Conv2d::init, Conv2d::initWithoutBias).of(2, args, rng);
      case "Conv3d" -> new Form(Conv3d::init, Conv3d::initWithoutBias).of(3, args, rng);
      case "ConvTranspose1d" ->
          new Form(ConvTranspose1d::init, ConvTranspose1d::initWithoutBias).of(1, args, rng);
      case "ConvTranspose2d" ->
          new Form(ConvTranspose2d::init, ConvTranspose2d::initWithoutBias).of(2, args, rng);
      case "ConvTranspose3d" ->
          new Form(ConvTranspose3d::init, ConvTranspose3d::initWithoutBias).of(3, args, rng);
      case "BatchNorm1d", "BatchNorm2d", "BatchNorm3d" -> {
        BatchNorm all = BatchNorm.init(args.integer("num_features"));
        yield args.flag("affine", true) ? all : all.withoutAffine();
      }
      case "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d" ->
          args.flag("affine")
              ? InstanceNorm.init(args.integer("num_features"))
              : InstanceNorm.plain();
      case "GroupNorm" -> GroupNorm.init(args.integer("num_groups"), args.integer("num_channels"));
      case "LayerNorm" -> LayerNorm.init(args.integers("normalized_shape"));
      case "RMSNorm" -> RmsNorm.init(args.integers("normalized_shape"));
      case "Embedding" -> {
        int count = args.integer("num_embeddings");
        int features = args.integer("embedding_dim");
        yield args.has("padding_idx")
            ? Embedding.init(
                count, features, Math.floorMod(args.integer("padding_idx"), count), rng)
            : Embedding.init(count, features, rng);
      }
      case "EmbeddingBag" ->
          EmbeddingBag.init(
              args.integer("num_embeddings"),
              args.integer("embedding_dim"),
              EmbeddingBag.Pooled.MEAN,
              rng);
      case "LSTM" -> Recurrent.lstm(args.integer("input_size"), args.integer("hidden_size"), rng);
      case "PReLU" -> PRelu.init(args.integer("num_parameters", 1));
      default -> throw new UnsupportedCaseException("layer " + layer);
    };
  }

  /// A convolution's factories.
  private record Form(Factory biased, Factory plain) {
    interface Factory {
      Module of(int in, int out, int[] kernel, ConvOptions options, Rng rng);
    }

    Module of(int axes, GoldenArguments args, Rng rng) {
      int[] kernel = args.integers("kernel_size");
      int[] all = kernel;
      if (kernel.length == 1) {
        all = new int[axes];
        Arrays.fill(all, kernel[0]);
      }
      args.describedBy("stride", "padding", "dilation", "output_padding", "padding_mode");
      ConvOptions options = ConvOptions.DEFAULT.groups(args.integer("groups", 1));
      Factory factory = args.flag("bias", true) ? biased : plain;
      return factory.of(
          args.integer("in_channels"), args.integer("out_channels"), all, options, rng);
    }
  }
}
