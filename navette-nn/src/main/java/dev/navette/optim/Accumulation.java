// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/// Gradients of several batches that make one update.
///
/// The first batch of an update sets the sums, so that nothing has to be cleared; the last one uses
/// them without writing.
final class Accumulation {
  /// Every batch makes an update.
  static final Accumulation NONE = new Accumulation(1, List.of());

  private final int batches;
  private final List<Variable> sums;
  private final Variable count = Variable.state(Tensor.of(new long[1]));
  private int seen;

  /// @param batches that make an update
  /// @param sums one a parameter
  Accumulation(int batches, List<Variable> sums) {
    this.batches = batches;
    this.sums = sums;
  }

  int batches() {
    return batches;
  }

  /// How many batches are in the sums, for checkpoints.
  Variable count() {
    return count;
  }

  /// Whether the next batch completes an update.
  boolean isLast() {
    return seen == batches - 1;
  }

  /// Records that the sums take these gradients in.
  void add(List<Tensor> gradients) {
    for (int i = 0; i < sums.size(); i++) {
      sums.get(i).assign(withSum(i, gradients));
    }
    count.assign(Tensor.of(new long[] {seen + 1}));
  }

  /// The mean of these gradients and those in the sums.
  List<Tensor> mean(List<Tensor> gradients) {
    if (batches == 1) {
      return gradients;
    }
    List<Tensor> means = new ArrayList<>(gradients.size());
    for (int i = 0; i < gradients.size(); i++) {
      Tensor g = gradients.get(i);
      means.add(withSum(i, gradients).div(Tensor.argument(batches, g.dtype())));
    }
    count.assign(Tensor.of(new long[1]));
    return means;
  }

  private Tensor withSum(int i, List<Tensor> gradients) {
    Tensor g = gradients.get(i);
    return seen == 0 ? g : sums.get(i).value().add(g);
  }

  /// Another batch was taken in.
  void advance() {
    seen = (seen + 1) % batches;
  }

  /// The variables were loaded.
  void restored() {
    seen = (int) count.value().item() % batches;
  }
}
