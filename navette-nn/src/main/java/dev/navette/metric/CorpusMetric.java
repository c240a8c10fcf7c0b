// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.ArrayList;
import java.util.List;

/// A score of texts against references that does not average over sentences: counts of each
/// sentence are added up, and the score is a function of the sums.
public interface CorpusMetric {
  /// The name in reports, such as `bleu`.
  String name();

  /// The counts of a sentence.
  ///
  /// @param hypothesis what was made
  /// @param references what is right, one or more
  double[] counts(String hypothesis, List<String> references);

  /// The score of counts that were added up.
  double score(double[] counts);

  /// Whether larger is better.
  default boolean largerIsBetter() {
    return true;
  }

  /// The score of texts with one reference each.
  ///
  /// @throws IllegalArgumentException if there are none, or not as many references
  default double score(List<String> hypotheses, List<String> references) {
    return score(sum(name(), counts(hypotheses, references)));
  }

  /// The counts of texts with one reference each, for [Bootstrap].
  ///
  /// @throws IllegalArgumentException if there are none, or not as many references
  default List<double[]> counts(List<String> hypotheses, List<String> references) {
    if (hypotheses.isEmpty() || hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          name()
              + ": "
              + hypotheses.size()
              + " texts and "
              + references.size()
              + " references; give one reference for each, and one text at least");
    }
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < hypotheses.size(); i++) {
      all.add(counts(hypotheses.get(i), List.of(references.get(i))));
    }
    return all;
  }

  /// Counts added up.
  ///
  /// @throws IllegalArgumentException if there are none
  static double[] sum(String name, List<double[]> counts) {
    if (counts.isEmpty()) {
      throw new IllegalArgumentException(name + ": there are no texts; give at least one");
    }
    double[] sum = new double[counts.getFirst().length];
    for (double[] each : counts) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += each[i];
      }
    }
    return sum;
  }
}
