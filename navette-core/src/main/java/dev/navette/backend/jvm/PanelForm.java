// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// How the second operand of a product is packed: panels are good for products of the same form.
///
/// @param off where the operand starts
/// @param row from one step of `k` to the next
/// @param col from one column to the next
/// @param n its columns
/// @param k its steps
/// @param width of a panel
/// @param lanes of a vector
record PanelForm(int off, int row, int col, int n, int k, int width, int lanes) {
  /// The form that `product` wants.
  static PanelForm of(MatMulCut product) {
    return new PanelForm(
        product.bOff,
        product.bRow,
        product.bCol,
        product.n,
        product.k,
        product.tileWidth(),
        product.tiles.lanes());
  }

  boolean fits(MatMulCut product) {
    return off == product.bOff
        && row == product.bRow
        && col == product.bCol
        && n == product.n
        && k == product.k
        && width == product.tileWidth()
        && lanes == product.tiles.lanes();
  }
}
