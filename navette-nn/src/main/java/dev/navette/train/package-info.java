// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// The training loop: epochs of shuffled mini-batches, validation, progress, a log of what
/// happened, checkpoints to go on from.
///
/// A [dev.navette.train.Trainer] owns the loop and nothing else: the step, the data and the
/// optimizer are given to it. Whoever wants to know how it goes, or to end it, is a
/// [dev.navette.train.Callback].
///
/// - **Same seed, same bits.** Everything random follows from the seeds of trainer and loader, so
///   the same call gives the same weights. Callbacks that watch change none of them.
/// - **Resumed is never stopped.** A [dev.navette.train.Checkpoint] holds all there is between two
///   steps: weights, optimizer, streams of random numbers, position in the data, what metrics were
///   given, history, what callbacks keep. A training that was stopped or killed anywhere and
///   resumed ends with the same bytes. Only wall times differ.
/// - **Saved as a whole or not at all.** A checkpoint that is damaged is skipped for the one
///   before, a save that fails is told; neither ends a training that can go on.
/// - **Not a number** in the data or the loss ends the training with a
///   [dev.navette.train.DivergedException] that names the batch, and the input or the layer where
///   the first one appears. The model is left with the weights from before that step, unless the
///   data are at fault.
@NullMarked
package dev.navette.train;

import org.jspecify.annotations.NullMarked;
