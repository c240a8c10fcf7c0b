// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// Pooling: windows that slide along the last axes and leave one number each.
///
/// Spatial axes are the last ones, `(B, C, L)`, `(B, C, H, W)` or `(B, C, D, H, W)`; whatever comes
/// before them is independent. How windows lie is said by a [Pooling]; where only a kernel is
/// taken, they lie side by side. x must be a float ([DTypeException]), and windows must fit
/// ([ShapeException]).
///
/// A maximum sends its gradient to the first winner in row-major order; NaN wins. Indices (i64) are
/// row-major positions in the spatial axes of x.
public sealed interface PoolOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- one axis: (..., L)

  /// The maximum of each window of `kernel` elements.
  default Tensor maxPool1d(int kernel) {
    return maxPool1d(Pooling.of(kernel));
  }

  /// The maximum of each window.
  default Tensor maxPool1d(Pooling pooling) {
    return Pools.max("maxPool1d", self(), pooling, 1);
  }

  /// The maximum of each window and where it lies.
  default Indexed maxPool1dWithIndices(Pooling pooling) {
    return Pools.maxWithIndices("maxPool1d", self(), pooling, 1);
  }

  /// The mean of each window of `kernel` elements.
  default Tensor avgPool1d(int kernel) {
    return avgPool1d(Pooling.of(kernel));
  }

  /// The mean of each window.
  default Tensor avgPool1d(Pooling pooling) {
    return Pools.average("avgPool1d", self(), pooling, 1);
  }

  /// The p-norm of each window, `(sum of x^p)^(1/p)` with no absolute value taken; a window that
  /// reaches beyond the end in ceil mode is scaled up as if it were complete. Where the sum is 0
  /// the gradient is 0.
  ///
  /// @param p positive and finite
  default Tensor lpPool1d(double p, Pooling pooling) {
    return Pools.norm("lpPool1d", p, self(), pooling, 1);
  }

  /// The means of `length` cells that cover x evenly: cell i of o takes elements `floor(i n / o)`
  /// to `ceil((i + 1) n / o)`.
  default Tensor adaptiveAvgPool1d(int length) {
    return AdaptivePools.average("adaptiveAvgPool1d", self(), new int[] {length});
  }

  /// The maxima of the cells of [#adaptiveAvgPool1d], and where they lie.
  default Indexed adaptiveMaxPool1d(int length) {
    return AdaptivePools.max("adaptiveMaxPool1d", self(), new int[] {length});
  }

  // ---- two axes: (..., H, W)

  /// The maximum of each window of `kernel` elements along each axis.
  default Tensor maxPool2d(int kernel) {
    return maxPool2d(Pooling.of(kernel));
  }

  /// The maximum of each window.
  default Tensor maxPool2d(Pooling pooling) {
    return Pools.max("maxPool2d", self(), pooling, 2);
  }

  /// The maximum of each window and where it lies.
  default Indexed maxPool2dWithIndices(Pooling pooling) {
    return Pools.maxWithIndices("maxPool2d", self(), pooling, 2);
  }

  /// The mean of each window of `kernel` elements along each axis.
  default Tensor avgPool2d(int kernel) {
    return avgPool2d(Pooling.of(kernel));
  }

  /// The mean of each window.
  default Tensor avgPool2d(Pooling pooling) {
    return Pools.average("avgPool2d", self(), pooling, 2);
  }

  /// The p-norm of each window, `(sum of x^p)^(1/p)` with no absolute value taken; a window that
  /// reaches beyond the end in ceil mode is scaled up as if it were complete. Where the sum is 0
  /// the gradient is 0.
  ///
  /// @param p positive and finite
  default Tensor lpPool2d(double p, Pooling pooling) {
    return Pools.norm("lpPool2d", p, self(), pooling, 2);
  }

  /// The means of cells of a grid that cover x evenly: cell i of o takes elements `floor(i n / o)`
  /// to `ceil((i + 1) n / o)`.
  default Tensor adaptiveAvgPool2d(int height, int width) {
    return AdaptivePools.average("adaptiveAvgPool2d", self(), new int[] {height, width});
  }

  /// The maxima of the cells of [#adaptiveAvgPool2d], and where they lie.
  default Indexed adaptiveMaxPool2d(int height, int width) {
    return AdaptivePools.max("adaptiveMaxPool2d", self(), new int[] {height, width});
  }

  // ---- three axes: (..., D, H, W)

  /// The maximum of each window of `kernel` elements along each axis.
  default Tensor maxPool3d(int kernel) {
    return maxPool3d(Pooling.of(kernel));
  }

  /// The maximum of each window.
  default Tensor maxPool3d(Pooling pooling) {
    return Pools.max("maxPool3d", self(), pooling, 3);
  }

  /// The maximum of each window and where it lies.
  default Indexed maxPool3dWithIndices(Pooling pooling) {
    return Pools.maxWithIndices("maxPool3d", self(), pooling, 3);
  }

  /// The mean of each window of `kernel` elements along each axis.
  default Tensor avgPool3d(int kernel) {
    return avgPool3d(Pooling.of(kernel));
  }

  /// The mean of each window.
  default Tensor avgPool3d(Pooling pooling) {
    return Pools.average("avgPool3d", self(), pooling, 3);
  }

  /// The p-norm of each window, `(sum of x^p)^(1/p)` with no absolute value taken; a window that
  /// reaches beyond the end in ceil mode is scaled up as if it were complete. Where the sum is 0
  /// the gradient is 0.
  ///
  /// @param p positive and finite
  default Tensor lpPool3d(double p, Pooling pooling) {
    return Pools.norm("lpPool3d", p, self(), pooling, 3);
  }

  /// The means of cells of a grid that cover x evenly: cell i of o takes elements `floor(i n / o)`
  /// to `ceil((i + 1) n / o)`.
  default Tensor adaptiveAvgPool3d(int depth, int height, int width) {
    return AdaptivePools.average("adaptiveAvgPool3d", self(), new int[] {depth, height, width});
  }

  /// The maxima of the cells of [#adaptiveAvgPool3d], and where they lie.
  default Indexed adaptiveMaxPool3d(int depth, int height, int width) {
    return AdaptivePools.max("adaptiveMaxPool3d", self(), new int[] {depth, height, width});
  }

  // ---- everything

  /// The mean over all axes but the first two: `(B, C, *S)` gives `(B, C)`.
  default Tensor globalAvgPool() {
    Tensor x = Pools.channelsLast("globalAvgPool", self());
    return x.mean(Pools.spatial(x));
  }

  /// The maximum over all axes but the first two: `(B, C, *S)` gives `(B, C)`. Ties share the
  /// gradient.
  default Tensor globalMaxPool() {
    Tensor x = Pools.channelsLast("globalMaxPool", self());
    return x.max(Pools.spatial(x));
  }
}
