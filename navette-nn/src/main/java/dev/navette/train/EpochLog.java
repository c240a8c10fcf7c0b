// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import java.util.Map;

/// What one epoch did.
///
/// @param epoch counted from 1
/// @param trainLoss mean of the losses of its batches, weighted by their rows
/// @param trainMetrics metrics over the training outputs as they were produced, by name
/// @param validLoss loss on the validation part, NaN if there is none
/// @param validMetrics metrics on the validation part, by name
/// @param seconds wall time of training, validation left out
public record EpochLog(
    int epoch,
    double trainLoss,
    Map<String, Double> trainMetrics,
    double validLoss,
    Map<String, Double> validMetrics,
    double seconds) {}
