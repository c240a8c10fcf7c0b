// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs reference data: the outputs of each case, and the gradients of the sum of its outputs times
/// their cotangents.
///
/// Cases run in their own dtype on both backends; those in f64 once more in f32 on the fast one,
/// with a relative tolerance of 1e-4, unless they are tagged `extreme` or `no_fd`.
///
/// An element is right if it is within `atol + rtol * |expected|` (or, for cases whose tolerance is
/// by norm, the largest finite |expected| of the tensor). NaN must meet NaN and an infinity the
/// same infinity; 0 and -0 are equal; integers and truth values must be equal. A result of f32
/// operands may instead meet the f64 reference rounded to f32. Where the reference's corner is a
/// convention, the case's tags tell what is expected instead.
///
/// A case fails as well if nobody knows its operation, a setting or one of its tensors, unless the
/// pending list names it; and it fails if the list names it for no reason.
public final class GoldenRunner {
  private final Map<String, GoldenOp> ops;
  private final GoldenPending pending;

  /// @param ops the functions by the operation's name in the reference data
  /// @param pending what is still to be built
  public GoldenRunner(Map<String, GoldenOp> ops, GoldenPending pending) {
    this.ops = Map.copyOf(ops);
    this.pending = pending;
  }

  /// Runs everything: a line for each family, the failures above it, and a line of totals.
  ///
  /// @return how many cases failed
  public int run(GoldenSet set, PrintStream out) {
    int passed = 0;
    int failed = 0;
    int waiting = 0;
    for (Map.Entry<String, List<GoldenCase>> family : set.families().entrySet()) {
      GoldenReport report = run(family.getKey(), family.getValue());
      out.print(report.details());
      out.println(report);
      passed += report.passed();
      failed += report.failures().size();
      waiting += report.pending().size();
    }
    out.println(
        "golden total: " + passed + " passed, " + failed + " failed, " + waiting + " pending");
    return failed;
  }

  /// Runs the cases of one family.
  GoldenReport run(String family, List<GoldenCase> cases) {
    GoldenReport report = new GoldenReport(family);
    cases.forEach(golden -> run(golden, report));
    return report;
  }

  private void run(GoldenCase golden, GoldenReport report) {
    Optional<GoldenPending.Entry> listed = pending.find(golden);
    GoldenOp op = ops.get(golden.op());
    if (op == null) {
      listed.ifPresentOrElse(
          entry -> report.pending(golden, entry.toString()),
          () -> report.failed(golden, "there is no operation " + golden.op()));
      return;
    }
    if (listed.isPresent() && listed.get().isWhole()) {
      report.failed(golden, superfluous(listed.get()));
      return;
    }
    try {
      double worst = 0;
      List<String> failures = new ArrayList<>();
      for (GoldenTrial trial : GoldenTrial.of(golden)) {
        GoldenTrial.Outcome outcome = trial.run(golden, op);
        outcome.failure().ifPresent(failures::add);
        worst = trial.narrowed() ? worst : Math.max(worst, outcome.worst());
      }
      if (listed.isPresent()) {
        report.failed(golden, superfluous(listed.get()));
      } else if (failures.isEmpty()) {
        report.passed(worst);
      } else {
        report.failed(golden, failures.getFirst());
      }
    } catch (UnsupportedCaseException e) {
      listed.ifPresentOrElse(
          entry -> report.pending(golden, entry.toString()),
          () -> report.failed(golden, "not supported: " + e.getMessage()));
    } catch (IOException e) {
      report.failed(golden, e.toString());
    }
  }

  private static String superfluous(GoldenPending.Entry entry) {
    return "it is there: remove '" + entry + "' from the pending list";
  }
}
