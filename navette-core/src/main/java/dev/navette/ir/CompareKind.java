// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// Element-wise comparisons; every comparison with NaN is false except `NE`.
public enum CompareKind {
  /// a == b.
  EQ,
  /// a != b.
  NE,
  /// a < b.
  LT,
  /// a <= b.
  LE,
  /// a > b.
  GT,
  /// a >= b.
  GE;

  private final String label = name().toLowerCase(java.util.Locale.ROOT);

  /// The name used in messages and printed graphs.
  public String label() {
    return label;
  }
}
