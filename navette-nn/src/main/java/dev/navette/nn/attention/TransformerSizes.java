// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.nn.Activation;
import dev.navette.nn.LayerNorm;

/// What the layers of a Transformer are made of.
///
/// @param width E, the features of a position
/// @param heads a divisor of the width
/// @param hidden the features within the feed-forward part
/// @param activation of the feed-forward part
/// @param normFirst whether each part normalises what it reads (pre-norm) rather than what it and
///   its shortcut give together (post-norm, as in the paper)
/// @param dropout the probability of dropping a value while training
/// @param eps of the normalisations
public record TransformerSizes(
    int width,
    int heads,
    int hidden,
    Activation activation,
    boolean normFirst,
    double dropout,
    double eps) {
  /// Post-norm with ReLU, as in the paper.
  public static TransformerSizes of(int width, int heads, int hidden, double dropout) {
    return new TransformerSizes(
        width, heads, hidden, Activation.RELU, false, dropout, LayerNorm.EPS);
  }

  /// The same with pre-norm.
  public TransformerSizes preNorm() {
    return new TransformerSizes(width, heads, hidden, activation, true, dropout, eps);
  }

  /// The same with another activation.
  public TransformerSizes with(Activation other) {
    return new TransformerSizes(width, heads, hidden, other, normFirst, dropout, eps);
  }
}
