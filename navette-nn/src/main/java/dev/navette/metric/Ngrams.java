// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs of n neighbours and how often each occurs.
final class Ngrams {
  private Ngrams() {}

  static Map<List<String>, Integer> count(List<String> items, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= items.size(); i++) {
      counts.merge(items.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }

  /// How many are in both, each as often as in the one that has it less often.
  static long shared(Map<List<String>, Integer> a, Map<List<String>, Integer> b) {
    long shared = 0;
    for (Map.Entry<List<String>, Integer> entry : a.entrySet()) {
      shared += Math.min(entry.getValue(), b.getOrDefault(entry.getKey(), 0));
    }
    return shared;
  }

  /// What stands between white space.
  static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s\\p{Z}\\x1c-\\x1f\\x85]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
