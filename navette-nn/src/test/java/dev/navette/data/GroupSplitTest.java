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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupSplitTest {
  // About 40 groups of about 5 rows, in no order.
  private static final int[] GROUPS = groups();

  private static int[] groups() {
    SplitMix random = new SplitMix(5);
    return IntStream.range(0, 200).map(_ -> -7 + 3 * random.below(40)).toArray();
  }

  @Test
  void noGroupIsOnBothSides() {
    for (int seed = 0; seed < 20; seed++) {
      Fold fold = GroupSplit.holdOut(GROUPS, 0.25, seed);
      assertDisjoint(fold);
      assertEquals(200, fold.train().length + fold.test().length);
      assertTrue(fold.test().length >= 50 && fold.test().length < 70, fold.toString());
    }
    Fold fold = GroupSplit.holdOut(GROUPS, 0.25, 3);
    assertArrayEquals(fold.test(), GroupSplit.holdOut(GROUPS, 0.25, 3).test());
    assertFalse(Arrays.equals(fold.test(), GroupSplit.holdOut(GROUPS, 0.25, 4).test()));
  }

  @Test
  void oneGroupIsAlwaysTrainedOn() {
    Fold fold = GroupSplit.holdOut(new int[] {1, 1, 2}, 0.99, 1);
    assertDisjoint(fold, new int[] {1, 1, 2});
    assertTrue(fold.train().length > 0 && fold.test().length > 0);
  }

  @Test
  void foldsAreNearlyEqualAndCoverEveryRowOnce() {
    List<Fold> folds = GroupSplit.folds(GROUPS, 5, 9);
    int[] all = folds.stream().flatMapToInt(f -> Arrays.stream(f.test())).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 200).toArray(), all);
    for (Fold fold : folds) {
      assertDisjoint(fold);
      assertEquals(40, fold.test().length, 3);
    }
    assertArrayEquals(folds.get(2).train(), GroupSplit.folds(GROUPS, 5, 9).get(2).train());
  }

  @Test
  void tooFewGroupsAreRefused() {
    assertProblem(
        "GroupSplit.holdOut: there are 1 groups; at least 2 are needed, one for each side",
        () -> GroupSplit.holdOut(new int[] {4, 4}, 0.5, 1));
    assertProblem(
        "GroupSplit.folds: the number of folds must be from 2 to the number of groups (2), got 3",
        () -> GroupSplit.folds(new int[] {4, 4, 5, 5}, 3, 1));
  }

  @Test
  void repeatsDifferAndEachCoversAll() {
    List<Fold> folds = Split.repeatedFolds(20, 4, 3, 8);
    assertEquals(12, folds.size());
    for (int r = 0; r < 3; r++) {
      int[] all =
          folds.subList(4 * r, 4 * r + 4).stream()
              .flatMapToInt(f -> Arrays.stream(f.test()))
              .sorted()
              .toArray();
      assertArrayEquals(IntStream.range(0, 20).toArray(), all);
    }
    assertFalse(Arrays.equals(folds.get(0).test(), folds.get(4).test()));
    int[] labels = IntStream.range(0, 20).map(i -> i % 2).toArray();
    for (Fold fold : Split.repeatedStratifiedFolds(labels, 5, 2, 8)) {
      assertEquals(2, Arrays.stream(fold.test()).map(row -> labels[row]).sum());
    }
    assertProblem(
        "the number of repeats must be at least 1, got 0", () -> Split.repeatedFolds(20, 4, 0, 8));
  }

  @Test
  void balancedWeightsGiveEveryClassTheSameShare() {
    assertArrayEquals(
        new float[] {8 / (3f * 4), 8 / (3f * 2), 8 / (3f * 2)},
        ClassWeights.balanced(new int[] {0, 0, 1, 2, 0, 2, 1, 0}, 3));
    assertArrayEquals(new float[] {0.5f, 0}, ClassWeights.balanced(new int[] {0, 0}, 2));
    assertProblem(
        "ClassWeights.balanced: row 1 has the label 3, there are 3 classes",
        () -> ClassWeights.balanced(new int[] {0, 3}, 3));
    assertProblem(
        "ClassWeights.balanced: there are no rows", () -> ClassWeights.balanced(new int[0], 3));
  }

  private static void assertDisjoint(Fold fold) {
    assertDisjoint(fold, GROUPS);
  }

  private static void assertDisjoint(Fold fold, int[] groups) {
    Set<Integer> trained =
        Arrays.stream(fold.train()).mapToObj(row -> groups[row]).collect(Collectors.toSet());
    for (int row : fold.test()) {
      assertFalse(trained.contains(groups[row]), "group " + groups[row]);
    }
  }

  private static void assertProblem(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
