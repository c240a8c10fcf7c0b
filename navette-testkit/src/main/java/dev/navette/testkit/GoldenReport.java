// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What came of the reference data of one family.
final class GoldenReport {
  private final String family;
  private int passed;
  private double worst;
  private final Map<String, String> failures = new TreeMap<>();
  private final Map<String, String> pending = new TreeMap<>();

  GoldenReport(String family) {
    this.family = family;
  }

  void passed(double error) {
    passed++;
    worst = Math.max(worst, error);
  }

  void failed(GoldenCase golden, String why) {
    failures.put(golden.toString(), why);
  }

  void pending(GoldenCase golden, String why) {
    pending.put(golden.toString(), why);
  }

  /// How many cases pass.
  int passed() {
    return passed;
  }

  /// What is wrong, by case.
  Map<String, String> failures() {
    return Map.copyOf(failures);
  }

  /// The cases that wait, and the line of the pending list that says so.
  Map<String, String> pending() {
    return Map.copyOf(pending);
  }

  /// The failed cases, one an indented line.
  String details() {
    StringBuilder lines = new StringBuilder();
    failures.forEach((name, why) ->
        lines.append("  failed ").append(name).append(": ").append(why).append('\n'));
    return lines.toString();
  }

  /// The line of counts. The worst error is that of the passing cases in their own dtype: the
  /// largest of |a - e| / (scale + atol / rtol), which must not exceed rtol.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "golden %s: %d passed, %d failed, %d pending (worst error %.1e)",
        family,
        passed,
        failures.size(),
        pending.size(),
        worst);
  }
}
