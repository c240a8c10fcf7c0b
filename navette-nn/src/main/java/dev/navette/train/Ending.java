// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

/// What ended a training.
public enum Ending {
  /// All epochs are done.
  COMPLETE,
  /// A callback ended it, such as early stopping.
  EARLY,
  /// [Trainer#stop()] was called.
  STOPPED
}
