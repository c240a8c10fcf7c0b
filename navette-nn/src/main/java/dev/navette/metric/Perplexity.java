// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The exponential of the mean of `-log p(target)` over all tokens: how many equally likely tokens
/// the model is as uncertain as among. Tokens with the target that is ignored, such as padding, do
/// not count. Outputs are logits, `(B, T, V)` or `(B * T, V)`.
public final class Perplexity implements Metric {
  private final int ignored;
  private double sum;
  private long tokens;

  /// A perplexity over no tokens yet.
  ///
  /// @param ignored the target that does not count; -100 if all do
  public Perplexity(int ignored) {
    this.ignored = ignored;
  }

  @Override
  public String name() {
    return "perplexity";
  }

  @Override
  public void reset() {
    sum = 0;
    tokens = 0;
  }

  /// The logits of a token.
  static int classes(String name, float[] outputs, double[] targets) {
    if (targets.length > 0 && outputs.length % targets.length != 0) {
      throw new IllegalArgumentException(
          name
              + ": "
              + outputs.length
              + " outputs are not as many logits for each of "
              + targets.length
              + " targets; pass logits (B, T, V) with targets (B, T)");
    }
    return targets.length == 0 ? 0 : outputs.length / targets.length;
  }

  @Override
  public void add(float[] outputs, int width, double[] targets) {
    int classes = classes(name(), outputs, targets);
    for (int i = 0; i < targets.length; i++) {
      int target = (int) targets[i];
      if (target == ignored) {
        continue;
      }
      int from = i * classes;
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        largest = Math.max(largest, outputs[from + c]);
      }
      double total = 0;
      for (int c = 0; c < classes; c++) {
        total += StrictMath.exp(outputs[from + c] - largest);
      }
      sum += largest + StrictMath.log(total) - outputs[from + target];
      tokens++;
    }
  }

  @Override
  public double value() {
    return tokens == 0 ? Double.NaN : StrictMath.exp(sum / tokens);
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }
}
