// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.Locale;

/// What kind of work a workload is, which decides how long it is warmed up and timed.
enum Group {
  /// Training steps and inference of whole nets, each in a process of its own.
  NETS(8, 2, true),
  /// Matrix products.
  MATMUL(1.5, 0.4, false),
  /// Convolutions.
  CONV(6, 1, false),
  /// Everything that reads and writes a million elements.
  MEMORY(3, 0.5, false);

  private static final double QUICK = 0.5;

  private final double warmUp;
  private final double seconds;
  private final boolean alone;

  Group(double warmUp, double seconds, boolean alone) {
    this.warmUp = warmUp;
    this.seconds = seconds;
    this.alone = alone;
  }

  /// The name that `--only` takes.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Seconds that our side runs first, while the compiler replaces its code.
  double warmUp(boolean quick) {
    return quick ? warmUp * QUICK : warmUp;
  }

  /// Seconds that each side is timed.
  double seconds(boolean quick) {
    return quick ? seconds * QUICK : seconds;
  }

  /// Whether each workload has a process of its own.
  boolean alone() {
    return alone;
  }
}
