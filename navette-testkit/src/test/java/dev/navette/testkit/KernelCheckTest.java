// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.tensor.CustomKernel;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

class KernelCheckTest {
  private static CustomKernel timesTwo(float factor) {
    return CustomKernel.of(
        "times two",
        in -> in.getFirst().mul(2),
        (in, out) -> {
          for (int i = 0; i < out.size(); i++) {
            out.setFloat(i, factor * in.getFirst().getFloat(i));
          }
        });
  }

  @Test
  void comparesKernelAndFormula() {
    Tensor x = Tensor.of(new float[] {0, 1, Float.NaN}, 3);
    KernelCheck.check(timesTwo(2), 0, x);
    KernelCheck.check(timesTwo(2.1f), 0.2, x);
    assertEquals(
        "element 1 is 3.0 by the kernel and 2.0 by the formula",
        assertThrows(AssertionError.class, () -> KernelCheck.check(timesTwo(3), 0.2, x))
            .getMessage());
  }
}
