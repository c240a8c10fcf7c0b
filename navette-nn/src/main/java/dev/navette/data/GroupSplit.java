// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.Arrays;
import java.util.List;

/// Divisions of rows that belong together in groups, such as the pictures of one patient or the
/// ratings of one user: no group is on both sides, so that what is tested is how the network does
/// on groups it has never seen. The same arguments give the same rows on every machine.
public final class GroupSplit {
  private GroupSplit() {}

  /// Holds out whole groups, chosen at random, until they have at least `fraction` of the rows; one
  /// group at least is trained on.
  ///
  /// @param groups the group of each row, any numbers
  /// @param fraction the part to hold out, between 0 and 1, both excluded
  /// @param seed any number
  /// @return the rows to train on and the rows held out
  /// @throws IllegalArgumentException if there are fewer than two groups
  public static Fold holdOut(int[] groups, double fraction, long seed) {
    Split.requireFraction(fraction);
    Groups all = Groups.of(groups);
    if (all.count() < 2) {
      throw new IllegalArgumentException(
          "GroupSplit.holdOut: there are "
              + all.count()
              + " groups; at least 2 are needed, one for each side");
    }
    SplitMix random = new SplitMix(seed);
    int[] order = all.shuffled(random);
    boolean[] chosen = new boolean[all.count()];
    int count = 0;
    for (int i = 0; i < order.length - 1 && count < fraction * groups.length; i++) {
      chosen[order[i]] = true;
      count += all.sizes[order[i]];
    }
    boolean[] held = new boolean[groups.length];
    for (int row = 0; row < held.length; row++) {
      held[row] = chosen[all.groupOf[row]];
    }
    return Split.fold(held, count, random);
  }

  /// Divides the groups into `folds` parts with nearly the same number of rows; each is the test
  /// part once. The largest groups are dealt first, each to the smallest part so far.
  ///
  /// @param groups the group of each row, any numbers
  /// @param folds how many parts, from 2 to the number of groups
  /// @param seed any number
  /// @return one division for each part
  public static List<Fold> folds(int[] groups, int folds, long seed) {
    Groups all = Groups.of(groups);
    if (folds < 2 || folds > all.count()) {
      throw new IllegalArgumentException(
          "GroupSplit.folds: the number of folds must be from 2 to the number of groups ("
              + all.count()
              + "), got "
              + folds);
    }
    SplitMix random = new SplitMix(seed);
    // Groups of one size come in random order.
    List<Integer> order =
        Arrays.stream(all.shuffled(random))
            .boxed()
            .sorted((a, b) -> Integer.compare(all.sizes[b], all.sizes[a]))
            .toList();
    int[] partOf = new int[all.count()];
    int[] rows = new int[folds];
    for (int group : order) {
      int smallest = 0;
      for (int part = 1; part < folds; part++) {
        smallest = rows[part] < rows[smallest] ? part : smallest;
      }
      partOf[group] = smallest;
      rows[smallest] += all.sizes[group];
    }
    int[] part = new int[groups.length];
    for (int row = 0; row < part.length; row++) {
      part[row] = partOf[all.groupOf[row]];
    }
    return Split.collect(part, folds, random);
  }

  /// Groups numbered from 0 in the order of their numbers.
  private record Groups(int[] groupOf, int[] sizes) {
    static Groups of(int[] groups) {
      int[] distinct = Arrays.stream(groups).sorted().distinct().toArray();
      int[] groupOf = new int[groups.length];
      int[] sizes = new int[distinct.length];
      for (int row = 0; row < groups.length; row++) {
        groupOf[row] = Arrays.binarySearch(distinct, groups[row]);
        sizes[groupOf[row]]++;
      }
      return new Groups(groupOf, sizes);
    }

    int count() {
      return sizes.length;
    }

    int[] shuffled(SplitMix random) {
      int[] order = new int[sizes.length];
      Arrays.setAll(order, i -> i);
      random.split().shuffle(order);
      return order;
    }
  }
}
