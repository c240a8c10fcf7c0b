// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// How a scattered row is combined with what is there.
public enum ScatterKind {
  /// It takes its place; of several rows with one index the last stays.
  SET("scatter"),
  /// It is added.
  ADD("scatter_add"),
  /// It is multiplied.
  MUL("scatter_mul"),
  /// The larger stays.
  MAX("scatter_max"),
  /// The smaller stays.
  MIN("scatter_min");

  private final String label;

  ScatterKind(String label) {
    this.label = label;
  }

  /// The name used in messages, printed graphs and plans.
  public String label() {
    return label;
  }
}
