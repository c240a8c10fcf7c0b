// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.tensor.Tensor;

/// What attention gives, with the weights that tell where it looked.
///
/// @param value the weighted means of the values
/// @param weights each row is not negative and has sum 1, or is 0 where there is nothing to attend
///   to
public record Attended(Tensor value, Tensor weights) {}
