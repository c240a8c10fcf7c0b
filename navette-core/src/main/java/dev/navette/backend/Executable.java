// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend;

import dev.navette.memory.Buffer;
import dev.navette.memory.Value;

/// A plan that is ready to run; any number of threads may run it at once.
public interface Executable {
  /// Runs the plan once.
  ///
  /// @param arguments the value of each input slot
  /// @param donate for each output, whether it may overwrite the argument of its donor slot (see
  ///   [Schedule#donors()]); the returned buffer is then that argument
  /// @return one buffer an output
  Buffer[] run(Value[] arguments, boolean[] donate);

  /// What was made of the schedule, a line a step: kernels, their version, their size.
  String describe();
}
