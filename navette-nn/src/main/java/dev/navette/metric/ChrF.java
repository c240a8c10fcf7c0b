// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.List;
import java.util.Map;

/// chrF2 of a corpus, 0 to 100, as sacreBLEU defines it (`case:mixed|eff:yes|nc:6|nw:0|space:no`):
/// runs of 1 to 6 characters, white space left out. With P and R the precision and the recall,
/// averaged over the lengths of which both sides have runs, it is `100 * 5 P R / (4 P + R)`: recall
/// counts twice as much. Of several references that counts with which the sentence scores best.
///
/// M. Popović, *chrF: character n-gram F-score for automatic MT evaluation*, WMT 2015.
public final class ChrF implements CorpusMetric {
  private static final int ORDERS = 6;
  private static final double BETA_SQUARED = 4;

  /// A chrF2.
  public ChrF() {}

  @Override
  public String name() {
    return "chrf";
  }

  /// For each n the runs of the hypothesis, those of the reference, and the matches.
  @Override
  public double[] counts(String hypothesis, List<String> references) {
    double[] best = new double[0];
    for (String reference : references) {
      double[] counts = counts(hypothesis, reference);
      best = best.length == 0 || score(counts) > score(best) ? counts : best;
    }
    if (best.length == 0) {
      throw new IllegalArgumentException("chrf: a text has no reference; give one or more");
    }
    return best;
  }

  private static double[] counts(String hypothesis, String reference) {
    List<String> made = characters(hypothesis);
    List<String> right = characters(reference);
    double[] counts = new double[3 * ORDERS];
    for (int n = 1; n <= ORDERS; n++) {
      Map<List<String>, Integer> runs = Ngrams.count(made, n);
      int at = 3 * (n - 1);
      counts[at + 1] = Math.max(0, right.size() - n + 1);
      // Runs of a length that the reference does not have are not wrong.
      counts[at] = counts[at + 1] == 0 ? 0 : Math.max(0, made.size() - n + 1);
      counts[at + 2] = Ngrams.shared(runs, Ngrams.count(right, n));
    }
    return counts;
  }

  private static List<String> characters(String text) {
    return String.join("", Ngrams.words(text)).codePoints().mapToObj(Character::toString).toList();
  }

  @Override
  public double score(double[] counts) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int at = 0; at < counts.length; at += 3) {
      if (counts[at] > 0 && counts[at + 1] > 0) {
        precision += counts[at + 2] / counts[at];
        recall += counts[at + 2] / counts[at + 1];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }
}
