// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Recurrent nets.
///
/// A [dev.navette.nn.recurrent.Cell] says what one step computes: `RnnCell`, `LstmCell`, `GruCell`,
/// or a record of your own. A [dev.navette.nn.recurrent.Recurrent] runs cells over sequences, in
/// one or both directions and in several layers. It is one loop for all cells.
///
/// - **Layout**: sequences are `(B, T, in)`, batch first, unless
///   [dev.navette.nn.recurrent.RecurrentOptions#stepsFirst()] says otherwise.
/// - **State** is a list, `h` first: `[h]`, or `[h, c]` of an LSTM. That of a net has one entry a
///   layer and direction in front, `(layers * directions, B, H)`, in the order layer 0 forward,
///   layer 0 backward, layer 1 forward. Where none is given it is zero.
/// - **Lengths**: sequences of a batch may end early. What lies behind an end influences neither
///   results nor gradients, outputs there are 0, the final state is that of the last valid step,
///   and the backward direction begins at each sequence's end.
/// - **Weights** have PyTorch's names, layouts, gate orders (i f g o; r z n) and default
///   distribution, uniform within 1 / sqrt(H).
/// - **Speed**: what does not depend on the state, such as the product with the input weights, is
///   computed for all steps at once before the loop; gradients of weights are one product over all
///   steps behind it. The loop is a [dev.navette.tensor.Scan], compiled once for any number of
///   steps.
@NullMarked
package dev.navette.nn.recurrent;

import org.jspecify.annotations.NullMarked;
