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

  /// One line for people: vector width, threads, and what to fix if it could be faster.
  String describe();
}
