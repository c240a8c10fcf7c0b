// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// A compiled step: everything about it that is the same in every run.
interface Launch {
  /// The step for one frame, with whatever it needs so that running it allocates nothing.
  Bound bind(Frame frame);

  /// One line for people: which kernel, which version, which size.
  String describe();

  /// A step that is ready to run on its frame, by one thread at a time (which may share the work).
  interface Bound {
    /// Runs the step on what the frame's table holds now.
    void run();
  }
}
