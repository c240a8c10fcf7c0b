// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// Where a stream of random numbers stands: all that is needed to continue it.
///
/// @param key what the seed and the stream's name became
/// @param counter how many draws were made
public record RngState(long key, long counter) {}
