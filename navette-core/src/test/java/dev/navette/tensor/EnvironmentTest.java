// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.jvm.JvmBackend;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void saysWhatComputes() {
    String jdk = Runtime.version().toString();
    Environment[] found = new Environment[1];
    OnBackend.run(JvmBackend.of(128, 3), () -> found[0] = Navette.environment());
    assertEquals(new Environment(jdk, 128, 3, "jvm", Navette.version()), found[0]);
    Navette.on("reference", () -> found[0] = Navette.environment());
    assertEquals(new Environment(jdk, 0, 1, "reference", Navette.version()), found[0]);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertTrue(Navette.version().matches("\\d+\\.\\d+.*"), Navette.version());
  }
}
