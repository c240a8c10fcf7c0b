// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;

/// Images of another size, and channels that change places with space.
public sealed interface ImageOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// x `(N, C, *S)` with other extents S.
  ///
  /// @throws ShapeException if the factors or extents are not one, or one for each of S
  /// @throws DTypeException if x is not a float
  default Tensor resize(Resize how) {
    return Resizing.resized(self(), how);
  }

  /// Channels spread over space: `(..., C r^2, H, W)` becomes `(..., C, H r, W r)`, the r^2
  /// channels of each pixel becoming a square. [Shi et al. 2016](https://arxiv.org/abs/1609.05158)
  ///
  /// @param factor r
  /// @throws ShapeException if r^2 does not divide the channels
  default Tensor pixelShuffle(int factor) {
    Shape s = Shuffles.require("pixelShuffle", self(), factor);
    int axis = s.rank() - 3;
    int c = s.dim(axis) / (factor * factor);
    Tensor apart = self().unflatten(axis, c, factor, factor); // (..., C, r, r, H, W)
    Tensor woven = apart.moveAxis(axis + 3, axis + 1).moveAxis(axis + 3, axis + 4);
    return woven.flatten(axis + 3, axis + 4).flatten(axis + 1, axis + 2);
  }

  /// What undoes [#pixelShuffle(int)]: `(..., C, H r, W r)` becomes `(..., C r^2, H, W)`.
  ///
  /// @param factor r
  /// @throws ShapeException if r does not divide height and width
  default Tensor pixelUnshuffle(int factor) {
    Shape s = Shuffles.require("pixelUnshuffle", self(), factor);
    int axis = s.rank() - 3;
    Tensor apart =
        self()
            .unflatten(axis + 2, s.dim(axis + 2) / factor, factor)
            .unflatten(axis + 1, s.dim(axis + 1) / factor, factor); // (..., C, H, r, W, r)
    return apart.moveAxis(axis + 2, axis + 1).moveAxis(axis + 4, axis + 2).flatten(axis, axis + 2);
  }

  /// The channels of x `(N, C, ...)`, which lie in groups, dealt out in turns: one of each group,
  /// then the next of each. [Zhang et al. 2017](https://arxiv.org/abs/1707.01083)
  ///
  /// @throws ShapeException if the groups do not divide the channels
  default Tensor channelShuffle(int groups) {
    int c = Shuffles.channels(self(), groups);
    return self().unflatten(1, groups, c / groups).transpose(1, 2).flatten(1, 2);
  }

  /// What undoes a maximum pooling as far as that is known: x `(..., *P)` is set at `indices` in
  /// zeros `(..., *size)`.
  ///
  /// @param indices i64, shape of x: positions in the spatial axes, such as from
  ///   [PoolOps#maxPool2dWithIndices(Pooling)]
  /// @param size the spatial extents of the result, as many as there are spatial axes
  /// @throws ShapeException if the indices have another shape
  default Tensor maxUnpool(Tensor indices, int... size) {
    return Shuffles.unpooled(self(), indices, size);
  }
}
