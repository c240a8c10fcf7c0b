// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Executable;
import dev.navette.backend.Schedule;
import dev.navette.memory.Buffer;
import dev.navette.memory.Value;

/// A structure that is ready to run.
///
/// @param schedule what is run, for explaining
/// @param executable the backend's work
public record Plan(Schedule schedule, Executable executable) {
  /// Runs the plan once; see [Executable#run].
  public Buffer[] run(Value[] arguments, boolean[] donate) {
    return executable.run(arguments, donate);
  }
}
