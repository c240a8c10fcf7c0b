// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.data.Fold;
import dev.navette.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows to learn from.
///
/// @param goal what their targets are
/// @param targets the target of each row: the number of its class, or its value
/// @param classNames the names of the classes; empty for values
/// @param learner makes examples of them
public record DataRows(
    Goal goal, double[] targets, List<String> classNames, Encoding.Learner learner) {
  private static final double TEST_PART = 0.2;
  private static final double VALIDATION_PART = 0.1;
  private static final double MOST_VALIDATION_ROWS = 5000;
  private static final int LEAST_ROWS_TO_VALIDATE = 50;

  /// Rows to train on and rows whose loss is followed meanwhile, if there are enough.
  record Division(int[] train, Optional<int[]> validation) {}

  public static DataRows classes(int[] labels, List<String> classNames, Encoding.Learner learner) {
    double[] targets = Arrays.stream(labels).asDoubleStream().toArray();
    return new DataRows(Goal.CLASSES, targets, classNames, learner);
  }

  public static DataRows values(double[] values, Encoding.Learner learner) {
    return new DataRows(Goal.VALUE, values, List.of(), learner);
  }

  int count() {
    return targets.length;
  }

  /// How many outputs a network for them has.
  int outputs() {
    return goal == Goal.CLASSES ? classNames.size() : 1;
  }

  public int[] all() {
    return IntStream.range(0, count()).toArray();
  }

  public double[] targets(int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> targets[row]).toArray();
  }

  private int[] labels(int[] rows) {
    return Arrays.stream(rows).map(row -> (int) targets[row]).toArray();
  }

  /// A fifth to test on; of every class, where there are classes.
  public Fold holdOut(long seed) {
    return goal == Goal.CLASSES
        ? Split.stratifiedHoldOut(labels(all()), TEST_PART, seed)
        : Split.holdOut(count(), TEST_PART, seed);
  }

  /// Parts of equal size, with equal shares of every class, where there are classes.
  public List<Fold> folds(int number, long seed) {
    return goal == Goal.CLASSES
        ? Split.stratifiedFolds(labels(all()), number, seed)
        : Split.folds(count(), number, seed);
  }

  /// Divides rows to train on once more: a tenth of them, at most 5,000, is only followed.
  Division divide(int[] rows, long seed) {
    if (rows.length < LEAST_ROWS_TO_VALIDATE) {
      return new Division(rows, Optional.empty());
    }
    double part = Math.min(VALIDATION_PART, MOST_VALIDATION_ROWS / rows.length);
    Fold parts =
        goal == Goal.CLASSES
            ? Split.stratifiedHoldOut(labels(rows), part, seed + 1)
            : Split.holdOut(rows.length, part, seed + 1);
    return new Division(
        Arrays.stream(parts.train()).map(i -> rows[i]).toArray(),
        Optional.of(Arrays.stream(parts.test()).map(i -> rows[i]).toArray()));
  }

  /// What one would guess without looking: the commonest class or the mean of the rows to train on.
  double guess(int[] trainingRows) {
    double[] known = targets(trainingRows);
    if (goal == Goal.VALUE) {
      double sum = 0;
      for (double value : known) {
        sum += value;
      }
      return sum / known.length;
    }
    int[] counts = new int[classNames.size()];
    int best = 0;
    for (double label : known) {
      counts[(int) label]++;
    }
    for (int c = 1; c < counts.length; c++) {
      best = counts[c] > counts[best] ? c : best;
    }
    return best;
  }
}
