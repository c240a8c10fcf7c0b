// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.PadMode;
import dev.navette.tensor.Tensor;
import java.util.Locale;
import java.util.Optional;

/// Convolutions and transposed convolutions.
final class GoldenConvolutions {
  private GoldenConvolutions() {}

  /// A convolution without and with a bias.
  private record Form(Plain plain, Shifted shifted) {
    interface Plain {
      Tensor apply(Tensor x, Tensor weight, ConvOptions options);
    }

    interface Shifted {
      Tensor apply(Tensor x, Tensor weight, Tensor bias, ConvOptions options);
    }

    Tensor apply(GoldenArguments a, ConvOptions options) {
      Tensor weight = a.param("weight");
      Optional<Tensor> bias = a.flag("bias") ? Optional.of(a.param("bias")) : Optional.empty();
      return bias.map(b -> shifted.apply(a.x(), weight, b, options))
          .orElseGet(() -> plain.apply(a.x(), weight, options));
    }
  }

  static void addTo(GoldenOps ops) {
    convolution(ops, "conv1d", new Form(Tensor::conv1d, Tensor::conv1d));
    convolution(ops, "conv2d", new Form(Tensor::conv2d, Tensor::conv2d));
    convolution(ops, "conv3d", new Form(Tensor::conv3d, Tensor::conv3d));
    transposed(ops, "conv_transpose1d", new Form(Tensor::convTranspose1d, Tensor::convTranspose1d));
    transposed(ops, "conv_transpose2d", new Form(Tensor::convTranspose2d, Tensor::convTranspose2d));
    transposed(ops, "conv_transpose3d", new Form(Tensor::convTranspose3d, Tensor::convTranspose3d));
  }

  private static void convolution(GoldenOps ops, String name, Form form) {
    ops.one(
        name,
        a -> {
          Tensor weight = a.param("weight"); // (O, C / groups, *K)
          a.follows("in_channels", weight.dim(1) * a.integer("groups"));
          a.follows("out_channels", weight.dim(0));
          ConvOptions options = common(a, weight);
          String mode = a.text("padding_mode");
          if (!mode.equals("zeros")) {
            options = options.paddingMode(PadMode.valueOf(mode.toUpperCase(Locale.ROOT)));
          }
          return form.apply(
              a,
              a.isText("padding")
                  ? a.text("padding").equals("same") ? options.samePadding() : options
                  : options.padding(a.integers("padding")));
        });
  }

  private static void transposed(GoldenOps ops, String name, Form form) {
    ops.one(
        name,
        a -> {
          Tensor weight = a.param("weight"); // (C, O / groups, *K)
          a.follows("in_channels", weight.dim(0));
          a.follows("out_channels", weight.dim(1) * a.integer("groups"));
          ConvOptions options = common(a, weight).padding(a.integers("padding"));
          return form.apply(a, options.outputPadding(a.integers("output_padding")));
        });
  }

  private static ConvOptions common(GoldenArguments a, Tensor weight) {
    int[] kernel = a.integers("kernel");
    for (int i = 0; i < kernel.length; i++) {
      GoldenOps.require(kernel[i] == weight.dim(i + 2), "a kernel unlike the weight");
    }
    return ConvOptions.DEFAULT
        .stride(a.integers("stride"))
        .dilation(a.integers("dilation"))
        .groups(a.integer("groups"));
  }
}
