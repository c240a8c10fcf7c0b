// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.optim.Plateau;
import dev.navette.tensor.Tensor;
import java.util.Map;

/// Shows a plateau schedule the number that it follows, after each epoch.
record PlateauWatch(Plateau plateau, String watched) implements Callback {
  private static final String STATE = "plateau";

  @Override
  public void onEpoch(Run run, EpochLog log) {
    plateau.observe(Watched.of("plateau", watched, run).values().getLast());
  }

  @Override
  public Map<String, Tensor> state() {
    Plateau.State s = plateau.state();
    return Map.of(STATE, Tensor.of(new double[] {s.rate(), s.best(), s.bad(), s.cooling()}, 4));
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Tensor saved = state.get(STATE);
    if (saved != null) {
      double[] s = saved.toDoubleArray();
      plateau.restore(new Plateau.State(s[0], s[1], (int) s[2], (int) s[3]));
    }
  }
}
