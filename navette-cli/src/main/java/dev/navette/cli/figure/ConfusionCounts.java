// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How often each true class was predicted as each class: what a confusion chart or table shows.
public final class ConfusionCounts {
  private final List<String> classNames;
  private final long[][] counts;

  /// One kind of mistake.
  ///
  /// @param truth the true class
  /// @param predicted what it was taken for
  /// @param count how often
  public record Mistake(String truth, String predicted, long count) {
    /// A sentence, such as `12 x 'Shirt' taken for 'Coat'`.
    @Override
    public String toString() {
      return count + " x '" + truth + "' taken for '" + predicted + "'";
    }
  }

  private ConfusionCounts(List<String> classNames, long[][] counts) {
    this.classNames = classNames;
    this.counts = counts;
  }

  /// Counts predictions.
  ///
  /// @param classNames the names of the classes, at least one
  /// @param truths the true class of each row, from 0
  /// @param predictions the predicted class of each row, from 0
  /// @return the counts
  /// @throws IllegalArgumentException if the lengths differ or a class number has no name
  public static ConfusionCounts of(List<String> classNames, int[] truths, int[] predictions) {
    if (truths.length != predictions.length) {
      throw new IllegalArgumentException(
          "ConfusionCounts: "
              + truths.length
              + " truths, but "
              + predictions.length
              + " predictions");
    }
    int classes = classNames.size();
    if (classes == 0) {
      throw new IllegalArgumentException("ConfusionCounts: no class names");
    }
    long[][] counts = new long[classes][classes];
    for (int row = 0; row < truths.length; row++) {
      int worst = Math.max(truths[row], predictions[row]);
      if (truths[row] < 0 || predictions[row] < 0 || worst >= classes) {
        throw new IllegalArgumentException(
            "ConfusionCounts: row "
                + row
                + " has the classes "
                + truths[row]
                + " and "
                + predictions[row]
                + ", there are "
                + classes);
      }
      counts[truths[row]][predictions[row]]++;
    }
    return new ConfusionCounts(List.copyOf(classNames), counts);
  }

  /// The names of the classes.
  ///
  /// @return an unmodifiable list
  public List<String> classNames() {
    return classNames;
  }

  /// The number of classes.
  ///
  /// @return at least 1
  public int classes() {
    return classNames.size();
  }

  /// How often a class was predicted as another, or as itself.
  ///
  /// @param truth the true class
  /// @param predicted the predicted class
  /// @return at least 0
  public long count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /// How many rows there are.
  ///
  /// @return at least 0
  public long total() {
    long total = 0;
    for (int c = 0; c < classes(); c++) {
      total += truths(c);
    }
    return total;
  }

  /// How many rows truly have a class.
  ///
  /// @param truth the class
  /// @return at least 0
  public long truths(int truth) {
    long sum = 0;
    for (long count : counts[truth]) {
      sum += count;
    }
    return sum;
  }

  /// How many rows were predicted to have a class.
  ///
  /// @param predicted the class
  /// @return at least 0
  public long predictions(int predicted) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[predicted];
    }
    return sum;
  }

  /// The part of the rows of a class that were recognised.
  ///
  /// @param truth the class
  /// @return from 0 to 1, NaN without such rows
  public double recall(int truth) {
    return (double) counts[truth][truth] / truths(truth);
  }

  /// The part of the predictions of a class that were right.
  ///
  /// @param predicted the class
  /// @return from 0 to 1, NaN without such predictions
  public double precision(int predicted) {
    return (double) counts[predicted][predicted] / predictions(predicted);
  }

  /// The part of all rows that were predicted right.
  ///
  /// @return from 0 to 1, NaN without rows
  public double accuracy() {
    long right = 0;
    for (int c = 0; c < classes(); c++) {
      right += counts[c][c];
    }
    return (double) right / total();
  }

  /// The most frequent mistakes, the worst first.
  ///
  /// @param most how many at most
  /// @return only mistakes that happened
  public List<Mistake> mistakes(int most) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int t = 0; t < classes(); t++) {
      for (int p = 0; p < classes(); p++) {
        if (t != p && counts[t][p] > 0) {
          mistakes.add(new Mistake(classNames.get(t), classNames.get(p), counts[t][p]));
        }
      }
    }
    mistakes.sort(Comparator.comparingLong(Mistake::count).reversed());
    return List.copyOf(mistakes.subList(0, Math.min(most, mistakes.size())));
  }

  /// A part as percent with one digit, a dash for NaN.
  public static String percent(double part) {
    return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * part);
  }
}
