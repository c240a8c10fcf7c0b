// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

/// What one step did.
///
/// @param epoch counted from 1
/// @param step steps of the whole training so far, this one included
/// @param rows rows of this batch
/// @param epochRows rows of this epoch so far
/// @param loss of this batch
/// @param meanLoss of the epoch so far, weighted by rows
/// @param learningRate that the step took
public record BatchLog(
    int epoch,
    long step,
    int rows,
    long epochRows,
    double loss,
    double meanLoss,
    double learningRate) {}
