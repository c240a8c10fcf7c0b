// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.CsvTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
  @Test
  void digits() {
    Labelled digits = Datasets.digits();
    assertArrayEquals(new int[] {1, 8, 8}, digits.shape());
    assertCounts(digits, 178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    assertEquals(5 / 16f, digits.features()[2]);
    assertEquals(0, digits.labels()[0]);
    assertEquals(8, digits.labels()[1796]);
    assertRange(digits, 0, 1);
  }

  @Test
  void iris() {
    Labelled iris = Datasets.iris();
    assertArrayEquals(new int[] {4}, iris.shape());
    assertCounts(iris, 50, 50, 50);
    assertArrayEquals(new float[] {5.1f, 3.5f, 1.4f, 0.2f}, Arrays.copyOf(iris.features(), 4));
    assertEquals(List.of("setosa", "versicolor", "virginica"), iris.classNames());
  }

  @Test
  void wine() {
    Labelled wine = Datasets.wine();
    assertArrayEquals(new int[] {13}, wine.shape());
    assertCounts(wine, 59, 71, 48);
    assertEquals(1065, wine.features()[12]);
  }

  @Test
  void breastCancer() {
    Labelled cancer = Datasets.breastCancer();
    assertArrayEquals(new int[] {30}, cancer.shape());
    assertCounts(cancer, 212, 357);
    assertEquals(17.99f, cancer.features()[0]);
    assertEquals(30, cancer.card().featureNames().size());
    assertEquals("worst fractal dimension", cancer.card().featureNames().getLast());
  }

  @Test
  void penguins() {
    CsvTable table = Tables.penguins();
    assertEquals(344, table.rows());
    assertEquals(11, table.column("sex").missing());
    assertEquals(List.of("Adelie", "Chinstrap", "Gentoo"), table.categorical("species").levels());
    Labelled penguins = Datasets.penguins();
    assertCounts(penguins, 151, 68, 123);
    assertArrayEquals(new float[] {39.1f, 18.7f, 181, 3750}, Arrays.copyOf(penguins.features(), 4));
  }

  @Test
  void fashionMnistTest() {
    Labelled fashion = Datasets.fashionMnistTest();
    assertArrayEquals(new int[] {1, 28, 28}, fashion.shape());
    assertCounts(fashion, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000);
    assertEquals("Ankle boot", fashion.classNames().get(fashion.labels()[0]));
    assertRange(fashion, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digits.csv.gz",
        "iris.csv",
        "wine_data.csv",
        "breast_cancer.csv.gz",
        "penguins.csv",
        "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz",
        "ames.csv.gz",
        "wa_churn.csv.gz",
        "sunspots.csv",
        "co2.csv",
        "nile.csv",
        "seattle-weather.csv",
        "shakespeare-caesar.txt.gz",
        "shakespeare-hamlet.txt.gz",
        "shakespeare-macbeth.txt.gz",
        "names-by-locale.tsv.gz",
        "fr-en-libreoffice-help.tsv.gz"
      })
  void everyFileHasItsNotice(String file) throws IOException {
    assertTrue(read(file).length > 0);
    String notice = new String(read(file + ".NOTICE.txt"), StandardCharsets.UTF_8);
    for (String part : List.of(file + ": ", "Authors: ", "Source: ", "Licence: ")) {
      assertTrue(notice.contains(part), part);
    }
  }

  @Test
  void theCardPrints() {
    assertEquals(
        """
        iris
          source    R. A. Fisher, 1936, UCI, from scikit-learn
          licence   CC BY 4.0
          access    in the jar
          read by   Datasets.iris()
          rows      150
          features  4 measurements in cm: sepal length, sepal width, petal length, petal width
          classes   3: setosa 50, versicolor 50, virginica 50\
        """,
        Datasets.iris().card().toString());
  }

  @Test
  void eachCallGivesArraysOfItsOwn() {
    assertNotSame(Datasets.iris().features(), Datasets.iris().features());
  }

  @Test
  void rowsCanBeSelected() {
    Labelled part = Datasets.iris().select(new int[] {149, 0, 0});
    assertEquals(3, part.rows());
    assertArrayEquals(new int[] {2, 0, 0}, part.labels());
    assertEquals(5.1f, part.features()[4]);
    assertEquals("Labelled[iris, 3 rows of [4], 3 classes]", part.toString());
    Labelled iris = Datasets.iris();
    assertThrows(IndexOutOfBoundsException.class, () -> iris.select(new int[] {150}));
  }

  @Test
  void contradictionsAreRefused() {
    DatasetCard card = Datasets.iris().card();
    assertProblem(
        "Labelled: 2 rows of 2 features need 4 values, got 3",
        () -> new Labelled(new float[3], new int[] {2}, new int[2], card));
    assertProblem(
        "Labelled: row 1 has the label 3, there are 3 classes",
        () -> new Labelled(new float[4], new int[] {2}, new int[] {0, 3}, card));
    assertProblem(
        "DatasetCard: 1 classes, but 0 counts",
        () -> new DatasetCard("", "", "", "", "", 0, "", List.of(), "", List.of("a"), List.of()));
  }

  private static void assertProblem(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static void assertCounts(Labelled data, Integer... counts) {
    assertEquals(List.of(counts), data.card().classCounts());
    Integer[] found = new Integer[counts.length];
    Arrays.fill(found, 0);
    for (int label : data.labels()) {
      found[label]++;
    }
    assertArrayEquals(counts, found);
    assertEquals(data.rows(), data.card().rows());
    assertEquals(data.classNames(), data.card().classes());
    assertEquals(Arrays.stream(counts).mapToInt(Integer::intValue).sum(), data.rows());
    assertEquals(data.rows() * data.rowSize(), data.features().length);
  }

  private static void assertRange(Labelled data, float least, float most) {
    float min = Float.MAX_VALUE;
    float max = -Float.MAX_VALUE;
    for (float value : data.features()) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    assertEquals(least, min);
    assertEquals(most, max);
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream in = Datasets.class.getResourceAsStream(resource)) {
      assertNotNull(in, resource);
      return in.readAllBytes();
    }
  }
}
