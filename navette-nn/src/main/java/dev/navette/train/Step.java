// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Batch;

/// Records what is to be learnt from a batch. Called within [dev.navette.nn.Mode] of training for
/// steps, outside of it for validation.
@FunctionalInterface
public interface Step {
  /// The loss of a batch.
  Outcome of(Batch batch);
}
