// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// What users hold: tensors, variables, gradients, random numbers.
///
/// Every operation on a [dev.navette.tensor.Tensor] only records; shapes and dtypes are checked at
/// the call. Reading a value evaluates: the recorded structure is looked up in a cache of plans,
/// and on a miss differentiated, fused and compiled. Nothing is ever closed by hand.
///
/// A [dev.navette.tensor.Variable] is the only thing that changes. Assigning it is recorded too,
/// and takes effect in the order of the program. A tensor recorded on an old version of a variable
/// can no longer be evaluated once that version has been overwritten; the error says how to keep
/// it.
@NullMarked
package dev.navette.tensor;

import org.jspecify.annotations.NullMarked;
