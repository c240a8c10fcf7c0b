// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.generate;

/// A sequence that a search has found.
///
/// @param tokens without the prompt, and without that at the end
/// @param logProbability of all its tokens together, that at the end included
/// @param score by which hypotheses are compared
/// @param complete whether it came to its end
public record Hypothesis(int[] tokens, double logProbability, double score, boolean complete) {}
