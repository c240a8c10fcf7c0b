// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionCountsTest {
  private static final List<String> NAMES = List.of("cat", "dog", "eel");

  @Test
  void countsAndDivides() {
    ConfusionCounts counts =
        ConfusionCounts.of(NAMES, new int[] {0, 0, 0, 1, 1}, new int[] {0, 0, 1, 1, 0});
    assertEquals(2, counts.count(0, 0));
    assertEquals(1, counts.count(0, 1));
    assertEquals(1, counts.count(1, 0));
    assertEquals(5, counts.total());
    assertEquals(3, counts.truths(0));
    assertEquals(2, counts.predictions(1));
    assertEquals(2 / 3.0, counts.recall(0));
    assertEquals(0.5, counts.precision(1));
    assertEquals(0.6, counts.accuracy());
    assertEquals(Double.NaN, counts.recall(2));
    assertEquals(Double.NaN, counts.precision(2));
  }

  @Test
  void listsTheWorstMistakesFirst() {
    ConfusionCounts counts =
        ConfusionCounts.of(NAMES, new int[] {0, 1, 1, 2, 2}, new int[] {1, 0, 0, 2, 1});
    assertEquals(
        List.of("2 x 'dog' taken for 'cat'", "1 x 'cat' taken for 'dog'"),
        counts.mistakes(2).stream().map(Object::toString).toList());
    assertEquals(3, counts.mistakes(10).size());
  }

  @Test
  void wrongArgumentsAreExplained() {
    assertProblem(
        "ConfusionCounts: 1 truths, but 2 predictions",
        () -> ConfusionCounts.of(NAMES, new int[1], new int[2]));
    assertProblem(
        "ConfusionCounts: row 1 has the classes 0 and 3, there are 3",
        () -> ConfusionCounts.of(NAMES, new int[] {0, 0}, new int[] {0, 3}));
    assertProblem(
        "ConfusionCounts: row 0 has the classes -1 and 0, there are 3",
        () -> ConfusionCounts.of(NAMES, new int[] {-1}, new int[] {0}));
    assertProblem(
        "ConfusionCounts: no class names",
        () -> ConfusionCounts.of(List.of(), new int[0], new int[0]));
  }

  private static void assertProblem(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
