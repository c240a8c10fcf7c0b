// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Examples;
import dev.navette.data.Fold;
import dev.navette.formats.Preprocessing;
import dev.navette.nn.Activation;
import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import dev.navette.train.Progress;
import dev.navette.zoo.Mlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataRowsTest {
  private static final Encoding.Learner NONE =
      _ -> {
        throw new AssertionError("not needed");
      };

  private static Set<Integer> set(int[] rows) {
    return Arrays.stream(rows).boxed().collect(Collectors.toSet());
  }

  private static int[] labels(int rows) {
    return IntStream.range(0, rows).map(row -> row % 4 == 0 ? 1 : 0).toArray();
  }

  @Test
  void aFifthOfEveryClassIsHeldOut() {
    DataRows rows = DataRows.classes(labels(200), List.of("a", "b"), NONE);
    Fold parts = rows.holdOut(3);
    assertEquals(40, parts.test().length);
    assertEquals(10, Arrays.stream(rows.targets(parts.test())).sum());
    assertEquals(200, set(parts.test()).size() + set(parts.train()).size());
  }

  @Test
  void aTenthOfTheRestIsFollowed() {
    DataRows rows = DataRows.classes(labels(200), List.of("a", "b"), NONE);
    int[] train = rows.holdOut(3).train();
    DataRows.Division division = rows.divide(train, 3);
    int[] followed = division.validation().orElseThrow();
    assertEquals(16, followed.length);
    assertTrue(set(train).containsAll(set(followed)));
    assertFalse(set(division.train()).removeAll(set(followed)));
    assertEquals(160, division.train().length + followed.length);
  }

  @Test
  void fewRowsAreAllTrainedOn() {
    DataRows rows = DataRows.values(new double[49], NONE);
    assertTrue(rows.divide(rows.all(), 1).validation().isEmpty());
  }

  @Test
  void ofManyRowsFiveThousandAreFollowed() {
    DataRows rows = DataRows.values(new double[60_000], NONE);
    assertEquals(5000, rows.divide(rows.all(), 1).validation().orElseThrow().length);
  }

  @Test
  void theEncodingLearnsFromTheRowsToTrainOnAlone() {
    List<int[]> seen = new ArrayList<>();
    Examples all = Examples.classified(new float[200], new int[] {1}, labels(200));
    DataRows rows =
        DataRows.classes(
            labels(200),
            List.of("a", "b"),
            training -> {
              seen.add(training);
              return Encoding.of(all::subset, new Preprocessing.Plain());
            });
    Fold parts = rows.holdOut(42);
    Settings settings = Settings.of(1, 32);
    Learnt learnt =
        Learnt.from(
            settings,
            (shape, outputs, _) -> new Mlp.Plan(List.of(shape[0], outputs), Activation.RELU, 0),
            rows,
            parts.train(),
            Supervision.of(Progress.NONE));
    assertEquals(1, seen.size());
    Set<Integer> learntFrom = set(seen.getFirst());
    assertEquals(144, learntFrom.size());
    assertFalse(set(parts.test()).removeAll(learntFrom));
    assertEquals(0, learnt.guess());
    assertEquals(List.of(1), learnt.inputShape());
  }

  @Test
  void theGuessIsTheCommonestClassOrTheMean() {
    assertEquals(
        1,
        DataRows.classes(new int[] {0, 1, 1, 0, 1}, List.of("a", "b"), NONE)
            .guess(new int[] {0, 1, 2}));
    assertEquals(2.5, DataRows.values(new double[] {2, 3, 100}, NONE).guess(new int[] {0, 1}));
  }

  @Test
  void scoresAreThoseOfTheBook() {
    Tested tested =
        new Tested(
            0,
            new double[] {1, 2, 3, 4},
            new double[] {1, 2, 3, 8},
            new double[] {0, 0, 0, 4},
            new double[0],
            false);
    assertEquals(3, tested.right(tested.predictions()));
    assertEquals(0.75, tested.accuracy());
    assertEquals(1, tested.right(tested.guesses()));
    assertEquals(2, tested.rootMeanSquare(tested.predictions()));
    assertEquals(1, tested.meanAbsolute());
    assertEquals(1 - 16 / 5.0, tested.explained(), 1e-12);
    Tested twice = Tested.pooled(List.of(tested, tested));
    assertEquals(8, twice.rows());
    assertEquals(0.75, twice.accuracy());
  }

  @Test
  void theAreaUnderTheCurveIsOfTheLikelihoodOfTheSecondClass() {
    double[] truths = {0, 0, 1, 1};
    double[] positives = {0.1, 0.4, 0.35, 0.8};
    assertEquals(
        0.75, new Tested(0, truths, truths, truths, positives, false).areaUnderCurve(), 1e-15);
  }

  @Test
  void schedulesBeginAtTheRateAndEndAtNothing() {
    assertEquals(3, ScheduleChoice.CONSTANT.over(3, 10).rate(9));
    for (ScheduleChoice falling : List.of(ScheduleChoice.LINEAR, ScheduleChoice.COSINE)) {
      assertEquals(3, falling.over(3, 10).rate(0));
      assertEquals(1.5, falling.over(3, 10).rate(5), 1e-15);
      assertEquals(0, falling.over(3, 10).rate(10), 1e-15);
    }
  }

  @Test
  void numbersAreShownWithoutExponents() {
    assertEquals("172503", Findings.number(172503.20043));
    assertEquals("0.000123457", Findings.number(0.000123456789));
    assertEquals("NaN", Findings.number(Double.NaN));
  }

  @Test
  void outOfMemorySaysWhatHoldsIt() {
    String message =
        String.valueOf(
            OutOfMemoryException.whileTraining(
                    Linear.init(1024, 1024, Rng.of(1)), 1024, 1024, 256, new OutOfMemoryError("x"))
                .getMessage());
    assertTrue(message.contains("the rows need about 4 MiB"), message);
    assertTrue(message.contains("parameters and their optimizer state 16 MiB"), message);
    assertTrue(message.contains("a batch of 256 rows"), message);
    assertTrue(message.contains("lower --batch"), message);
  }
}
