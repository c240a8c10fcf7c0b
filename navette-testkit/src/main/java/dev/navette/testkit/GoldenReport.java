// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What came of the reference data of one family.
public final class GoldenReport {
  private final String family;
  private int agreed;
  private final Map<String, String> failures = new TreeMap<>();
  private final Map<String, Integer> missing = new TreeMap<>();

  GoldenReport(String family) {
    this.family = family;
  }

  void ran(GoldenCase golden, Optional<String> difference) {
    difference.ifPresentOrElse(d -> failures.put(golden.toString(), d), () -> agreed++);
  }

  void unsupported(GoldenCase golden, String what) {
    missing.merge(what, 1, Integer::sum);
  }

  /// How many cases agree.
  public int agreed() {
    return agreed;
  }

  /// What is wrong, by case.
  public Map<String, String> failures() {
    return Map.copyOf(failures);
  }

  /// How many cases were not run because of each thing that is missing.
  public Map<String, Integer> unsupported() {
    return Map.copyOf(missing);
  }

  /// A line of counts, then one for each thing that is missing or wrong.
  @Override
  public String toString() {
    int skipped = missing.values().stream().mapToInt(Integer::intValue).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        family
            + ": "
            + agreed
            + " agree, "
            + failures.size()
            + " differ, "
            + skipped
            + " not yet supported");
    missing.forEach(
        (what, count) -> lines.add("  not yet supported: " + what + " (" + count + ")"));
    failures.forEach((name, what) -> lines.add("  differs: " + name + ": " + what));
    return String.join("\n", lines);
  }
}
