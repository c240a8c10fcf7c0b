// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// How a running result grows by one element.
public enum PrefixKind {
  /// a + b.
  SUM("cumsum"),
  /// a b.
  PROD("cumprod"),
  /// The larger; NaN once there is one.
  MAX("cummax"),
  /// The smaller; NaN once there is one.
  MIN("cummin"),
  /// log(e^a + e^b), as max(a, b) + log1p(e^-|a - b|), and the larger where that is infinite.
  LOG_SUM_EXP("logcumsumexp");

  private final String label;

  PrefixKind(String label) {
    this.label = label;
  }

  /// The name used in messages, printed graphs and plans.
  public String label() {
    return label;
  }
}
