// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularEncoderTest {
  private static final String PETS =
      """
      kind,mass,colour,legs
      cat,2,black,4
      dog,6,,4
      cat,,white,4
      dog,4,black,4
      cat,1000,green,4
      """;

  @TempDir Path directory;

  @Test
  void encodesNumbersAndCategories() throws IOException {
    CsvTable table = parse(PETS);
    int[] train = {0, 1, 2, 3};
    TabularEncoder encoder = TabularEncoder.fit(table, "kind", train);
    assertEquals(
        List.of("mass", "colour=(missing)", "colour=black", "colour=white", "legs"),
        encoder.featureNames());
    assertEquals(5, encoder.width());
    assertEquals(List.of("cat", "dog"), encoder.classNames());
    // Mean 4 and deviation sqrt(8 / 3) of 2, 6 and 4: row 4 is held out and must not count.
    float z = (float) (2 / Math.sqrt(8 / 3.0));
    assertArrayEquals(
        new float[] {
          -z, 0, 1, 0, 0, //
          z, 1, 0, 0, 0, //
          0, 0, 0, 1, 0, //
          0, 0, 1, 0, 0
        },
        encoder.features(table, train),
        1e-6f);
    assertArrayEquals(new int[] {0, 1, 0, 1}, encoder.labels(table, train));
  }

  @Test
  void aLevelNotSeenInTrainingIsZeroAndListed() throws IOException {
    CsvTable table = parse(PETS);
    TabularEncoder encoder = TabularEncoder.fit(table, "kind", new int[] {0, 2, 3});
    assertEquals(List.of("mass", "colour=black", "colour=white", "legs"), encoder.featureNames());
    float[] row = encoder.features(table, new int[] {4});
    assertEquals(0, row[1]);
    assertEquals(0, row[2]);
    assertEquals(Set.of("colour=", "colour=green"), encoder.unseen(table));
  }

  @Test
  void aQuantityIsStandardisedAndBroughtBack() throws IOException {
    CsvTable table = parse("x,price\n1,100.5\n2,200.5\n3,300.5\n");
    TabularEncoder encoder = TabularEncoder.fit(table, "price", new int[] {0, 1});
    assertEquals(TabularEncoder.TargetKind.VALUE, encoder.kind());
    float[] values = encoder.values(table, new int[] {0, 1, 2});
    assertArrayEquals(new float[] {-1, 1, 3}, values, 1e-6f);
    assertEquals(300.5, encoder.toTargetUnits(values[2]), 1e-4);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> encoder.labels(table, new int[] {0}));
    assertEquals("labels: the target 'price' holds VALUE, not classes", e.getMessage());
  }

  @Test
  void wholeNumbersAreClassesInNumericOrder() throws IOException {
    CsvTable table = parse("x,digit\n1,10\n2,9\n3,10\n");
    TabularEncoder encoder = TabularEncoder.fit(table, "digit", new int[] {0, 1, 2});
    assertEquals(List.of("9", "10"), encoder.classNames());
    assertArrayEquals(new int[] {1, 0, 1}, encoder.labels(table, new int[] {0, 1, 2}));
    String many =
        IntStream.range(0, 30).mapToObj(i -> i + "," + i + "\n").collect(Collectors.joining());
    assertEquals(
        TabularEncoder.TargetKind.VALUE,
        TabularEncoder.targetKind(parse("x,y\n" + many).column("y")));
  }

  @Test
  void aLargeOffsetDoesNotSpoilTheDeviation() throws IOException {
    CsvTable table = parse("x,y\n1000000001,a\n1000000002,b\n1000000003,a\n");
    TabularEncoder encoder = TabularEncoder.fit(table, "y", new int[] {0, 1, 2});
    float z = (float) (1 / Math.sqrt(2 / 3.0));
    assertArrayEquals(new float[] {-z, 0, z}, encoder.features(table, new int[] {0, 1, 2}), 1e-6f);
  }

  @Test
  void theTargetMayBeAbsentWhenPredictingAndOrderIsFree() throws IOException {
    CsvTable table = parse(PETS);
    TabularEncoder encoder = TabularEncoder.fit(table, "kind", new int[] {0, 1, 2, 3});
    CsvTable fresh = parse("legs,colour,mass,extra\n4,black,2,x\n");
    assertArrayEquals(
        encoder.features(table, new int[] {0}), encoder.features(fresh, new int[] {0}));
    CsvTable incomplete = parse("leg,colour,mass\n4,black,2\n");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> encoder.features(incomplete, new int[] {0}));
    assertEquals("t: unknown column 'legs'; did you mean 'leg'?", e.getMessage());
  }

  @Test
  void categoriesThatLookLikeNumbersStayCategories() throws IOException {
    CsvTable table =
        CsvTable.parse(
            "t", "zip,y\n01000,a\n75001,b\n", CsvOptions.detect().withCategorical(Set.of("zip")));
    TabularEncoder encoder = TabularEncoder.fit(table, "y", new int[] {0, 1});
    Path file = directory.resolve("new.csv");
    Files.writeString(file, "zip\n01000\n");
    assertArrayEquals(new float[] {1, 0}, encoder.features(encoder.read(file), new int[] {0}));
  }

  @Test
  void survivesItsMap() throws IOException {
    CsvTable table = parse(PETS);
    int[] rows = {0, 1, 2, 3, 4};
    TabularEncoder encoder = TabularEncoder.fit(table, "kind", new int[] {0, 1, 2, 3});
    TabularEncoder copy = TabularEncoder.fromMap(encoder.toMap());
    assertEquals(encoder.toMap(), copy.toMap());
    assertArrayEquals(encoder.features(table, rows), copy.features(table, rows));
    assertArrayEquals(encoder.labels(table, rows), copy.labels(table, rows));
    TabularEncoder value =
        TabularEncoder.fit(table, "legs", TabularEncoder.TargetKind.VALUE, new int[] {0, 1});
    assertArrayEquals(
        value.values(table, rows), TabularEncoder.fromMap(value.toMap()).values(table, rows));
  }

  @Test
  void aDamagedMapIsExplained() throws IOException {
    Map<String, Object> map = TabularEncoder.fit(parse(PETS), "kind", new int[] {0, 1}).toMap();
    assertDamaged("encoder: expected a finite number under 'version', found null", map, "version");
    assertDamaged("encoder: expected an object under 'target', found null", map, "target");
    assertDamaged(
        "encoder: expected a list of objects under 'columns', found null", map, "columns");
    Map<String, Object> future = new LinkedHashMap<>(map);
    future.put("version", 2);
    assertProblem(
        "encoder: version 2.0 is not known; expected 1", () -> TabularEncoder.fromMap(future));
    Map<String, Object> odd = new LinkedHashMap<>(map);
    odd.put("columns", List.of(Map.of("name", "x", "type", "date")));
    assertProblem("encoder: column 'x' has type date", () -> TabularEncoder.fromMap(odd));
    odd.put("columns", List.of(Map.of("name", "x", "type", "categorical", "levels", List.of(1))));
    assertProblem(
        "encoder.columns: expected a list of texts under 'levels', found [1]",
        () -> TabularEncoder.fromMap(odd));
  }

  @Test
  void unusableColumnsAreExplained() throws IOException {
    CsvTable table = parse("x,y\n1,a\n2,\n3,b\n");
    assertProblem(
        "t: the target 'y' is missing in data row 2; remove the rows without a target",
        () -> TabularEncoder.fit(table, "y", new int[] {0, 2}));
    CsvTable single = parse("x,y\n1,a\n2,a\n");
    assertProblem(
        "the target 'y' has one class only: [a]",
        () -> TabularEncoder.fit(single, "y", new int[] {0}));
    CsvTable alone = parse("y\na\nb\n");
    assertProblem(
        "t: the target 'y' is the only column; nothing to learn from",
        () -> TabularEncoder.fit(alone, "y", new int[] {0}));
    String people =
        IntStream.range(0, 60)
            .mapToObj(i -> "p" + i + ",a" + i % 2 + "\n")
            .collect(Collectors.joining());
    CsvTable names = parse("name,y\n" + people);
    assertProblem(
        "t: column 'name' has 60 different values in 60 rows: a name or an identifier, from which"
            + " nothing can be learnt; leave it out",
        () -> TabularEncoder.fit(names, "y", new int[] {0}));
    assertProblem(
        "TabularEncoder.fit: no rows to learn from",
        () -> TabularEncoder.fit(names, "y", new int[0]));
    TabularEncoder encoder = TabularEncoder.fit(parse(PETS), "kind", new int[] {0, 1});
    CsvTable birds = parse("kind\nbird\n");
    assertProblem(
        "t: data row 1: unknown class of 'kind' 'bird'; known: cat, dog",
        () -> encoder.labels(birds, new int[] {0}));
  }

  private static void assertDamaged(String message, Map<String, Object> map, String without) {
    Map<String, Object> damaged = new LinkedHashMap<>(map);
    damaged.remove(without);
    assertProblem(message, () -> TabularEncoder.fromMap(damaged));
  }

  private static void assertProblem(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static CsvTable parse(String text) throws MalformedFileException {
    return CsvTable.parse("t", text, CsvOptions.detect());
  }

  @Test
  void pricesAreLearntByTheirLogarithms() throws IOException {
    CsvTable table = CsvTable.parse("t", "x,price\n1,10\n2,100\n3,1000\n", CsvOptions.detect());
    int[] rows = {0, 1, 2};
    TabularEncoder encoder =
        TabularEncoder.fit(table, "price", TabularEncoder.TargetKind.LOG_VALUE, rows);
    float[] values = encoder.values(table, rows);
    assertEquals(0, values[1], 1e-6);
    assertEquals(-values[0], values[2], 1e-6);
    assertEquals(1000, encoder.toTargetUnits(values[2]), 1e-2);
    TabularEncoder back = TabularEncoder.fromMap(encoder.toMap());
    assertEquals(1000, back.toTargetUnits(values[2]), 1e-2);
    CsvTable free = CsvTable.parse("t", "x,price\n1,10\n2,0\n3,7\n", CsvOptions.detect());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                TabularEncoder.fit(
                    free, "price", TabularEncoder.TargetKind.LOG_VALUE, new int[] {0}));
    assertEquals(
        "t: the target 'price' is 0.0 in data row 2; a logarithm needs values above 0",
        e.getMessage());
  }

  @Test
  void aTargetThatIsNotThereIsNamed() throws IOException {
    CsvTable table = CsvTable.parse("t", "x,price\n1,10\n2,100\n", CsvOptions.detect());
    TabularEncoder encoder =
        TabularEncoder.fit(table, "price", TabularEncoder.TargetKind.LOG_VALUE, new int[] {0, 1});
    CsvTable later = CsvTable.parse("u", "x,price\n1,10\n2,\n3,-1\n", CsvOptions.detect());
    assertEquals(
        "u: the target 'price' is missing in data row 2; leave out the rows without a target",
        assertThrows(IllegalArgumentException.class, () -> encoder.values(later, new int[] {0, 1}))
            .getMessage());
    assertEquals(
        "u: the target 'price' is -1.0 in data row 3; a logarithm needs values above 0",
        assertThrows(IllegalArgumentException.class, () -> encoder.values(later, new int[] {2}))
            .getMessage());
  }
}
