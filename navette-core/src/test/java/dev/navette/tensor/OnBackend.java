// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.backend.Backend;
import dev.navette.grad.GradientExpansion;
import dev.navette.plan.PlanCache;

/// Evaluates on a backend that a test has made, with a plan cache of its own.
public final class OnBackend {
  private OnBackend() {}

  /// Runs `body` on `backend`.
  public static void run(Backend backend, Runnable body) {
    Backends.with(
        new Backends.Engine(backend, new PlanCache(backend, GradientExpansion::expand)), body);
  }
}
