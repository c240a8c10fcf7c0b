// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// The training loop: epochs of shuffled mini-batches, validation, progress, a log of what
/// happened.
///
/// A [dev.navette.train.Trainer] owns the loop and nothing else: model, loss and optimizer are
/// given to it. Everything random in a training follows from one seed, so the same call gives the
/// same weights to the bit.
@NullMarked
package dev.navette.train;

import org.jspecify.annotations.NullMarked;
