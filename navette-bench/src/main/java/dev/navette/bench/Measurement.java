// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.Locale;

/// What came of one comparison with one number of threads; one entry of the report.
///
/// @param name the workload
/// @param threads how many both sides used
/// @param navetteMs our median, milliseconds a run
/// @param peer the other library
/// @param peerMs its median
/// @param ratio the median of peer / navette round by round: above 1 Navette is faster
/// @param ratioLow where the middle half of the ratios begins
/// @param ratioHigh where it ends
/// @param bestNavetteMs our fastest round
/// @param bestPeerMs the peer's
/// @param others the part of the machine that others took meanwhile, 0 to 1
/// @param limitMs the least that the hardware's ceilings allow, 0 where they are not what limits
record Measurement(
    String name,
    int threads,
    double navetteMs,
    String peer,
    double peerMs,
    double ratio,
    double ratioLow,
    double ratioHigh,
    double bestNavetteMs,
    double bestPeerMs,
    double others,
    double limitMs) {
  static final String HEADER =
      String.format(
          Locale.ROOT,
          "%-24s %-11s %7s %12s %12s %6s  %-13s %12s %6s %11s %6s",
          "workload",
          "peer",
          "threads",
          "navette ms",
          "peer ms",
          "ratio",
          "middle half",
          "best ms",
          "ratio",
          "limit ms",
          "others");

  static Measurement of(Workload workload, Turns t, Cost cost, Ceilings ceilings) {
    return new Measurement(
        workload.name(),
        ceilings.threads(),
        t.ours(),
        workload.peer().label(),
        t.peer(),
        t.ratio(),
        t.low(),
        t.high(),
        t.bestOurs(),
        t.bestPeer(),
        t.others(),
        cost.limitMs(ceilings));
  }

  /// One line of the table under [#HEADER].
  String line() {
    return String.format(
        Locale.ROOT,
        "%-24s %-11s %7d %12.4f %12.4f %6.2f  %5.2f - %5.2f %12.4f %6.2f %11s %5.0f%%",
        name,
        peer,
        threads,
        navetteMs,
        peerMs,
        ratio,
        ratioLow,
        ratioHigh,
        bestNavetteMs,
        bestPeerMs / bestNavetteMs,
        limitMs > 0 ? String.format(Locale.ROOT, "%.4f", limitMs) : "-",
        100 * others);
  }
}
