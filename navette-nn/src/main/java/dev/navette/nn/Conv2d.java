// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Optional;

/// A convolution of images: see [dev.navette.tensor.ConvOps#conv2d(Tensor, ConvOptions)].
///
/// @param weight `(out, in / groups, KH, KW)`
/// @param bias `(out)`, or empty
/// @param options stride, padding, dilation, groups
public record Conv2d(Variable weight, Optional<Variable> bias, ConvOptions options)
    implements Layer {
  /// Checks the shapes.
  ///
  /// @throws ShapeException if the weight has another rank, or the bias does not fit it
  public Conv2d {
    ConvWeights.require("Conv2d", 2, weight, bias, 0, 1);
  }

  /// A new layer with bias and [ConvOptions#DEFAULT].
  ///
  /// @param in channels of x
  /// @param out channels of the result
  /// @param kernel elements along each axis
  public static Conv2d init(int in, int out, int kernel, Rng rng) {
    return init(in, out, kernel, ConvOptions.DEFAULT, rng);
  }

  /// A new layer with bias.
  ///
  /// @param in channels of x
  /// @param out channels of the result
  /// @param kernel elements along each axis
  public static Conv2d init(int in, int out, int kernel, ConvOptions options, Rng rng) {
    return init(in, out, ConvWeights.cube(2, kernel), options, rng);
  }

  /// A new layer with bias, f32; weight and bias uniform within 1 / sqrt(fan in), as in PyTorch.
  ///
  /// @param in channels of x, a multiple of the groups
  /// @param out channels of the result, a multiple of the groups
  /// @param kernel `{KH, KW}`
  /// @throws ShapeException if a number does not fit
  public static Conv2d init(int in, int out, int[] kernel, ConvOptions options, Rng rng) {
    int[] shape = ConvWeights.shape("Conv2d", in, out, kernel, options);
    Variable weight = ConvWeights.uniform(shape, rng, shape);
    return new Conv2d(weight, Optional.of(ConvWeights.uniform(shape, rng, out)), options);
  }

  /// A new layer without bias, such as before a [BatchNorm].
  ///
  /// @param in channels of x
  /// @param out channels of the result
  /// @param kernel elements along each axis
  public static Conv2d initWithoutBias(int in, int out, int kernel, ConvOptions options, Rng rng) {
    return initWithoutBias(in, out, ConvWeights.cube(2, kernel), options, rng);
  }

  /// A new layer without bias, f32; the weight is uniform within 1 / sqrt(fan in), as in PyTorch.
  ///
  /// @param in channels of x, a multiple of the groups
  /// @param out channels of the result, a multiple of the groups
  /// @param kernel `{KH, KW}`
  /// @throws ShapeException if a number does not fit
  public static Conv2d initWithoutBias(
      int in, int out, int[] kernel, ConvOptions options, Rng rng) {
    int[] shape = ConvWeights.shape("Conv2d", in, out, kernel, options);
    return new Conv2d(ConvWeights.uniform(shape, rng, shape), Optional.empty(), options);
  }

  /// The convolution of x with the weight, plus the bias.
  ///
  /// @param x `(B, in, H, W)`, or `(in, H, W)` for a single example
  /// @throws ShapeException if x does not fit the weight and the options
  @Override
  public Tensor forward(Tensor x) {
    return bias.isPresent()
        ? x.conv2d(weight.value(), bias.get().value(), options)
        : x.conv2d(weight.value(), options);
  }
}
