// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.nn.Variables;
import dev.navette.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Ends a training whose validation has stopped getting better.
///
/// ```java
/// trainer.module(net).callback(EarlyStopping.of("valid_loss", 5).restoreBest());
/// ```
///
/// Prechelt 1998, *Early Stopping - But When?*
public final class EarlyStopping implements Callback {
  private final String watched;
  private final int patience;
  private double least;
  private boolean restores;
  private Map<String, Tensor> best = Map.of();

  private EarlyStopping(String watched, int patience) {
    this.watched = watched;
    this.patience = patience;
  }

  /// Ends after `patience` epochs in a row without a better value.
  ///
  /// @param watched a number of [EpochLog#values()], such as `valid_loss` or `valid_accuracy`
  /// @throws IllegalArgumentException if `patience` is below 1
  public static EarlyStopping of(String watched, int patience) {
    if (patience < 1) {
      throw new IllegalArgumentException(
          "early stopping: patience is " + patience + "; use 1 or more");
    }
    return new EarlyStopping(watched, patience);
  }

  /// Sets by how much a value must be better than the best, 0 unless set.
  public EarlyStopping minDelta(double delta) {
    least = delta;
    return this;
  }

  /// Gives the model the weights of its best epoch in the end, whatever ends the training.
  public EarlyStopping restoreBest() {
    restores = true;
    return this;
  }

  @Override
  public void onStart(Run run) {
    if (run.history().isEmpty()) {
      best = Map.of();
    } else {
      judge(run);
    }
  }

  @Override
  public void onEpoch(Run run, EpochLog log) {
    int bestEpoch = judge(run);
    if (restores && bestEpoch == log.epoch()) {
      best = Variables.snapshot(run.variables());
    }
  }

  private int judge(Run run) {
    Watched values = Watched.of("early stopping", watched, run);
    int bestEpoch = values.bestEpoch(least);
    if (run.history().size() - bestEpoch >= patience) {
      run.stop(
          String.format(
              Locale.ROOT,
              "early stopping: %s has not improved for %d %s%s",
              watched,
              patience,
              patience == 1 ? "epoch" : "epochs",
              bestEpoch == 0
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "; the best was %.6g in epoch %d",
                      values.values().get(bestEpoch - 1),
                      bestEpoch)));
    }
    return bestEpoch;
  }

  @Override
  public void onEnd(Run run) {
    if (!best.isEmpty()) {
      Variables.load(run.variables(), Map.of(), best);
    }
  }

  @Override
  public Map<String, Tensor> state() {
    return best;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    best = new LinkedHashMap<>(state);
  }
}
