// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void theGeneratorGivesThePublishedNumbers() {
    // The reference implementation of SplitMix64 with the seed 1234567.
    SplitMix random = new SplitMix(1234567);
    long[] expected = {
      6457827717110365317L, 3203168211198807973L, -8629252141511181193L, 4593380528125082431L,
    };
    for (long number : expected) {
      assertEquals(number, random.next());
    }
  }

  @Test
  void boundedNumbersAreEven() {
    SplitMix random = new SplitMix(3);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.below(7)]++;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 400); // four standard deviations
    }
  }

  @Test
  void aShuffleIsAPermutationFixedByItsSeed() {
    int[] order = Split.shuffled(1000, 42);
    assertArrayEquals(order, Split.shuffled(1000, 42));
    assertFalse(Arrays.equals(order, Split.shuffled(1000, 43)));
    assertArrayEquals(IntStream.range(0, 1000).toArray(), Arrays.stream(order).sorted().toArray());
    // These numbers must never change: saved experiments depend on them.
    assertArrayEquals(new int[] {5, 4, 0, 1, 6, 3, 7, 2}, Split.shuffled(8, 42));
    assertEquals(0, Split.shuffled(0, 1).length);
  }

  @Test
  void holdOutDividesTheRows() {
    Fold fold = Split.holdOut(103, 0.2, 7);
    assertEquals(21, fold.test().length);
    assertPartition(103, List.of(fold.train(), fold.test()));
    assertEquals(1, Split.holdOut(2, 0.01, 7).test().length);
    assertEquals(1, Split.holdOut(2, 0.99, 7).train().length);
  }

  @Test
  void stratifiedHoldOutKeepsTheBalance() {
    int[] labels = IntStream.range(0, 200).map(i -> i < 150 ? 0 : i < 190 ? 1 : 2).toArray();
    Fold fold = Split.stratifiedHoldOut(labels, 0.3, 11);
    assertPartition(200, List.of(fold.train(), fold.test()));
    assertArrayEquals(new int[] {45, 12, 3}, countsOf(labels, fold.test(), 3));
    // A class with one row is trained on.
    Fold single = Split.stratifiedHoldOut(new int[] {0, 0, 0, 0, 1}, 0.9, 1);
    assertArrayEquals(new int[] {3, 0}, countsOf(new int[] {0, 0, 0, 0, 1}, single.test(), 2));
  }

  @Test
  void foldsCoverEveryRowOnce() {
    List<Fold> folds = Split.folds(23, 5, 3);
    assertEquals(5, folds.size());
    assertPartition(23, folds.stream().map(Fold::test).toList());
    for (Fold fold : folds) {
      assertPartition(23, List.of(fold.train(), fold.test()));
      assertTrue(fold.test().length == 4 || fold.test().length == 5);
    }
  }

  @Test
  void stratifiedFoldsHaveTheSameClasses() {
    int[] labels = IntStream.range(0, 97).map(i -> i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2).toArray();
    int[] all = countsOf(labels, IntStream.range(0, 97).toArray(), 3);
    List<Fold> folds = Split.stratifiedFolds(labels, 4, 5);
    assertPartition(97, folds.stream().map(Fold::test).toList());
    for (Fold fold : folds) {
      assertPartition(97, List.of(fold.train(), fold.test()));
      assertTrue(Math.abs(fold.test().length - 97.0 / 4) < 1);
      int[] counts = countsOf(labels, fold.test(), 3);
      for (int c = 0; c < 3; c++) {
        assertTrue(Math.abs(counts[c] - all[c] / 4.0) < 1, Arrays.toString(counts));
      }
    }
  }

  @Test
  void wrongArgumentsAreExplained() {
    assertMessage(
        "the fraction to hold out must be between 0 and 1, such as 0.2; got 20.0",
        () -> Split.holdOut(10, 20, 0));
    assertMessage(
        "the fraction to hold out must be between 0 and 1, such as 0.2; got NaN",
        () -> Split.stratifiedHoldOut(new int[] {0, 1}, Double.NaN, 0));
    assertMessage(
        "holdOut: 1 rows cannot be divided; at least 2 are needed", () -> Split.holdOut(1, 0.5, 0));
    assertMessage(
        "the number of folds must be from 2 to the number of rows (10), got 11",
        () -> Split.folds(10, 11, 0));
    assertMessage(
        "stratifiedFolds: class 1 has 2 rows, fewer than 3 folds; use at most 2 folds, or"
            + " Split.folds",
        () -> Split.stratifiedFolds(new int[] {0, 0, 0, 1, 1}, 3, 0));
    assertMessage(
        "labels are class numbers from 0, row 1 has -1",
        () -> Split.stratifiedFolds(new int[] {0, -1, 0}, 2, 0));
    assertMessage("shuffled: rows must be at least 0, got -1", () -> Split.shuffled(-1, 0));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static void assertPartition(int rows, List<int[]> parts) {
    int[] all = parts.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    assertArrayEquals(IntStream.range(0, rows).toArray(), all);
  }

  private static int[] countsOf(int[] labels, int[] rows, int classes) {
    int[] counts = new int[classes];
    for (int row : rows) {
      counts[labels[row]]++;
    }
    return counts;
  }
}
