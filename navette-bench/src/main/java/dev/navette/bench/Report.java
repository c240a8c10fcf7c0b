// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// All that was measured, for programs: one JSON object, whose names are those of the records with
/// underscores.
///
/// @param version of Navette
/// @param created when
/// @param quick whether the times are rough
/// @param machine what it ran on
/// @param ceilings for each number of threads
/// @param workloads the comparisons
/// @param memory peak memory of training, if it was asked for
/// @param coldStart the first steps of a JVM, if they were asked for
/// @param overheads what recording and dispatch cost, if that was asked for
record Report(
    String version,
    String created,
    boolean quick,
    Machine machine,
    List<Ceilings> ceilings,
    List<Measurement> workloads,
    Optional<PeakMemory> memory,
    Optional<ColdStart> coldStart,
    Optional<Overheads> overheads) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  static String now() {
    return Instant.now().toString();
  }

  /// The object as text.
  String json() {
    return JSON.writeValueAsString(this) + "\n";
  }

  /// Writes the object, replacing an older file in one step.
  ///
  /// @throws IOException if it cannot be saved
  void write(Path file) throws IOException {
    AtomicFile.writeString(file, json());
  }
}
