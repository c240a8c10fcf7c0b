// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.cli.figure.ConfusionCounts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTextTest {
  private static final ConfusionCounts PETS =
      ConfusionCounts.of(
          List.of("cat", "large dog", "eel"),
          new int[] {0, 0, 0, 0, 1, 1, 1},
          new int[] {0, 0, 0, 1, 1, 1, 1});

  @Test
  void alignsTheColumns() {
    assertEquals(
        """
        true \\ predicted     cat  large dog  eel  recall
        cat                    3          1    .   75.0%
        large dog              .          3    .  100.0%
        eel                    .          .    .       -
        precision         100.0%      75.0%    -   85.7%\
        """,
        ConfusionText.table(PETS, 80));
  }

  @Test
  void headsTheColumnsByNumbersWhereNamesAreTooWide() {
    assertEquals(
        """
        true \\ predicted       0      1  2  recall
        0 cat                  3      1  .   75.0%
        1 large dog            .      3  .  100.0%
        2 eel                  .      .  .       -
        precision         100.0%  75.0%  -   85.7%\
        """,
        ConfusionText.table(PETS, 45));
  }

  @Test
  void standsCloserWhereThatIsTooWide() {
    assertEquals(
        """
        true           0   1 2 recall
        0 cat          3   1 .    75%
        1 large dog    .   3 .   100%
        2 eel          .   . .      -
        precision   100% 75% -    86%\
        """,
        ConfusionText.table(PETS, 30));
  }

  @Test
  void listsMistakesWhereNothingFits() {
    assertEquals(
        """
        accuracy 85.7% over 7 rows and 3 classes
        most frequent mistakes:
          1 x 'cat' taken for 'large dog'\
        """,
        ConfusionText.table(PETS, 10));
    int[] right = {0, 1, 2};
    assertEquals(
        "accuracy 100.0% over 3 rows and 3 classes\nno mistakes",
        ConfusionText.table(ConfusionCounts.of(PETS.classNames(), right, right), 10));
  }

  @Test
  void classesCalledByTheirNumbersAreNotNumberedTwice() {
    List<String> digits = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    int[] rows = IntStream.range(0, 1000).map(i -> i % 10).toArray();
    String table = ConfusionText.table(ConfusionCounts.of(digits, rows, rows), 80);
    assertTrue(table.lines().allMatch(line -> line.length() <= 80), table);
    assertTrue(table.lines().anyMatch(line -> line.startsWith("3   ")), table);
  }
}
