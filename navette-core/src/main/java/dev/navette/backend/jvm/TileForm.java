// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// How a tile of the matrix product finds its operands, see [TileKernel#run].
enum TileForm {
  /// `A` by columns and `B` by rows, both with any stride.
  STRIDED,
  /// The same in packed panels, exactly as wide as the tile.
  PACKED,
  /// `A` by rows, where it is, and `B` from a packed panel as wide as the tile.
  BY_ROWS
}
