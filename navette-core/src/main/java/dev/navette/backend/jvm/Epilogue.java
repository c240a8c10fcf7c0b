// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Work on a block of a product's result as soon as the block is final: bias, activation, whatever
/// is element-wise.
///
/// Called exactly once for each block, by the thread that computed it, while the block is still in
/// the core's cache. The blocks do not overlap and together cover the result; their sizes and order
/// are unspecified, and several threads call at once.
@FunctionalInterface
interface Epilogue {
  /// Does nothing.
  Epilogue NONE = (batch, rowFrom, rowTo, colFrom, colTo) -> {};

  /// Handles rows `rowFrom` to `rowTo - 1`, columns `colFrom` to `colTo - 1` of one product.
  ///
  /// @param batch which product of the batch
  void apply(int batch, int rowFrom, int rowTo, int colFrom, int colTo);
}
