// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// Chosen elements and where they were.
///
/// @param values the elements
/// @param indices (i64) the index of each
public record Indexed(Tensor values, Tensor indices) {}
