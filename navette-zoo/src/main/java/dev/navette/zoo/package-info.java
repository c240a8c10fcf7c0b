// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Models to read, train and change, one file each, from the first neuron on.
///
/// - [dev.navette.zoo.McCullochPittsNeuron] (1943) and [dev.navette.zoo.Perceptron] (1958) are
///   plain Java on the host: there is nothing to differentiate.
/// - [dev.navette.zoo.Mlp] is a record of layers, a [dev.navette.nn.Module]: its parameters are
///   named by its components, and `init` draws them from the stream that is given. The same stream
///   gives the same bits.
///
/// Each file has the formula and the paper. Wrong sizes throw [IllegalArgumentException] when a
/// model is made.
@NullMarked
package dev.navette.zoo;

import org.jspecify.annotations.NullMarked;
