// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class VectorBitsTest {
  @Test
  void theSettingDecides() {
    assertEquals(512, VectorBits.choose("512", true));
    assertEquals(256, VectorBits.choose("256", true));
    assertEquals(128, VectorBits.choose(" 128 ", true));
    assertEquals(0, VectorBits.choose("0", true));
  }

  @Test
  void withoutASettingTheMachineDecides() {
    assertTrue(VectorBits.available(), "tests run with --add-modules jdk.incubator.vector");
    assertTrue(Set.of(0, 128, 256, 512).contains(VectorBits.choose("", true)));
  }

  @Test
  void withoutTheModuleKernelsAreScalar() {
    assertEquals(0, VectorBits.choose("", false));
    assertEquals(0, VectorBits.choose("512", false));
  }

  @Test
  void anUnknownWidthIsRefused() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> VectorBits.choose("1024", true));
    assertEquals(
        "navette.vector.bits is \"1024\"; use 512, 256, 128, or 0 for scalar kernels",
        thrown.getMessage());
  }
}
