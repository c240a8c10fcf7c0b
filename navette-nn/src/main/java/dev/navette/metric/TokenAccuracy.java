// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The share of tokens that were predicted, 0 to 1: the largest logit is that of the target. Tokens
/// with the target that is ignored, such as padding, do not count. Logits may be `(B, T, V)` or `(B
/// * T, V)`.
public final class TokenAccuracy implements Metric {
  private final int ignored;
  private long right;
  private long tokens;

  /// An accuracy over no tokens yet.
  ///
  /// @param ignored the target that does not count; -100 if all do
  public TokenAccuracy(int ignored) {
    this.ignored = ignored;
  }

  @Override
  public String name() {
    return "token_accuracy";
  }

  @Override
  public void reset() {
    right = 0;
    tokens = 0;
  }

  @Override
  public void add(float[] outputs, int width, double[] targets) {
    int classes = Perplexity.classes(name(), outputs, targets);
    for (int i = 0; i < targets.length; i++) {
      if ((int) targets[i] == ignored) {
        continue;
      }
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = outputs[i * classes + c] > outputs[i * classes + best] ? c : best;
      }
      right += best == (int) targets[i] ? 1 : 0;
      tokens++;
    }
  }

  @Override
  public double value() {
    return tokens == 0 ? Double.NaN : (double) right / tokens;
  }
}
