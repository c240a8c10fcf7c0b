// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.Arrays;

/// Times two sides in turns, so that both meet the same disturbances.
final class Turns {
  private static final int ROUNDS = 31;

  /// Seconds that our side runs first: the compiler replaces code for some hundred steps.
  private static final double WARM_UP = 8;

  private Turns() {}

  /// Times of one run of each side, in milliseconds.
  ///
  /// @param ours median over the rounds
  /// @param peer median over the rounds
  /// @param ratio median of peer / ours round by round: above 1 Navette is faster
  /// @param low smallest ratio of the middle half
  /// @param high largest ratio of the middle half
  /// @param bestOurs the fastest round
  /// @param bestPeer the fastest round
  record Result(
      double ours,
      double peer,
      double ratio,
      double low,
      double high,
      double bestOurs,
      double bestPeer) {}

  /// Warms both sides up for `seconds` each, then times them in turns for about that long.
  static Result time(Runnable ours, Runnable peer, double seconds) {
    runsIn(ours, WARM_UP);
    int a = runsIn(ours, seconds);
    int b = runsIn(peer, seconds);
    double[] x = new double[ROUNDS];
    double[] y = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      x[i] = block(ours, Math.max(1, a / ROUNDS));
      y[i] = block(peer, Math.max(1, b / ROUNDS));
      ratios[i] = y[i] / x[i];
    }
    Arrays.sort(x);
    Arrays.sort(y);
    Arrays.sort(ratios);
    return new Result(
        x[ROUNDS / 2],
        y[ROUNDS / 2],
        ratios[ROUNDS / 2],
        ratios[ROUNDS / 4],
        ratios[ROUNDS - 1 - ROUNDS / 4],
        x[0],
        y[0]);
  }

  private static int runsIn(Runnable side, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int runs = 0;
    while (System.nanoTime() < end || runs < 3) {
      side.run();
      runs++;
    }
    return runs;
  }

  private static double block(Runnable side, int runs) {
    long start = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      side.run();
    }
    return (System.nanoTime() - start) / 1e6 / runs;
  }
}
