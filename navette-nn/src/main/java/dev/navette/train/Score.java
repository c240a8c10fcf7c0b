// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import java.util.Map;

/// How a model does on some examples.
///
/// @param loss mean loss
/// @param metrics values by name
public record Score(double loss, Map<String, Double> metrics) {}
