// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.Optional;
import java.util.concurrent.Callable;

/// What a pass reads from: the work of one batch after another.
interface Reader {
  /// The work that makes the next batch; empty at the end. Called by one thread at a time; the work
  /// itself may be done by any.
  Optional<Callable<Batch>> next();
}
