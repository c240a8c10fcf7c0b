// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The geometric mean of all products with one peer and one number of threads, as one measurement.
final class Geomean {
  private Geomean() {}

  /// A mean for each peer and number of threads with which products were measured.
  static List<Measurement> of(List<Measurement> measured) {
    List<Measurement> means = new ArrayList<>();
    List<Measurement> rest =
        new ArrayList<>(measured.stream().filter(m -> m.name().startsWith("matmul-")).toList());
    while (!rest.isEmpty()) {
      Measurement first = rest.getFirst();
      List<Measurement> alike =
          rest.stream()
              .filter(m -> m.threads() == first.threads() && m.peer().equals(first.peer()))
              .toList();
      rest.removeAll(alike);
      means.add(mean(alike));
    }
    return means;
  }

  private static Measurement mean(List<Measurement> all) {
    return new Measurement(
        MatmulWorkloads.GEOMEAN,
        all.getFirst().threads(),
        mean(all, Measurement::navetteMs),
        all.getFirst().peer(),
        mean(all, Measurement::peerMs),
        mean(all, Measurement::ratio),
        mean(all, Measurement::ratioLow),
        mean(all, Measurement::ratioHigh),
        mean(all, Measurement::bestNavetteMs),
        mean(all, Measurement::bestPeerMs),
        all.stream().mapToDouble(Measurement::others).average().orElse(0),
        mean(all, Measurement::limitMs));
  }

  private static double mean(List<Measurement> all, ToDoubleFunction<Measurement> what) {
    return Math.exp(
        all.stream().mapToDouble(m -> Math.log(what.applyAsDouble(m))).average().orElse(0));
  }
}
