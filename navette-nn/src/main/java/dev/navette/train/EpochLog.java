// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import java.util.LinkedHashMap;
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
    double seconds) {
  static final String LOSS = "loss";
  static final String VALID = "valid_";

  /// All numbers by name: `loss`, the metrics, and both with `valid_` before them if there is a
  /// validation part.
  ///
  /// @return a map that keeps the order
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(LOSS, trainLoss);
    values.putAll(trainMetrics);
    if (!Double.isNaN(validLoss) || !validMetrics.isEmpty()) {
      values.put(VALID + LOSS, validLoss);
      validMetrics.forEach((name, value) -> values.put(VALID + name, value));
    }
    return values;
  }
}
