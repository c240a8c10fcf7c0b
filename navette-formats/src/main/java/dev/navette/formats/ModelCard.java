// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a saved model is: all that is needed to build it again, to feed it, and to read its
/// outputs.
///
/// @param kind what to build, such as `mlp`
/// @param architecture what it is made of, by name: numbers, booleans, texts and lists of them
/// @param inputShape the shape of one input, such as `[1, 8, 8]`
/// @param preprocessing what happens to an input first
/// @param classNames the names of the classes, by output; empty if the output is a value
/// @param task what it was trained for, such as `digits`
/// @param version the version of Navette that saved it
/// @param seed what its training followed from
public record ModelCard(
    String kind,
    Map<String, Object> architecture,
    List<Integer> inputShape,
    Preprocessing preprocessing,
    List<String> classNames,
    String task,
    String version,
    long seed) {
  /// Copies the map and the lists.
  public ModelCard {
    architecture = Collections.unmodifiableMap(new LinkedHashMap<>(architecture));
    inputShape = List.copyOf(inputShape);
    classNames = List.copyOf(classNames);
  }
}
