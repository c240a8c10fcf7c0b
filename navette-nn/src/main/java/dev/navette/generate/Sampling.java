// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.generate;

import dev.navette.tensor.Rng;
import java.util.Arrays;

/// How a token is chosen from logits.
///
/// What is asked for applies in this order: the penalty, the temperature, top-k, top-p.
///
/// @param temperature what logits are divided by: 0 takes the best, 1 the model's distribution,
///   more is more daring
/// @param topK only so many of the best are candidates; 0 for all
/// @param topP only the fewest of the best whose probabilities sum to this are candidates; 1 for
///   all. [Holtzman et al. 2019](https://arxiv.org/abs/1904.09751)
/// @param penalty what logits of tokens that are there already are divided by (multiplied, if they
///   are negative); 1 for none. [Keskar et al. 2019](https://arxiv.org/abs/1909.05858)
public record Sampling(double temperature, int topK, double topP, double penalty) {
  /// Checks the ranges.
  ///
  /// @throws IllegalArgumentException if a number is out of its range
  public Sampling {
    require(
        temperature >= 0 && temperature < Double.POSITIVE_INFINITY,
        "temperature",
        temperature,
        "0 or more");
    require(topK >= 0, "top-k", topK, "1 or more, or 0 for all");
    require(topP > 0 && topP <= 1, "top-p", topP, "above 0 and at most 1");
    require(
        penalty > 0 && penalty < Double.POSITIVE_INFINITY,
        "penalty",
        penalty,
        "above 0, 1 for none");
  }

  private static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException("Sampling: " + name + " is " + value + "; use " + range);
    }
  }

  /// The best token each time.
  public static Sampling greedy() {
    return new Sampling(0, 0, 1, 1);
  }

  /// By the model's distribution, sharper below 1 and flatter above.
  public static Sampling at(double temperature) {
    return new Sampling(temperature, 0, 1, 1);
  }

  /// The same among the `k` best.
  public Sampling topK(int k) {
    return new Sampling(temperature, k, topP, penalty);
  }

  /// The same among the fewest whose probabilities sum to `p`.
  public Sampling topP(double p) {
    return new Sampling(temperature, topK, p, penalty);
  }

  /// The same, avoiding what is there already.
  public Sampling penalty(double factor) {
    return new Sampling(temperature, topK, topP, factor);
  }

  /// A token.
  ///
  /// @param logits one a token
  /// @param before the tokens that are there already
  /// @param rng where chance comes from; nothing is drawn at temperature 0
  /// @throws IllegalArgumentException if there are no logits or none is a number
  public int choose(float[] logits, int[] before, Rng rng) {
    double[] scores = penalised(logits, before);
    int best = best(scores);
    if (temperature == 0) {
      return best;
    }
    double[] shares = new double[scores.length];
    for (int i = 0; i < shares.length; i++) {
      double share = StrictMath.exp((scores[i] - scores[best]) / temperature);
      shares[i] = Double.isNaN(share) ? 0 : share;
    }
    shares[best] = 1;
    narrow(shares);
    double left = rng.nextDouble() * Arrays.stream(shares).sum();
    int last = best;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        left -= shares[i];
        last = i;
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  private double[] penalised(float[] logits, int[] before) {
    double[] scores = new double[logits.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = logits[i];
    }
    if (penalty != 1) {
      for (int token : before) {
        double logit = logits[token];
        scores[token] = logit > 0 ? logit / penalty : logit * penalty;
      }
    }
    return scores;
  }

  private static int best(double[] scores) {
    int best = -1;
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isNaN(scores[i]) && (best < 0 || scores[i] > scores[best])) {
        best = i;
      }
    }
    if (best < 0 || scores[best] == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Sampling: there is no token to choose, all "
              + scores.length
              + " logits are NaN or -inf");
    }
    return best;
  }

  /// Takes the shares of all but the candidates.
  private void narrow(double[] shares) {
    boolean limited = topK > 0 && topK < shares.length;
    if (!limited && topP == 1) {
      return;
    }
    double[] order = new double[shares.length];
    int count = 0;
    for (double share : shares) {
      if (share > 0) {
        order[count++] = share;
      }
    }
    Arrays.sort(order, 0, count);
    int candidates = limited ? Math.min(topK, count) : count;
    double sum = 0;
    for (int i = 0; i < candidates; i++) {
      sum += order[count - 1 - i];
    }
    double reached = 0;
    int kept = 0;
    while (kept < candidates && (kept == 0 || reached < topP * sum)) {
      reached += order[count - 1 - kept++];
    }
    double least = order[count - kept];
    int ties = 0; // how many of the least share are candidates
    for (int i = count - kept; i < count && order[i] == least; i++) {
      ties++;
    }
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] < least || shares[i] == least && ties-- <= 0) {
        shares[i] = 0;
      }
    }
  }
}
