// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a data set is and where it comes from; prints as a small table.
///
/// @param name its name
/// @param source who made it and where it was taken from
/// @param licence under what it may be used
/// @param access where it is, or how to get it
/// @param reader the method that reads it
/// @param rows the number of rows
/// @param features what a row holds, in words
/// @param featureNames the names of the features; empty if there are too many, and for images
/// @param target what is to be predicted, in words; empty if that is the class or left open
/// @param classes the names of the classes
/// @param classCounts how many rows each class has
public record DatasetCard(
    String name,
    String source,
    String licence,
    String access,
    String reader,
    int rows,
    String features,
    List<String> featureNames,
    String target,
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

  /// The card of a part of the set, with a name of its own.
  ///
  /// @param labels the class of each row of the part
  DatasetCard part(String partName, int[] labels) {
    List<Integer> counts = new ArrayList<>(Collections.nCopies(classes.size(), 0));
    for (int label : labels) {
      counts.set(label, counts.get(label) + 1);
    }
    return new DatasetCard(
        partName,
        source,
        licence,
        access,
        reader,
        labels.length,
        features,
        featureNames,
        target,
        classes,
        counts);
  }

  /// The card as text, several lines without a final line end.
  @Override
  public String toString() {
    String balance =
        IntStream.range(0, classes.size())
            .mapToObj(c -> classes.get(c) + " " + classCounts.get(c))
            .collect(Collectors.joining(", "));
    String named = featureNames.isEmpty() ? "" : ": " + String.join(", ", featureNames);
    List<String> lines = new ArrayList<>();
    lines.add(name);
    lines.add("  source    " + source);
    lines.add("  licence   " + licence);
    lines.add("  access    " + access);
    lines.add("  read by   " + reader);
    lines.add("  rows      " + rows);
    lines.add("  features  " + features + named);
    if (!target.isEmpty()) {
      lines.add("  target    " + target);
    }
    if (!classes.isEmpty()) {
      lines.add("  classes   " + classes.size() + ": " + balance);
    }
    return String.join("\n", lines);
  }
}
