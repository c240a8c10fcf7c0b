// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Optional;

/// A transposed convolution of images, which makes them larger: see
/// [dev.navette.tensor.ConvOps#convTranspose2d(Tensor, ConvOptions)].
///
/// @param weight `(in, out / groups, KH, KW)`
/// @param bias `(out)`, or empty
/// @param options stride, padding, dilation, groups
public record ConvTranspose2d(Variable weight, Optional<Variable> bias, ConvOptions options)
    implements Layer {
  /// Checks the shapes.
  ///
  /// @throws ShapeException if the weight has another rank, or the bias does not fit it
  public ConvTranspose2d {
    ConvWeights.require("ConvTranspose2d", 2, weight, bias, 1, options.groups());
  }

  /// A new layer with bias and [ConvOptions#DEFAULT].
  ///
  /// @param in channels of x
  /// @param out channels of the result
  /// @param kernel elements along each axis
  public static ConvTranspose2d init(int in, int out, int kernel, Rng rng) {
    return init(in, out, kernel, ConvOptions.DEFAULT, rng);
  }

  /// A new layer with bias.
  ///
  /// @param in channels of x
  /// @param out channels of the result
  /// @param kernel elements along each axis
  public static ConvTranspose2d init(int in, int out, int kernel, ConvOptions options, Rng rng) {
    return init(in, out, ConvWeights.cube(2, kernel), options, rng);
  }

  /// A new layer with bias, f32; weight and bias uniform within 1 / sqrt(fan in), as in PyTorch.
  ///
  /// @param in channels of x, a multiple of the groups
  /// @param out channels of the result, a multiple of the groups
  /// @param kernel `{KH, KW}`
  /// @throws ShapeException if a number does not fit
  public static ConvTranspose2d init(int in, int out, int[] kernel, ConvOptions options, Rng rng) {
    int[] shape = ConvWeights.transposed("ConvTranspose2d", in, out, kernel, options);
    Variable weight = ConvWeights.uniform(shape, rng, shape);
    return new ConvTranspose2d(weight, Optional.of(ConvWeights.uniform(shape, rng, out)), options);
  }

  /// A new layer without bias, such as before a [BatchNorm].
  ///
  /// @param in channels of x
  /// @param out channels of the result
  /// @param kernel elements along each axis
  public static ConvTranspose2d initWithoutBias(
      int in, int out, int kernel, ConvOptions options, Rng rng) {
    return initWithoutBias(in, out, ConvWeights.cube(2, kernel), options, rng);
  }

  /// A new layer without bias, f32; the weight is uniform within 1 / sqrt(fan in), as in PyTorch.
  ///
  /// @param in channels of x, a multiple of the groups
  /// @param out channels of the result, a multiple of the groups
  /// @param kernel `{KH, KW}`
  /// @throws ShapeException if a number does not fit
  public static ConvTranspose2d initWithoutBias(
      int in, int out, int[] kernel, ConvOptions options, Rng rng) {
    int[] shape = ConvWeights.transposed("ConvTranspose2d", in, out, kernel, options);
    return new ConvTranspose2d(ConvWeights.uniform(shape, rng, shape), Optional.empty(), options);
  }

  /// The transposed convolution of x with the weight, plus the bias.
  ///
  /// @param x `(B, in, H, W)`, or `(in, H, W)` for a single example
  /// @throws ShapeException if x does not fit the weight and the options
  @Override
  public Tensor forward(Tensor x) {
    return bias.isPresent()
        ? x.convTranspose2d(weight.value(), bias.get().value(), options)
        : x.convTranspose2d(weight.value(), options);
  }
}
