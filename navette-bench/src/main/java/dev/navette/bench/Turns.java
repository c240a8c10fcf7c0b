// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Times two sides in turns, so that both meet the same disturbances.
///
/// @param ours our median over the rounds, in milliseconds a run
/// @param peer the peer's
/// @param ratio median of peer / ours round by round: above 1 Navette is faster
/// @param low smallest ratio of the middle half
/// @param high largest ratio of the middle half
/// @param bestOurs our fastest round
/// @param bestPeer the peer's
/// @param others the part of the machine that others took meanwhile
record Turns(
    double ours,
    double peer,
    double ratio,
    double low,
    double high,
    double bestOurs,
    double bestPeer,
    double others) {
  private static final int ROUNDS = 31;
  private static final double WARM_UP_OF_PEER = 0.25;
  private static final int WINDOWS = 4;
  private static final int PATIENCE = 4;
  private static final double SETTLED = 0.8;

  /// Warms both sides up, then times them A B A B.
  ///
  /// @param warmUp seconds for our side; the peer, compiled long ago, takes a quarter
  /// @param seconds about how long each side is timed
  static Turns take(Side ours, Side peer, double warmUp, double seconds) {
    double a = secondsOfOneRun(ours, warmUp);
    double b = secondsOfOneRun(peer, warmUp * WARM_UP_OF_PEER);
    int runsOfOurs = runsInARound(a, seconds);
    int runsOfPeer = runsInARound(b, seconds);
    double[] x = new double[ROUNDS];
    double[] y = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    Disturbance disturbance = new Disturbance();
    for (int i = 0; i < ROUNDS; i++) {
      x[i] = millisOfOneRun(ours, runsOfOurs);
      y[i] = millisOfOneRun(peer, runsOfPeer);
      ratios[i] = y[i] / x[i];
    }
    double others = disturbance.others();
    Arrays.sort(x);
    Arrays.sort(y);
    Arrays.sort(ratios);
    return new Turns(
        x[ROUNDS / 2],
        y[ROUNDS / 2],
        ratios[ROUNDS / 2],
        ratios[ROUNDS / 4],
        ratios[ROUNDS - 1 - ROUNDS / 4],
        x[0],
        y[0],
        others);
  }

  private static int runsInARound(double secondsOfOneRun, double seconds) {
    return Math.max(1, (int) (seconds / ROUNDS / secondsOfOneRun));
  }

  /// Runs until the compiler has come to rest, and reports the time of one run then. On a busy
  /// machine that takes longer, and what is not compiled yet is a hundred times slower.
  ///
  /// @param seconds at least; four times as many at most
  private static double secondsOfOneRun(Side side, double seconds) {
    double window = seconds / WINDOWS;
    double before = Double.MAX_VALUE;
    for (int i = 1; ; i++) {
      long compiled = compilationMillis();
      long start = System.nanoTime();
      int runs = runsIn(side, window);
      double now = (System.nanoTime() - start) / 1e9 / runs;
      boolean rests = compilationMillis() == compiled && now > SETTLED * before;
      if (i >= WINDOWS && rests || i >= PATIENCE * WINDOWS) {
        return now;
      }
      before = now;
    }
  }

  private static long compilationMillis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  private static int runsIn(Side side, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int runs = 0;
    while (System.nanoTime() < end || runs < 3) {
      side.run();
      runs++;
    }
    return runs;
  }

  private static double millisOfOneRun(Side side, int runs) {
    long start = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      side.run();
    }
    return (System.nanoTime() - start) / 1e6 / runs;
  }
}
