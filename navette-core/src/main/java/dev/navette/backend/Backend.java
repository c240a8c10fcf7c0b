// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend;

/// A machine that runs plans.
public interface Backend {
  /// The name that selects it, such as `jvm`.
  String name();

  /// The higher, the sooner it is chosen when the user names none.
  int priority();

  /// What the planner may ask of it.
  Capabilities capabilities();

  /// Prepares a schedule for running.
  Executable compile(Schedule schedule);

  /// This backend as on a machine with another vector width and number of threads, which must not
  /// change a bit of any result: for tests of that. A backend without such a choice is itself.
  ///
  /// @param vectorBits 512, 256, 128, or 0 for scalar code
  /// @param threads 1 or more
  default Backend machine(int vectorBits, int threads) {
    return this;
  }

  /// How many kernels it has compiled; 0 if it compiles none.
  default long kernelCompiles() {
    return 0;
  }

  /// The width of its vectors in bits, 0 if it computes on single elements.
  int vectorBits();

  /// The number of threads that share its work.
  int threads();

  /// One line for people: vector width, threads, and what to fix if it could be faster.
  String describe();
}
