// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// Convolutions (cross-correlations) and transposed convolutions, channels first as in PyTorch.
///
/// x is `(N, C, *S)`, or `(C, *S)` for a single example, and the result `(N, O, *P)` or `(O, *P)`.
/// Dtypes promote; integers alone are refused. Every method throws [ShapeException] if x, the
/// weight and the options do not fit, and [DTypeException] if neither x nor the weight is a float.
public sealed interface ConvOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Convolution along one axis: output p is the sum over taps k and channels of `weight[k]
  /// x[stride p + dilation k - padding]`, so `P = (S + padding - dilation (K - 1) - 1) / stride +
  /// 1`.
  ///
  /// @param weight `(O, C / groups, K)`
  default Tensor conv1d(Tensor weight, ConvOptions options) {
    return Convolutions.conv("conv1d", 1, self(), weight, options);
  }

  /// The same plus a bias.
  ///
  /// @param weight `(O, C / groups, K)`
  /// @param bias `(O)`
  default Tensor conv1d(Tensor weight, Tensor bias, ConvOptions options) {
    return Convolutions.conv("conv1d", 1, self(), weight, bias, options);
  }

  /// Convolution of images.
  ///
  /// @param weight `(O, C / groups, KH, KW)`
  default Tensor conv2d(Tensor weight, ConvOptions options) {
    return Convolutions.conv("conv2d", 2, self(), weight, options);
  }

  /// The same plus a bias.
  ///
  /// @param weight `(O, C / groups, KH, KW)`
  /// @param bias `(O)`
  default Tensor conv2d(Tensor weight, Tensor bias, ConvOptions options) {
    return Convolutions.conv("conv2d", 2, self(), weight, bias, options);
  }

  /// Convolution of volumes.
  ///
  /// @param weight `(O, C / groups, KD, KH, KW)`
  default Tensor conv3d(Tensor weight, ConvOptions options) {
    return Convolutions.conv("conv3d", 3, self(), weight, options);
  }

  /// The same plus a bias.
  ///
  /// @param weight `(O, C / groups, KD, KH, KW)`
  /// @param bias `(O)`
  default Tensor conv3d(Tensor weight, Tensor bias, ConvOptions options) {
    return Convolutions.conv("conv3d", 3, self(), weight, bias, options);
  }

  /// The transpose of [#conv1d(Tensor, ConvOptions)], which makes x larger: each element adds its
  /// multiple of the kernel to the output, `stride` apart, so `P = (S - 1) stride - padding +
  /// dilation (K - 1) + outputPadding + 1`.
  ///
  /// @param weight `(C, O / groups, K)`
  default Tensor convTranspose1d(Tensor weight, ConvOptions options) {
    return Convolutions.transposed("convTranspose1d", 1, self(), weight, options);
  }

  /// The same plus a bias.
  ///
  /// @param weight `(C, O / groups, K)`
  /// @param bias `(O)`
  default Tensor convTranspose1d(Tensor weight, Tensor bias, ConvOptions options) {
    return Convolutions.transposed("convTranspose1d", 1, self(), weight, bias, options);
  }

  /// Transposed convolution of images.
  ///
  /// @param weight `(C, O / groups, KH, KW)`
  default Tensor convTranspose2d(Tensor weight, ConvOptions options) {
    return Convolutions.transposed("convTranspose2d", 2, self(), weight, options);
  }

  /// The same plus a bias.
  ///
  /// @param weight `(C, O / groups, KH, KW)`
  /// @param bias `(O)`
  default Tensor convTranspose2d(Tensor weight, Tensor bias, ConvOptions options) {
    return Convolutions.transposed("convTranspose2d", 2, self(), weight, bias, options);
  }

  /// Transposed convolution of volumes.
  ///
  /// @param weight `(C, O / groups, KD, KH, KW)`
  default Tensor convTranspose3d(Tensor weight, ConvOptions options) {
    return Convolutions.transposed("convTranspose3d", 3, self(), weight, options);
  }

  /// The same plus a bias.
  ///
  /// @param weight `(C, O / groups, KD, KH, KW)`
  /// @param bias `(O)`
  default Tensor convTranspose3d(Tensor weight, Tensor bias, ConvOptions options) {
    return Convolutions.transposed("convTranspose3d", 3, self(), weight, bias, options);
  }
}
