// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.Column;
import dev.navette.data.CsvTable;
import dev.navette.data.IdxFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The data sets inside the jar that are arrays with classes. [Tables] has the tables, [Texts] the
/// texts.
public final class Datasets {
  private Datasets() {}

  /// Handwritten digits: 1797 images of 8 x 8 pixels, divided by 16 so that they lie in 0..1.
  ///
  /// @return rows of shape `(1, 8, 8)`, labels 0 to 9
  public static Labelled digits() {
    PlainRows rows = Resource.read("digits.csv.gz", PlainRows::read);
    float[] features = rows.features();
    for (int i = 0; i < features.length; i++) {
      features[i] /= 16;
    }
    return new Labelled(features, new int[] {1, 8, 8}, rows.labels(), Catalog.DIGITS);
  }

  /// Iris flowers: 150 rows, four measurements in centimetres, three species.
  ///
  /// @return rows of shape `(4)`
  public static Labelled iris() {
    return table("iris.csv", Catalog.IRIS);
  }

  /// Wines of three growers: 178 rows, 13 chemical measurements.
  ///
  /// @return rows of shape `(13)`
  public static Labelled wine() {
    return table("wine_data.csv", Catalog.WINE);
  }

  /// Breast cancer, Wisconsin (diagnostic): 569 rows, 30 measurements of cell nuclei.
  ///
  /// @return rows of shape `(30)`, label 0 malignant, 1 benign
  public static Labelled breastCancer() {
    return table("breast_cancer.csv.gz", Catalog.BREAST_CANCER);
  }

  /// Penguins by their four measurements: the 342 rows that have them all. [Tables#penguins] has
  /// the others too.
  ///
  /// @return rows of shape `(4)`
  public static Labelled penguins() {
    CsvTable table = Tables.penguins();
    List<Column.Numeric> columns =
        Catalog.PENGUINS.featureNames().stream().map(table::numeric).toList();
    Column.Categorical species = table.categorical("species");
    int[] rows =
        IntStream.range(0, table.rows())
            .filter(row -> columns.stream().noneMatch(column -> column.isMissing(row)))
            .toArray();
    float[] features = new float[rows.length * columns.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) columns.get(i % columns.size()).get(rows[i / columns.size()]);
    }
    return new Labelled(
        features,
        new int[] {columns.size()},
        Arrays.stream(rows).map(species::code).toArray(),
        Catalog.PENGUINS);
  }

  /// The test set of Fashion-MNIST: 10,000 images of 28 x 28 pixels, divided by 255 so that they
  /// lie in 0..1, ten kinds of clothing. [MnistFolder] reads the training set from disk.
  ///
  /// @return rows of shape `(1, 28, 28)`
  public static Labelled fashionMnistTest() {
    IdxFile images = Resource.read("t10k-images-idx3-ubyte.gz", IdxFile::read);
    IdxFile labels = Resource.read("t10k-labels-idx1-ubyte.gz", IdxFile::read);
    return new Labelled(
        images.toFloats(255), new int[] {1, 28, 28}, labels.toInts(), Catalog.FASHION_TEST);
  }

  private static Labelled table(String resource, DatasetCard card) {
    PlainRows rows = Resource.read(resource, PlainRows::readAfterSummary);
    return new Labelled(
        rows.features(), new int[] {card.featureNames().size()}, rows.labels(), card);
  }
}
