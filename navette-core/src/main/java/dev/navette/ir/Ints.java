// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.Arrays;

/// An immutable list of ints with a cached hash: permutations, slice bounds, paddings.
public final class Ints {
  private static final Ints EMPTY = new Ints(new int[0]);

  private final int[] values;
  private final int hash;

  private Ints(int[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  /// The list of these values (copied).
  public static Ints of(int... values) {
    return values.length == 0 ? EMPTY : new Ints(values.clone());
  }

  /// `count` times the same value.
  public static Ints filled(int count, int value) {
    int[] v = new int[count];
    Arrays.fill(v, value);
    return new Ints(v);
  }

  /// The value at position `i`.
  public int get(int i) {
    return values[i];
  }

  /// How many values there are.
  public int size() {
    return values.length;
  }

  /// A fresh array of the values.
  public int[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Ints o && hash == o.hash && Arrays.equals(values, o.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
