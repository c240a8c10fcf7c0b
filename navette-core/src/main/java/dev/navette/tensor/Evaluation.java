// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.backend.Schedule;
import dev.navette.memory.Buffer;
import dev.navette.plan.Plan;
import dev.navette.plan.PlanCache;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Computes tensors: walks the recording, finds the plan, runs it, publishes the results.
final class Evaluation {
  private static final ThreadLocal<Recording> RECORDING =
      ThreadLocal.withInitial((Supplier<Recording>) Recording::new);

  private Evaluation() {}

  /// Computes `wanted` and every assignment that is pending on the variables they touch.
  static void run(Tensor... wanted) {
    Recording recording = RECORDING.get();
    try {
      recording.walk(wanted);
      if (recording.roots.isEmpty()) {
        return;
      }
      if (NumericsCheck.isActive()) {
        NumericsCheck.run(recording, Backends.current().backend());
      }
      PlanCache plans = Backends.current().plans();
      Plan plan = plans.get(recording.structure);
      boolean[] donate = recording.donations(plan.schedule().donors());
      recording.ran(plan);
      Buffer[] results = plan.run(recording.arguments(), donate);
      recording.publish(results, donate);
    } finally {
      recording.clear();
    }
  }

  /// Runs `body`; returns the plans that it ran on this thread, each once.
  static List<Plan> plans(Runnable body) {
    Recording recording = RECORDING.get();
    List<Plan> outer = recording.plansRun;
    List<Plan> found = new ArrayList<>();
    recording.plansRun = found;
    try {
      body.run();
    } finally {
      recording.plansRun = outer;
    }
    return found;
  }

  /// The schedule of `wanted`, without compiling anything.
  static Schedule schedule(Tensor... wanted) {
    Recording recording = RECORDING.get();
    try {
      recording.walk(wanted);
      return Backends.current().plans().schedule(recording.structure);
    } finally {
      recording.clear();
    }
  }

  /// The plan that computes `wanted`, without running it.
  static Plan plan(Tensor... wanted) {
    Recording recording = RECORDING.get();
    try {
      recording.walk(wanted);
      return Backends.current().plans().get(recording.structure);
    } finally {
      recording.clear();
    }
  }
}
