// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.tensor.Tensor;
import java.util.Optional;

/// What a [Step] made of a batch.
///
/// @param loss what the optimizer makes smaller, shape `()`, the mean over the batch
/// @param outputs what metrics compare, `(B, ...)`, if anything
/// @param targets what they compare it with
public record Outcome(Tensor loss, Optional<Tensor> outputs, Optional<Tensor> targets) {
  /// A loss that no metrics go with.
  public static Outcome of(Tensor loss) {
    return new Outcome(loss, Optional.empty(), Optional.empty());
  }

  /// A loss, and what metrics compare.
  public static Outcome of(Tensor loss, Tensor outputs, Tensor targets) {
    return new Outcome(loss, Optional.of(outputs), Optional.of(targets));
  }
}
