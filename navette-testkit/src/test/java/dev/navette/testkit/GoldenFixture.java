// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.formats.Safetensors;
import dev.navette.formats.SafetensorsEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reference data made for a test.
final class GoldenFixture {
  private final Path directory;
  private final List<String> entries = new ArrayList<>();

  GoldenFixture(Path directory) {
    this.directory = directory;
  }

  /// A vector of two f64 numbers.
  static SafetensorsEntry two(double... values) {
    return SafetensorsEntry.ofDoubles(List.of((long) values.length), values);
  }

  /// A case of the family `made`, with the settings `{"by": 2}`.
  GoldenFixture add(String op, String name, Map<String, SafetensorsEntry> tensors)
      throws IOException {
    return add(op, name, "F64", "elementwise", "{\"by\": 2}", "[]", tensors);
  }

  GoldenFixture add(
      String op,
      String name,
      String dtype,
      String mode,
      String config,
      String tags,
      Map<String, SafetensorsEntry> tensors)
      throws IOException {
    Path family = Files.createDirectories(directory.resolve("made"));
    Safetensors.write(family.resolve(name + ".safetensors"), tensors, Map.of());
    entries.add(
        """
        {"family": "made", "op": "%s", "name": "%s", "file": "made/%s.safetensors",
         "config": %s, "dtype": "%s", "tags": %s,
         "tol": {"mode": "%s", "rtol": 1e-6, "atol": 0}}\
        """
            .formatted(op, name, name, config, dtype, tags, mode));
    return this;
  }

  Path index() {
    return directory.resolve("index.json");
  }

  /// Writes the index and reads it.
  GoldenSet set() throws IOException {
    Files.writeString(
        index(), "{\"format\": \"dlref-1\", \"cases\": [" + String.join(",", entries) + "]}");
    return GoldenSet.read(directory);
  }

  /// What came of the only family.
  GoldenReport run(Map<String, GoldenOp> ops, String pending) throws IOException {
    return new GoldenRunner(ops, GoldenPending.of(pending)).run("made", set().cases());
  }

  /// The same, with nothing pending.
  GoldenReport run(Map<String, GoldenOp> ops) throws IOException {
    return run(ops, "");
  }
}
