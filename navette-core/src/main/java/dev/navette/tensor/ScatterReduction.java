// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// How values that are scattered to one place become one value.
public enum ScatterReduction {
  /// Their sum.
  SUM,
  /// Their product.
  PROD,
  /// Their mean; floats only.
  MEAN,
  /// The largest; a gradient is shared equally by those that equal it.
  MAX,
  /// The smallest; a gradient is shared equally by those that equal it.
  MIN
}
