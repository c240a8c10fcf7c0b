// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Rows that must not be divided between training and test, because they have something in common:
/// a sentence, a product, a speaker.
public final class LinkedRows {
  private LinkedRows() {}

  /// A group for each row, for [dev.navette.data.GroupSplit]: rows with a key in common are in one
  /// group, and so are rows linked through others.
  ///
  /// @param rows the rows
  /// @param keys what each row may have in common with another
  /// @return the number of its first row, for each row
  public static <T> int[] groups(List<T> rows, Function<T, List<String>> keys) {
    int[] parent = new int[rows.size()];
    Arrays.setAll(parent, i -> i);
    Map<String, Integer> owners = new HashMap<>();
    for (int row = 0; row < parent.length; row++) {
      for (String key : keys.apply(rows.get(row))) {
        int other = root(parent, owners.computeIfAbsent(key, _ -> -1));
        int mine = root(parent, row);
        if (other >= 0) {
          parent[Math.max(mine, other)] = Math.min(mine, other);
        }
        owners.put(key, Math.min(mine, other < 0 ? mine : other));
      }
    }
    for (int row = 0; row < parent.length; row++) {
      parent[row] = root(parent, row);
    }
    return parent;
  }

  private static int root(int[] parent, int row) {
    int at = row;
    while (at >= 0 && parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
