// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

/// The same work by Navette and by a peer, from the same weights on the same data.
///
/// @param ours Navette's half
/// @param peer the other library's
/// @param cost what a run cannot do without
/// @param tolerance the largest difference of the results, relative to the largest value
record Comparison(Side ours, Side peer, Cost cost, double tolerance) {
  private static final int CHECKED_RUNS = 3;

  /// Runs both sides and compares what they computed: the loss of three steps, or the outputs.
  ///
  /// @throws IllegalStateException if they differ: then no time would mean anything
  void check(String name) {
    for (int run = 1; run <= CHECKED_RUNS; run++) {
      ours.run();
      peer.run();
      float[] a = ours.result();
      float[] b = peer.result();
      if (a.length != b.length) {
        throw new IllegalStateException(
            name + ": one side computes " + a.length + " numbers, the other " + b.length);
      }
      double largest = 0;
      for (float v : b) {
        largest = Math.max(largest, Math.abs(v));
      }
      for (int i = 0; i < a.length; i++) {
        if (!(Math.abs(a[i] - b[i]) <= tolerance * largest)) {
          throw new IllegalStateException(
              name
                  + ": the two sides do not compute the same: run "
                  + run
                  + ", number "
                  + i
                  + ": "
                  + a[i]
                  + " and "
                  + b[i]);
        }
      }
    }
  }
}
