// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One case of reference data, as the index lists it. The tensors are in its [GoldenFile].
///
/// @param family the group of cases it belongs to, such as `binary`
/// @param op the operation, such as `atan2`
/// @param name unique in the family
/// @param file where its tensors are
/// @param config the operation's settings
/// @param isF32 whether the operands are f32, so that a result may also be the rounded one of f64
/// @param tolerance how far a result may be off
/// @param tags what is special about it
record GoldenCase(
    String family,
    String op,
    String name,
    Path file,
    JsonNode config,
    boolean isF32,
    GoldenTolerance tolerance,
    List<String> tags) {

  GoldenCase {
    tags = List.copyOf(tags);
  }

  /// The case of an entry of the index.
  ///
  /// @throws IllegalArgumentException naming the field that is missing or wrong
  static GoldenCase of(Path directory, JsonNode entry) {
    String dtype = text(entry, "dtype");
    if (!dtype.equals("F32") && !dtype.equals("F64")) {
      throw new IllegalArgumentException("dtype is '" + dtype + "'; expected F32 or F64");
    }
    if (!entry.path("config").isObject()) {
      throw new IllegalArgumentException("\"config\" is missing or no object");
    }
    List<String> tags = new ArrayList<>();
    entry.path("tags").forEach(t -> tags.add(t.asString()));
    return new GoldenCase(
        text(entry, "family"),
        text(entry, "op"),
        text(entry, "name"),
        directory.resolve(text(entry, "file")),
        entry.path("config"),
        dtype.equals("F32"),
        tolerance(entry.path("tol")),
        tags);
  }

  private static String text(JsonNode entry, String key) {
    if (!entry.path(key).isString()) {
      throw new IllegalArgumentException("\"" + key + "\" is missing or no text");
    }
    return entry.path(key).asString();
  }

  private static GoldenTolerance tolerance(JsonNode tol) {
    String mode = tol.path("mode").asString("");
    boolean byElement = mode.equals("elementwise");
    if (!byElement && !mode.equals("normwise")
        || !tol.path("rtol").isNumber()
        || !tol.path("atol").isNumber()) {
      throw new IllegalArgumentException(
          "\"tol\" is "
              + tol
              + "; expected {\"mode\": \"elementwise\" or \"normwise\", \"rtol\": number,"
              + " \"atol\": number}");
    }
    return new GoldenTolerance(byElement, tol.path("rtol").asDouble(), tol.path("atol").asDouble());
  }

  /// Whether it has this tag.
  boolean is(String tag) {
    return tags.contains(tag);
  }

  /// Family and name, such as `binary/atan2`.
  @Override
  public String toString() {
    return family + "/" + name;
  }
}
