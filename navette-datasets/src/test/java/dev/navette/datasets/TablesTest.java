// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Column;
import dev.navette.data.CsvTable;
import dev.navette.data.Fold;
import dev.navette.data.Split;
import dev.navette.data.TabularEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
  @TempDir Path directory;

  @Test
  void ames() {
    CsvTable ames = Tables.ames();
    assertEquals(Catalog.AMES.rows(), ames.rows());
    assertEquals(74, ames.columns().size());
    long numbers = ames.columns().stream().filter(Column.Numeric.class::isInstance).count();
    assertEquals(33, numbers - 1); // without the price
    double[] prices = ames.numeric("Sale_Price").values();
    Arrays.sort(prices);
    assertEquals(12_789, prices[0]);
    assertEquals(160_000, prices[1465]);
    assertEquals(755_000, prices[2929]);
  }

  @Test
  void churn() {
    CsvTable churn = Tables.churn();
    assertEquals(20, churn.columns().size());
    assertEquals(11, churn.column("total_charges").missing());
    assertBalance(Catalog.CHURN, churn, "churn");
  }

  @Test
  void theTablesToPredictFromCanBeEncoded() {
    CsvTable ames = Tables.ames();
    Fold fold = Split.holdOut(ames.rows(), 0.2, 1);
    TabularEncoder prices =
        TabularEncoder.fit(ames, "Sale_Price", TabularEncoder.TargetKind.LOG_VALUE, fold.train());
    assertFinite(prices.features(ames, fold.test()), fold.test().length * prices.width());
    float[] values = prices.values(ames, fold.test());
    assertFinite(values, fold.test().length);
    assertEquals(
        ames.numeric("Sale_Price").get(fold.test()[0]), prices.toTargetUnits(values[0]), 0.1);
    CsvTable churn = Tables.churn();
    int[] all = IntStream.range(0, churn.rows()).toArray();
    TabularEncoder left = TabularEncoder.fit(churn, "churn", all);
    assertFinite(left.features(churn, all), all.length * left.width());
    assertEquals(Catalog.CHURN.classes(), left.classNames());
  }

  private static void assertFinite(float[] values, int count) {
    assertEquals(count, values.length);
    for (float value : values) {
      assertTrue(Float.isFinite(value));
    }
  }

  @Test
  void timeSeries() {
    CsvTable sunspots = Tables.sunspots();
    assertEquals(Catalog.SUNSPOTS.rows(), sunspots.rows());
    assertEquals(1700, sunspots.numeric("YEAR").get(0));
    assertEquals(5, sunspots.numeric("SUNACTIVITY").get(0));
    CsvTable co2 = Tables.co2();
    assertEquals(Catalog.CO2.rows(), co2.rows());
    assertEquals(59, co2.column("co2").missing());
    assertEquals(316.1, co2.numeric("co2").get(0));
    CsvTable nile = Tables.nile();
    assertEquals(Catalog.NILE.rows(), nile.rows());
    assertEquals(1120, nile.numeric("volume").get(0));
    assertBalance(Catalog.SEATTLE_WEATHER, Tables.seattleWeather(), "weather");
  }

  @Test
  void localTablesAreFoundByName() throws IOException {
    Path file = directory.resolve("TitanicSurvival.csv");
    Files.writeString(file, "survived,sex,age,passengerClass\nyes,female,29,1st\nno,male,,3rd\n");
    assertEquals(2, Tables.titanic(directory).rows());
    assertEquals(1, Tables.titanic(file).column("age").missing());
    assertEquals(
        directory
            + ": none of LetterRecognition.csv.gz, LetterRecognition.csv is there; get"
            + " LetterRecognition from the R package mlbench as CSV",
        assertThrows(NoSuchFileException.class, () -> Tables.letters(directory)).getMessage());
    Path none = directory.resolve("none");
    assertEquals(
        none
            + ": there is no such file or directory; get TitanicSurvival from the R package carData"
            + " as CSV",
        assertThrows(NoSuchFileException.class, () -> Tables.titanic(none)).getMessage());
  }

  @Test
  void texts() {
    String plays = Texts.shakespeare();
    assertEquals(Catalog.SHAKESPEARE.rows(), plays.lines().count());
    assertEquals(
        "[The Tragedie of Julius Caesar by William Shakespeare 1599]",
        plays.lines().findFirst().orElseThrow());
    List<Texts.Name> names = Texts.names();
    assertEquals(Catalog.NAMES.rows(), names.size());
    assertEquals(new Texts.Name("af_ZA", "last", "Ackerman"), names.getFirst());
    assertEquals(61, names.stream().map(Texts.Name::locale).distinct().count());
    List<Texts.Pair> pairs = Texts.frenchEnglish();
    assertEquals(Catalog.FRENCH_ENGLISH.rows(), pairs.size());
    assertEquals(
        "La barre d'outils Rechercher peut être utilisée pour rechercher rapidement du contenu dans"
            + " les documents LibreOffice.",
        pairs.getFirst().french());
  }

  @Test
  void theCatalogKnowsEverySet() {
    assertEquals(29, Catalog.all().size());
    assertEquals(29, Catalog.all().stream().map(DatasetCard::name).distinct().count());
    assertEquals(Catalog.IRIS, Catalog.card("iris"));
    assertEquals(
        "unknown data set 'irises'; did you mean 'iris'?",
        assertThrows(IllegalArgumentException.class, () -> Catalog.card("irises")).getMessage());
    assertEquals(
        """
        ames
          source    D. De Cock, 2011, houses sold in Ames, Iowa, 2006 to 2010, from modeldata
          licence   MIT
          access    in the jar
          read by   Tables.ames()
          rows      2930
          features  33 numbers and 40 categories of a house
          target    Sale_Price in dollars, 12789 to 755000, median 160000\
        """,
        Catalog.card("ames").toString());
  }

  static void assertBalance(DatasetCard card, CsvTable table, String target) {
    Column.Categorical column = table.categorical(target);
    assertEquals(card.classes(), column.levels());
    List<Integer> counts = new ArrayList<>(Collections.nCopies(card.classes().size(), 0));
    for (int row = 0; row < table.rows(); row++) {
      counts.set(column.code(row), counts.get(column.code(row)) + 1);
    }
    assertEquals(card.classCounts(), counts);
    assertEquals(card.rows(), table.rows());
  }
}
