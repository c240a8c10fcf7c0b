// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import dev.navette.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How sure a score is: it is computed again and again on as many rows drawn from the test rows
/// with replacement, and the middle part of these scores is the interval (percentile bootstrap).
///
/// B. Efron, *Bootstrap Methods: Another Look at the Jackknife*, 1979; P. Koehn, *Statistical
/// Significance Tests for Machine Translation Evaluation*, EMNLP 2004.
///
/// @param samples how often, such as 1000
/// @param level the part of the scores in the interval, such as 0.95
/// @param seed what the draws follow from
public record Bootstrap(int samples, double level, long seed) {
  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if there are no samples, or the level is not between 0 and 1
  public Bootstrap {
    if (samples < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "bootstrap: "
              + samples
              + " samples with the level "
              + level
              + "; use 1 or more samples, such as 1000, and a level between 0 and 1, such as 0.95");
    }
  }

  /// A score and where it lies.
  ///
  /// @param value on the rows themselves
  /// @param low the lower end
  /// @param high the upper end
  public record Interval(double value, double low, double high) {}

  /// How two systems differ on the same rows.
  ///
  /// @param difference the first score less the second
  /// @param p the share of samples in which the difference has not the sign of `difference.value()`
  public record Paired(Interval difference, double p) {}

  /// The interval of any score.
  ///
  /// @param rows how many rows there are
  /// @param score the score of rows with these numbers, some of which may come several times
  public Interval interval(int rows, ToDoubleFunction<int[]> score) {
    double[] scores = scores(rows, score);
    return interval(score.applyAsDouble(all(rows)), scores);
  }

  /// The interval of the score of a corpus.
  ///
  /// @param counts of each sentence
  public Interval interval(CorpusMetric metric, List<double[]> counts) {
    return interval(counts.size(), rows -> score(metric, counts, rows));
  }

  /// The interval of the difference of two systems on the same corpus, by the same draws.
  ///
  /// @param first counts of each sentence
  /// @param second counts of each sentence, of the other system
  /// @throws IllegalArgumentException if the numbers of sentences differ
  public Paired paired(CorpusMetric metric, List<double[]> first, List<double[]> second) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(
          "bootstrap: the systems have "
              + first.size()
              + " and "
              + second.size()
              + " sentences; compare them on the same ones");
    }
    ToDoubleFunction<int[]> difference =
        rows -> score(metric, first, rows) - score(metric, second, rows);
    double value = difference.applyAsDouble(all(first.size()));
    double[] differences = scores(first.size(), difference);
    long others = Arrays.stream(differences).filter(d -> !(d * value > 0)).count();
    return new Paired(interval(value, differences), (double) others / samples);
  }

  private static double score(CorpusMetric metric, List<double[]> counts, int[] rows) {
    double[] sum = new double[counts.getFirst().length];
    for (int row : rows) {
      double[] each = counts.get(row);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += each[i];
      }
    }
    return metric.score(sum);
  }

  private static int[] all(int rows) {
    int[] all = new int[rows];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private double[] scores(int rows, ToDoubleFunction<int[]> score) {
    if (rows < 1) {
      throw new IllegalArgumentException("bootstrap: there are no rows; give at least one");
    }
    Rng rng = Rng.of(seed).stream("bootstrap");
    double[] scores = new double[samples];
    int[] drawn = new int[rows];
    for (int s = 0; s < samples; s++) {
      for (int i = 0; i < rows; i++) {
        drawn[i] = rng.nextInt(rows);
      }
      scores[s] = score.applyAsDouble(drawn);
    }
    Arrays.sort(scores);
    return scores;
  }

  private Interval interval(double value, double[] sorted) {
    return new Interval(
        value, quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
  }

  /// Between neighbours in proportion.
  private static double quantile(double[] sorted, double part) {
    double at = part * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}
