// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// What stands beyond the ends of an axis, made of the axis itself.
public enum PadMode {
  /// Mirrored at the end element, which is not repeated: `c b | a b c | b a`.
  REFLECT,
  /// The end element again: `a a | a b c | c c`.
  REPLICATE,
  /// The other end: `b c | a b c | a b`.
  CIRCULAR
}
