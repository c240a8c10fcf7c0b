// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.Column;
import dev.navette.data.CsvOptions;
import dev.navette.data.CsvTable;
import dev.navette.data.IdxFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The data sets inside the jar.
public final class Datasets {
  private static final String CC_BY = "CC BY 4.0";
  private static final List<String> FASHION_CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private Datasets() {}

  /// Handwritten digits: 1797 images of 8 x 8 pixels, divided by 16 so that they lie in 0..1.
  ///
  /// @return rows of shape `(1, 8, 8)`, labels 0 to 9
  public static Labelled digits() {
    PlainRows rows = open("digits.csv.gz", PlainRows::read);
    float[] features = rows.features();
    for (int i = 0; i < features.length; i++) {
      features[i] /= 16;
    }
    List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return labelled(
        features,
        new int[] {1, 8, 8},
        rows.labels(),
        classes,
        card(
            "digits",
            "E. Alpaydin and C. Kaynak, 1998, UCI, from scikit-learn",
            CC_BY,
            "8 x 8 pixels, 0 to 1",
            List.of()));
  }

  /// Iris flowers: 150 rows, four measurements in centimetres, three species.
  ///
  /// @return rows of shape `(4)`
  public static Labelled iris() {
    return table(
        "iris.csv",
        List.of("setosa", "versicolor", "virginica"),
        card(
            "iris",
            "R. A. Fisher, 1936, UCI, from scikit-learn",
            CC_BY,
            "4 measurements in cm",
            List.of("sepal length", "sepal width", "petal length", "petal width")));
  }

  /// Wines of three growers: 178 rows, 13 chemical measurements.
  ///
  /// @return rows of shape `(13)`
  public static Labelled wine() {
    return table(
        "wine_data.csv",
        List.of("grower 1", "grower 2", "grower 3"),
        card(
            "wine",
            "S. Aeberhard and M. Forina, 1992, UCI, from scikit-learn",
            CC_BY,
            "13 measurements",
            List.of(
                "alcohol",
                "malic acid",
                "ash",
                "alcalinity of ash",
                "magnesium",
                "total phenols",
                "flavanoids",
                "nonflavanoid phenols",
                "proanthocyanins",
                "colour intensity",
                "hue",
                "od280/od315 of diluted wines",
                "proline")));
  }

  /// Breast cancer, Wisconsin (diagnostic): 569 rows, 30 measurements of cell nuclei.
  ///
  /// @return rows of shape `(30)`, label 0 malignant, 1 benign
  public static Labelled breastCancer() {
    List<String> measures =
        List.of(
            "radius",
            "texture",
            "perimeter",
            "area",
            "smoothness",
            "compactness",
            "concavity",
            "concave points",
            "symmetry",
            "fractal dimension");
    List<String> names =
        List.of("mean ", "error of ", "worst ").stream()
            .flatMap(kind -> measures.stream().map(kind::concat))
            .toList();
    return table(
        "breast_cancer.csv.gz",
        List.of("malignant", "benign"),
        card(
            "breast cancer",
            "W. Wolberg, O. Mangasarian, N. Street and W. Street, 1993, UCI, from scikit-learn",
            CC_BY,
            "30 measurements of cell nuclei",
            names));
  }

  /// Penguins of the Palmer Archipelago as a table with everything in it: 344 rows, the species,
  /// the island, four measurements and the sex, some of them missing.
  ///
  /// @return the table; the species is in the column `species`
  public static CsvTable penguinsTable() {
    return open("penguins.csv", (in, name) -> CsvTable.read(in, name, CsvOptions.detect()));
  }

  /// Penguins by their four measurements: the 342 rows that have them all.
  ///
  /// @return rows of shape `(4)`
  public static Labelled penguins() {
    CsvTable table = penguinsTable();
    List<String> names =
        List.of("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g");
    List<Column.Numeric> columns = names.stream().map(table::numeric).toList();
    Column.Categorical species = table.categorical("species");
    int[] rows =
        IntStream.range(0, table.rows())
            .filter(row -> columns.stream().noneMatch(column -> column.isMissing(row)))
            .toArray();
    float[] features = new float[rows.length * columns.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) columns.get(i % columns.size()).get(rows[i / columns.size()]);
    }
    return labelled(
        features,
        new int[] {columns.size()},
        Arrays.stream(rows).map(species::code).toArray(),
        species.levels(),
        card(
            "penguins",
            "A. M. Horst, A. P. Hill and K. B. Gorman, palmerpenguins, 2020",
            "CC0 1.0",
            "4 measurements in mm and g",
            names));
  }

  /// The test set of Fashion-MNIST: 10,000 images of 28 x 28 pixels, divided by 255 so that they
  /// lie in 0..1, ten kinds of clothing. [MnistFolder] reads the training set from disk.
  ///
  /// @return rows of shape `(1, 28, 28)`
  public static Labelled fashionMnistTest() {
    IdxFile images = open("t10k-images-idx3-ubyte.gz", IdxFile::read);
    IdxFile labels = open("t10k-labels-idx1-ubyte.gz", IdxFile::read);
    return labelled(
        images.toFloats(255),
        new int[] {1, 28, 28},
        labels.toInts(),
        FASHION_CLASSES,
        fashionCard("Fashion-MNIST, test set"));
  }

  static List<String> fashionClasses() {
    return FASHION_CLASSES;
  }

  static CardStart fashionCard(String name) {
    return card(
        name,
        "H. Xiao, K. Rasul and R. Vollgraf, Zalando Research, 2017",
        "MIT",
        "28 x 28 pixels, 0 to 1",
        List.of());
  }

  /// What is known of a card before the rows are.
  record CardStart(
      String name, String source, String licence, String features, List<String> featureNames) {}

  static CardStart card(
      String name, String source, String licence, String features, List<String> featureNames) {
    return new CardStart(name, source, licence, features, featureNames);
  }

  static Labelled labelled(
      float[] features, int[] shape, int[] labels, List<String> classes, CardStart start) {
    Integer[] counts = new Integer[classes.size()];
    Arrays.fill(counts, 0);
    for (int label : labels) {
      counts[label]++;
    }
    DatasetCard card =
        new DatasetCard(
            start.name(),
            start.source(),
            start.licence(),
            labels.length,
            start.features(),
            start.featureNames(),
            classes,
            List.of(counts));
    return new Labelled(features, shape, labels, classes, card);
  }

  private static Labelled table(String resource, List<String> classes, CardStart start) {
    PlainRows rows = open(resource, PlainRows::readAfterSummary);
    return labelled(
        rows.features(), new int[] {start.featureNames().size()}, rows.labels(), classes, start);
  }

  /// Reads a resource.
  @FunctionalInterface
  private interface Reader<T> {
    T read(InputStream in, String name) throws IOException;
  }

  private static <T> T open(String resource, Reader<T> reader) {
    try (InputStream in = Datasets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the data set " + resource + " is not in the jar: the build is incomplete");
      }
      return reader.read(in, resource);
    } catch (IOException e) {
      throw new UncheckedIOException("the data set " + resource + " in the jar is damaged", e);
    }
  }
}
