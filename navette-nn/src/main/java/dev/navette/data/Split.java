// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/// Seeded shuffles, hold-outs and folds over row numbers `0 .. rows - 1`. The same arguments give
/// the same rows on every machine and Java version.
public final class Split {
  private static final int MOST_CLASSES = 1 << 20;

  private Split() {}

  /// All row numbers in a random order.
  ///
  /// @param rows how many rows there are, at least 0
  /// @param seed any number
  /// @return a permutation of `0 .. rows - 1`
  public static int[] shuffled(int rows, long seed) {
    if (rows < 0) {
      throw new IllegalArgumentException("shuffled: rows must be at least 0, got " + rows);
    }
    int[] order = range(rows);
    new SplitMix(seed).shuffle(order);
    return order;
  }

  /// Holds out a random part of the rows: `fraction * rows` of them, rounded, at least one.
  ///
  /// @param rows how many rows there are, at least 2
  /// @param fraction the part to hold out, between 0 and 1, both excluded
  /// @param seed any number
  /// @return the rows to train on and the rows held out
  public static Fold holdOut(int rows, double fraction, long seed) {
    requireFraction(fraction);
    if (rows < 2) {
      throw new IllegalArgumentException(
          "holdOut: " + rows + " rows cannot be divided; at least 2 are needed");
    }
    int held = Math.clamp(Math.round(fraction * rows), 1, rows - 1);
    int[] order = shuffled(rows, seed);
    return new Fold(Arrays.copyOfRange(order, held, rows), Arrays.copyOfRange(order, 0, held));
  }

  /// Holds out the same part of every class, so that the classes have the same balance on both
  /// sides. A class with one row only is trained on.
  ///
  /// @param labels the class of each row, at least 0
  /// @param fraction the part to hold out, between 0 and 1, both excluded
  /// @param seed any number
  /// @return the rows to train on and the rows held out
  public static Fold stratifiedHoldOut(int[] labels, double fraction, long seed) {
    requireFraction(fraction);
    SplitMix random = new SplitMix(seed);
    boolean[] held = new boolean[labels.length];
    int count = 0;
    for (int[] members : byClass(labels)) {
      random.split().shuffle(members);
      int part = (int) Math.min(Math.round(fraction * members.length), members.length - 1L);
      for (int i = 0; i < part; i++) {
        held[members[i]] = true;
        count++;
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "stratifiedHoldOut: a fraction of "
              + fraction
              + " holds out no row of any class; give more rows or a larger fraction");
    }
    return fold(held, count, random);
  }

  /// Divides the rows into `folds` parts of nearly equal size; each is the test part once.
  ///
  /// @param rows how many rows there are, at least `folds`
  /// @param folds how many parts, at least 2
  /// @param seed any number
  /// @return one division for each part
  public static List<Fold> folds(int rows, int folds, long seed) {
    requireFolds(rows, folds);
    int[] order = shuffled(rows, seed);
    int[] part = new int[rows];
    for (int i = 0; i < rows; i++) {
      part[order[i]] = i % folds;
    }
    return collect(part, folds, new SplitMix(seed).split());
  }

  /// Divides the rows into `folds` parts that have nearly the same number of rows of every class.
  ///
  /// @param labels the class of each row, at least 0
  /// @param folds how many parts, at least 2 and at most the number of rows of the smallest class
  /// @param seed any number
  /// @return one division for each part
  public static List<Fold> stratifiedFolds(int[] labels, int folds, long seed) {
    requireFolds(labels.length, folds);
    SplitMix random = new SplitMix(seed);
    int[] part = new int[labels.length];
    int next = 0;
    for (int[] members : byClass(labels)) {
      if (members.length > 0 && members.length < folds) {
        throw new IllegalArgumentException(
            "stratifiedFolds: class "
                + labels[members[0]]
                + " has "
                + members.length
                + " rows, fewer than "
                + folds
                + " folds; use at most "
                + members.length
                + " folds, or Split.folds");
      }
      random.split().shuffle(members);
      // Going on where the last class ended keeps the parts equal in size.
      for (int row : members) {
        part[row] = next;
        next = (next + 1) % folds;
      }
    }
    return collect(part, folds, random);
  }

  /// Several divisions into folds, each with an order of its own: what differs between them is due
  /// to the division alone.
  ///
  /// @param rows how many rows there are, at least `folds`
  /// @param folds how many parts, at least 2
  /// @param repeats how many divisions, at least 1
  /// @param seed any number
  /// @return the folds of the first division, then those of the second, and so on
  public static List<Fold> repeatedFolds(int rows, int folds, int repeats, long seed) {
    return repeated(repeats, seed, s -> folds(rows, folds, s));
  }

  /// As [#repeatedFolds], keeping the balance of the classes as [#stratifiedFolds] does.
  ///
  /// @param labels the class of each row, at least 0
  /// @param folds how many parts, at least 2 and at most the number of rows of the smallest class
  /// @param repeats how many divisions, at least 1
  /// @param seed any number
  /// @return the folds of the first division, then those of the second, and so on
  public static List<Fold> repeatedStratifiedFolds(
      int[] labels, int folds, int repeats, long seed) {
    return repeated(repeats, seed, s -> stratifiedFolds(labels, folds, s));
  }

  private static List<Fold> repeated(int repeats, long seed, LongFunction<List<Fold>> division) {
    if (repeats < 1) {
      throw new IllegalArgumentException(
          "the number of repeats must be at least 1, got " + repeats);
    }
    SplitMix seeds = new SplitMix(seed);
    List<Fold> all = new ArrayList<>();
    for (int r = 0; r < repeats; r++) {
      all.addAll(division.apply(seeds.next()));
    }
    return List.copyOf(all);
  }

  static List<Fold> collect(int[] part, int folds, SplitMix random) {
    List<Fold> all = new ArrayList<>();
    for (int f = 0; f < folds; f++) {
      boolean[] held = new boolean[part.length];
      int count = 0;
      for (int row = 0; row < part.length; row++) {
        held[row] = part[row] == f;
        count += held[row] ? 1 : 0;
      }
      all.add(fold(held, count, random.split()));
    }
    return List.copyOf(all);
  }

  static Fold fold(boolean[] held, int count, SplitMix random) {
    int[] train = new int[held.length - count];
    int[] test = new int[count];
    int trains = 0;
    int tests = 0;
    for (int row = 0; row < held.length; row++) {
      if (held[row]) {
        test[tests++] = row;
      } else {
        train[trains++] = row;
      }
    }
    random.shuffle(train);
    random.shuffle(test);
    return new Fold(train, test);
  }

  private static List<int[]> byClass(int[] labels) {
    int classes = 0;
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= MOST_CLASSES) {
        throw new IllegalArgumentException(
            "labels are class numbers from 0, row " + row + " has " + labels[row]);
      }
      classes = Math.max(classes, labels[row] + 1);
    }
    int[] sizes = new int[classes];
    for (int label : labels) {
      sizes[label]++;
    }
    List<int[]> members = new ArrayList<>();
    for (int size : sizes) {
      members.add(new int[size]);
    }
    int[] filled = new int[classes];
    for (int row = 0; row < labels.length; row++) {
      members.get(labels[row])[filled[labels[row]]++] = row;
    }
    return members;
  }

  private static int[] range(int rows) {
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    return order;
  }

  static void requireFraction(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction to hold out must be between 0 and 1, such as 0.2; got " + fraction);
    }
  }

  private static void requireFolds(int rows, int folds) {
    if (folds < 2 || folds > rows) {
      throw new IllegalArgumentException(
          "the number of folds must be from 2 to the number of rows (" + rows + "), got " + folds);
    }
  }
}
