// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.tensor.Tensor;

/// Keys and values as heads.
///
/// @param keys `(B, H, T, D)`
/// @param values `(B, H, T, D)`
public record KeyValues(Tensor keys, Tensor values) {}
