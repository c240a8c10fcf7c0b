// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.nn.Module;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A training under way, as callbacks see it.
public final class Run {
  private final Optimizer optimizer;
  private final Optional<Module> module;
  private final Map<String, Boolean> largerIsBetter;
  private final int epochs;
  private final OptionalInt rows;

  final List<EpochLog> history = new ArrayList<>();
  Optional<String> stopReason = Optional.empty();
  long step;

  Run(
      Optimizer optimizer,
      Optional<Module> module,
      Map<String, Boolean> largerIsBetter,
      int epochs,
      OptionalInt rows) {
    this.optimizer = optimizer;
    this.module = module;
    this.largerIsBetter = largerIsBetter;
    this.epochs = epochs;
    this.rows = rows;
  }

  /// How many epochs there will be.
  public int epochs() {
    return epochs;
  }

  /// Rows of an epoch; empty if the training data are a stream.
  public OptionalInt rows() {
    return rows;
  }

  /// Steps so far.
  public long step() {
    return step;
  }

  /// What makes the steps.
  public Optimizer optimizer() {
    return optimizer;
  }

  /// The epochs that are done, in order.
  public List<EpochLog> history() {
    return Collections.unmodifiableList(history);
  }

  /// The variables of the model by path; the optimizer's parameters if the trainer was not told the
  /// model.
  public Map<String, Variable> variables() {
    return module.map(Module::variables).orElseGet(optimizer::parameters);
  }

  /// Whether a larger value of `loss`, a metric, or either with `valid_` before it is better.
  public boolean largerIsBetter(String name) {
    return largerIsBetter.getOrDefault(
        name.startsWith(EpochLog.VALID) ? name.substring(EpochLog.VALID.length()) : name, false);
  }

  /// Ends the training after this step, or after this epoch if one has just been completed.
  ///
  /// @param reason a line for people
  public void stop(String reason) {
    stopReason = Optional.of(reason);
  }
}
