// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a data set is and where it comes from; prints as a small table.
///
/// @param name its name
/// @param source who made it and where it was taken from
/// @param licence under what it may be used
/// @param rows the number of rows
/// @param features what a row holds, in words
/// @param featureNames the names of the features; empty for images
/// @param classes the names of the classes
/// @param classCounts how many rows each class has
public record DatasetCard(
    String name,
    String source,
    String licence,
    int rows,
    String features,
    List<String> featureNames,
    List<String> classes,
    List<Integer> classCounts) {
  /// Copies the lists.
  public DatasetCard {
    featureNames = List.copyOf(featureNames);
    classes = List.copyOf(classes);
    classCounts = List.copyOf(classCounts);
    if (classes.size() != classCounts.size()) {
      throw new IllegalArgumentException(
          "DatasetCard: " + classes.size() + " classes, but " + classCounts.size() + " counts");
    }
  }

  /// The card as text, several lines without a final line end.
  @Override
  public String toString() {
    String balance =
        IntStream.range(0, classes.size())
            .mapToObj(c -> classes.get(c) + " " + classCounts.get(c))
            .collect(Collectors.joining(", "));
    String named = featureNames.isEmpty() ? "" : ": " + String.join(", ", featureNames);
    return String.join(
        "\n",
        name,
        "  source    " + source,
        "  licence   " + licence,
        "  rows      " + rows,
        "  features  " + features + named,
        "  classes   " + classes.size() + ": " + balance);
  }
}
