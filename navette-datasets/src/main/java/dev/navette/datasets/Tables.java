// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.CsvOptions;
import dev.navette.data.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The data sets that are tables with columns of several types, missing values, or times. A
/// [dev.navette.data.TabularEncoder] makes them into numbers.
public final class Tables {
  private Tables() {}

  /// Houses sold in Ames, Iowa: 2930 rows; the price is in the column `Sale_Price`.
  public static CsvTable ames() {
    return embedded("ames.csv.gz");
  }

  /// Customers of a telephone company: 7043 rows; whether they left is in the column `churn`.
  public static CsvTable churn() {
    return embedded("wa_churn.csv.gz");
  }

  /// Penguins of the Palmer Archipelago: 344 rows, the species, the island, four measurements and
  /// the sex, some of them missing; the species is in the column `species`.
  public static CsvTable penguins() {
    return embedded("penguins.csv");
  }

  /// Sunspots by year: 309 rows, columns `YEAR` and `SUNACTIVITY`.
  public static CsvTable sunspots() {
    return embedded("sunspots.csv");
  }

  /// Carbon dioxide at Mauna Loa by week: 2284 rows, columns `date` (such as 19580329) and `co2` in
  /// ppm, 59 of which are missing.
  public static CsvTable co2() {
    return embedded("co2.csv");
  }

  /// The flow of the Nile at Aswan by year: 100 rows, columns `year` and `volume` in 10^8 cubic
  /// metres.
  public static CsvTable nile() {
    return embedded("nile.csv");
  }

  /// The weather of Seattle by day: 1461 rows, columns `date`, `precipitation` in mm, `temp_max`
  /// and `temp_min` in degrees Celsius, `wind` in m/s, and `weather`.
  public static CsvTable seattleWeather() {
    return embedded("seattle-weather.csv");
  }

  /// Passengers of the Titanic: 1309 rows; whether they survived is in the column `survived`.
  ///
  /// @param place the file, or a directory with `titanic-survival.csv.gz` or `TitanicSurvival.csv`
  /// @throws java.nio.file.NoSuchFileException if it is not there; the message says where to get it
  /// @throws IOException if it cannot be read
  public static CsvTable titanic(Path place) throws IOException {
    return local(
        place,
        Catalog.TITANIC,
        List.of("titanic-survival.csv.gz", "titanic-survival.csv", "TitanicSurvival.csv"));
  }

  /// Printed capital letters by 16 measurements: 20,000 rows; the letter is in the column `lettr`.
  ///
  /// @param place the file, or a directory with `LetterRecognition.csv` or
  ///   `LetterRecognition.csv.gz`
  /// @throws java.nio.file.NoSuchFileException if it is not there; the message says where to get it
  /// @throws IOException if it cannot be read
  public static CsvTable letters(Path place) throws IOException {
    return local(
        place, Catalog.LETTERS, List.of("LetterRecognition.csv.gz", "LetterRecognition.csv"));
  }

  /// Demand for electricity in England and Wales by half-hour: 4032 rows, column `demand` in MW. A
  /// day has 48 rows, a week 336.
  ///
  /// @param place the file, or a directory with `taylor.csv` or
  ///   `taylor-electricity-halfhourly.csv.gz`
  /// @throws java.nio.file.NoSuchFileException if it is not there; the message says how to make it
  /// @throws IOException if it cannot be read
  public static CsvTable electricity(Path place) throws IOException {
    return local(
        place,
        Catalog.ELECTRICITY,
        List.of("taylor.csv", "taylor.csv.gz", "taylor-electricity-halfhourly.csv.gz"));
  }

  /// Stretches of DNA around a possible splice site: 3186 rows, the columns `V1` to `V180`, three
  /// for each of 60 nucleotides, and `Class`.
  ///
  /// @param place the file, or a directory with `DNA.csv` or `DNA.csv.gz`
  /// @throws java.nio.file.NoSuchFileException if it is not there; the message says how to make it
  /// @throws IOException if it cannot be read
  public static CsvTable splice(Path place) throws IOException {
    return local(place, Catalog.SPLICE, List.of("DNA.csv", "DNA.csv.gz"));
  }

  private static CsvTable embedded(String resource) {
    return Resource.read(resource, (in, name) -> CsvTable.read(in, name, CsvOptions.detect()));
  }

  private static CsvTable local(Path place, DatasetCard card, List<String> names)
      throws IOException {
    return CsvTable.read(LocalFile.find(place, card, names));
  }
}
