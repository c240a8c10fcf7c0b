// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// What a normalisation over the batch gives, and what it found.
///
/// @param value x normalised
/// @param mean of each channel, `(C)`
/// @param variance of each channel, biased, `(C)`
public record WithStatistics(Tensor value, Tensor mean, Tensor variance) {}
