// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Looking inside a model: layers with shapes and costs, what flows through them, what they respond
/// to, and the surface that training descends.
///
/// Nothing has to be put into a model for it: what it computes is recorded anyway, and is looked at
/// here ([dev.navette.tensor.Recorded]). A *layer* is a path of a module with parameters of its
/// own, such as `conv1` of `conv1.weight` and `conv1.bias`.
@NullMarked
package dev.navette.inspect;

import org.jspecify.annotations.NullMarked;
