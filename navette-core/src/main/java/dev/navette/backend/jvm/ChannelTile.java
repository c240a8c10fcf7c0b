// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// A register tile of a convolution whose groups have one channel each: a few outputs times a few
/// vectors of channels. [ChannelTileEmitter] writes the classes that implement it.
@FunctionalInterface
interface ChannelTile {
  /// Computes `out[to[row + i] + column + j] (+)= sum over t of a[rows[row + i] + taps[t] + column
  /// + j] * w[wOff + weights[t] + column + j]` for the tile's outputs and channels and `from <= t <
  ///   until`, each by fma in the order of `t`, starting at `+0`.
  ///
  /// @param rows where the patches of outputs start in `a`
  /// @param taps where each tap lies in a patch
  /// @param weights where its weights start
  /// @param to where outputs start in `out`
  /// @param accumulate whether the sum is added to what `out` holds; otherwise it replaces it
  void run(
      Object a,
      int[] rows,
      int row,
      int[] taps,
      int from,
      int until,
      Object w,
      int wOff,
      int[] weights,
      Object out,
      int[] to,
      int column,
      boolean accumulate);
}
