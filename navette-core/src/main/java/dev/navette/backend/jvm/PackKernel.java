// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Copies a strip of an operand of the matrix product into a panel, whole vectors at a time.
/// [PackEmitter] writes the classes that implement it; what they do at the edges, [Packer] says.
interface PackKernel {
  /// Packs `depth` steps of `k`.
  ///
  /// @param from the operand's array
  /// @param off where the strip starts there
  /// @param step from one step of `k` to the next (copying), or from one line of `k` to the next
  ///   (transposing)
  /// @param lines how many lines there are (transposing)
  /// @param depth how many steps of `k`; when transposing, a multiple of the vector's length
  /// @param to the panel's array
  /// @param toOff where the panel starts there
  /// @param width from one step of `k` to the next in the panel
  void run(Object from, int off, int step, int lines, int depth, Object to, int toOff, int width);
}
