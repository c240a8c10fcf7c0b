// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Programs in a few words, for explanations.
final class Describe {
  private Describe() {}

  /// How many operations, phases and arrays a program has.
  static String program(Program program) {
    int operations = 0;
    for (Program.Phase p : program.phases()) {
      operations += p.body().size() + p.after().size();
    }
    return operations
        + " instructions in "
        + program.phases().size()
        + (program.phases().size() == 1 ? " phase over " : " phases over ")
        + program.operands().size()
        + " arrays";
  }
}
