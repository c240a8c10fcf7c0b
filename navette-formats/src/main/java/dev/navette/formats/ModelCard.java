// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import java.util.List;

/// What a saved model is: all that is needed to build it again, to feed it, and to read its
/// outputs.
///
/// @param kind what to build, such as `mlp`
/// @param sizes features of the input, of each hidden layer, and of the output
/// @param activation what follows each hidden layer, such as `relu`
/// @param dropout the probability of dropping a hidden value while training
/// @param inputShape the shape of one input, such as `[1, 8, 8]`
/// @param preprocessing what happens to an input first
/// @param classNames the names of the classes, by output; empty if the output is a value
/// @param task what it was trained for, such as `digits`
/// @param version the version of Navette that saved it
/// @param seed what its training followed from
public record ModelCard(
    String kind,
    List<Integer> sizes,
    String activation,
    double dropout,
    List<Integer> inputShape,
    Preprocessing preprocessing,
    List<String> classNames,
    String task,
    String version,
    long seed) {
  /// Copies the lists.
  public ModelCard {
    sizes = List.copyOf(sizes);
    inputShape = List.copyOf(inputShape);
    classNames = List.copyOf(classNames);
  }
}
