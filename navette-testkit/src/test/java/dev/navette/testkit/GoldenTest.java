// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Runs the reference data, and prints a line for each family.
class GoldenTest {
  @Test
  void referenceDataAgrees() throws IOException {
    GoldenRunner runner = new GoldenRunner(GoldenOps.all(), GoldenPending.standard());
    assertEquals(0, runner.run(GoldenSet.chosen(), System.out), "failed; they are listed above");
  }
}
