// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.List;

/// One example on the host: what goes into the model, and what should come out.
///
/// @param inputs one or several, such as the categories and the numbers of a table's row
/// @param targets none, one or several
public record Example(List<Values> inputs, List<Values> targets) {
  /// Keeps copies of the lists.
  public Example {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }

  /// One input with one target.
  public static Example of(Values input, Values target) {
    return new Example(List.of(input), List.of(target));
  }

  /// One input with a class.
  public static Example of(Values input, int label) {
    return of(input, Values.index(label));
  }

  /// The input.
  ///
  /// @throws IllegalStateException if there are several or none
  public Values input() {
    return Batch.only("example", "inputs", inputs);
  }

  /// The target.
  ///
  /// @throws IllegalStateException if there are several or none
  public Values target() {
    return Batch.only("example", "targets", targets);
  }

  /// The same with another first input: what augmentation gives.
  public Example withInput(Values input) {
    List<Values> others = inputs.subList(1, inputs.size());
    List<Values> all = new java.util.ArrayList<>(List.of(input));
    all.addAll(others);
    return new Example(all, targets);
  }
}
