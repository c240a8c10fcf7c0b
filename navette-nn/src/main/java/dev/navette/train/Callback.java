// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// Told how a training goes, and able to stop it. All methods are called by the thread that trains,
/// between steps; what they throw ends the training.
public interface Callback {
  /// Before the first step, or the first after a resume.
  default void onStart(Run run) {}

  /// Before the first batch of an epoch; not again when a training resumes within it.
  default void onEpochStart(Run run, int epoch) {}

  /// Before a step is carried out: tensors to compute in the same plan, from the parameters as they
  /// still are. They are evaluated when [#onBatch] is called. Watching changes no bits.
  ///
  /// @param loss of the batch, recorded and not computed
  default List<Tensor> watch(Run run, Tensor loss) {
    return List.of();
  }

  /// After each step.
  default void onBatch(Run run, BatchLog log) {}

  /// After each epoch and its validation.
  default void onEpoch(Run run, EpochLog log) {}

  /// After the last step, whatever ended the training, unless it was an exception.
  default void onEnd(Run run) {}

  /// What has to be saved to go on from here; what follows from [Run#history()] need not be.
  default Map<String, Tensor> state() {
    return Map.of();
  }

  /// Goes on from a state that was saved, before [#onStart].
  default void restore(Map<String, Tensor> state) {}
}
