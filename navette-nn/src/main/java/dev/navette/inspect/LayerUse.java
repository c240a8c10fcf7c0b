// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.tensor.Tensor;

/// What one use of a layer recorded.
///
/// @param path of the layer in the model; `path#2`, `path#3` and so on from its second use on
/// @param layer its path in the model
/// @param z what the layer computes, before the activation
/// @param activation what the element-wise function that reads z next gives; z itself if none does
/// @param function such as `relu`; empty if there is none
record LayerUse(String path, String layer, Tensor z, Tensor activation, String function) {}
