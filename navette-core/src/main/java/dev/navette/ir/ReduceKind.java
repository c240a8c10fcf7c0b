// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// How a reduction combines elements. The order is fixed by the shape alone (see [Op.Reduce]).
public enum ReduceKind {
  /// The sum; of no elements 0.
  SUM,
  /// The product; of no elements 1.
  PROD,
  /// The largest; NaN if any is NaN; bool: any.
  MAX,
  /// The smallest; NaN if any is NaN; bool: all.
  MIN;

  /// The name used in messages and printed graphs.
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
