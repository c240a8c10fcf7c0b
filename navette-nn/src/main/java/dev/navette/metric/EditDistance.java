// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.List;

/// How many insertions, deletions and substitutions make one sequence into another (V. I.
/// Levenshtein, 1966), and rates of errors made of it: the distances of a corpus over the lengths
/// of its references, 0 and up. Of several references the nearest counts.
public final class EditDistance implements CorpusMetric {
  private final boolean words;

  private EditDistance(boolean words) {
    this.words = words;
  }

  /// The rate of wrong words; words stand between white space.
  public static EditDistance wordErrors() {
    return new EditDistance(true);
  }

  /// The rate of wrong characters (code points).
  public static EditDistance characterErrors() {
    return new EditDistance(false);
  }

  /// The distance of two texts in characters (code points).
  public static int of(String a, String b) {
    return of(a.codePoints().boxed().toList(), b.codePoints().boxed().toList());
  }

  /// The distance of two sequences.
  public static int of(List<?> a, List<?> b) {
    int[] last = new int[b.size() + 1];
    for (int j = 0; j <= b.size(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.size(); i++) {
      int diagonal = last[0];
      last[0] = i;
      for (int j = 1; j <= b.size(); j++) {
        int substituted = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
        diagonal = last[j];
        last[j] = Math.min(substituted, 1 + Math.min(last[j], last[j - 1]));
      }
    }
    return last[b.size()];
  }

  @Override
  public String name() {
    return words ? "word_error_rate" : "character_error_rate";
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }

  /// The distance, and the length of the reference.
  @Override
  public double[] counts(String hypothesis, List<String> references) {
    double[] nearest = {Double.POSITIVE_INFINITY, 0};
    for (String reference : references) {
      List<?> right = parts(reference);
      int distance = of(parts(hypothesis), right);
      nearest = distance < nearest[0] ? new double[] {distance, right.size()} : nearest;
    }
    return nearest;
  }

  private List<?> parts(String text) {
    return words ? Ngrams.words(text) : text.codePoints().boxed().toList();
  }

  /// NaN if the references are empty.
  @Override
  public double score(double[] counts) {
    return counts[0] / counts[1];
  }
}
