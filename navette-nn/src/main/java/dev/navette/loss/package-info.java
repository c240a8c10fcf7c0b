// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Losses: how far a prediction is from its target, as a tensor to differentiate.
///
/// - Prediction first, target second. Their shapes must be equal (class indices: the shape of the
///   prediction without its last axis): nothing broadcasts, since a loss over shapes `(B, 1)` and
///   `(B)` would be wrong in silence.
/// - Losses that take logits are exact for large logits; those that take probabilities are not.
/// - Without a [dev.navette.loss.Reduction] the loss is the mean over all elements, a scalar.
@NullMarked
package dev.navette.loss;

import org.jspecify.annotations.NullMarked;
