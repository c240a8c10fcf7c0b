// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares every supported operation with reference data from another library, and says what is
/// not yet supported. `-Dnavette.golden.dir=` or `NAVETTE_GOLDEN_DIR` names the data.
class GoldenOpsTest {
  /// Cases in which Navette means to differ, and why. A case that agrees after all has to leave.
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "elementwise/digamma",
          "the reference's trigamma is off by 4e-10; ours agrees with the exact value",
          "elementwise/hardsigmoid",
          "the reference multiplies its gradient by 1/6 rounded to f32",
          "elementwise/hardsigmoid_at_kink",
          "the reference multiplies its gradient by 1/6 rounded to f32",
          "elementwise/hardswish_at_kink",
          "at -3 we take the left derivative, the reference the right one",
          "elementwise_extreme/sign_f32",
          "the sign of NaN is NaN, in the reference 0",
          "elementwise_extreme/softshrink_f32",
          "NaN stays NaN, in the reference it becomes 0");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elementwise",
        "elementwise_extreme",
        "binary",
        "matmul",
        "reduction",
        "shape",
        "graph",
        "higher_order",
        "layer_linear",
        "layer_embedding",
        "layer_norm",
        "layer_misc",
        "loss"
      })
  void agrees(String family) throws IOException {
    String given = System.getProperty("navette.golden.dir", System.getenv("NAVETTE_GOLDEN_DIR"));
    Assumptions.assumeTrue(
        given != null, "set -Dnavette.golden.dir or NAVETTE_GOLDEN_DIR to the reference data");
    GoldenReport report = new GoldenRunner(GoldenOps.all()).run(Path.of(given), family);
    System.out.println(report);
    Map<String, String> failures = new TreeMap<>(report.failures());
    DIFFERENT.forEach((name, why) -> {
      if (name.startsWith(family + "/")) {
        assertNotNull(failures.remove(name), () -> name + " agrees: it is not true that " + why);
      }
    });
    assertEquals(Map.of(), failures);
    assertTrue(report.agreed() > 0 || family.equals("layer_misc"));
  }
}
