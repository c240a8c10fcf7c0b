// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Optimizers: how gradients change parameters.
///
/// An optimizer records the new values of its parameters and of its own state as assignments, and
/// evaluates them together with the loss: the whole step (forward, backward, update) is one plan,
/// and parameters and state are overwritten in place. Nothing else reads a gradient, so there is
/// nothing to reset.
///
/// - **Numbers** (learning rate, decay, correction factors) are arguments of the plan: changing
///   them compiles nothing. They are computed in double on the host.
/// - **Failure**: if a step cannot be evaluated, parameters, state and step count are as before.
/// - **State** is held in variables, for checkpoints: `optimizer.state()` and
///   `optimizer.stepCount()` are all there is to save.
/// - **Schedules** are pure functions of the step ([dev.navette.optim.Schedule]).
/// - Formulas and defaults are PyTorch's, unless the class says otherwise.
@NullMarked
package dev.navette.optim;

import org.jspecify.annotations.NullMarked;
