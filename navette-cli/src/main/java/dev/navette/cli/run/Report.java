// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.data.AtomicFile;
import dev.navette.tensor.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What came of a training, for programs: one JSON object.
///
/// @param task what was trained
/// @param seed what it followed from
/// @param metrics numbers by name, in order; those that are not finite are left out of the file
/// @param trainSeconds the wall time of training
/// @param totalSeconds the wall time of the whole command so far
/// @param parameters how many numbers were trained
/// @param environment what it ran on
public record Report(
    String task,
    long seed,
    Map<String, Double> metrics,
    double trainSeconds,
    double totalSeconds,
    long parameters,
    Environment environment) {
  public static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Report {
    metrics = new LinkedHashMap<>(metrics);
  }

  /// Writes the object, replacing an older file in one step.
  ///
  /// @throws IOException if it cannot be saved
  public void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("task", task);
    root.put("seed", seed);
    ObjectNode numbers = root.putObject("metrics");
    metrics.forEach((name, value) -> {
      if (Double.isFinite(value)) {
        numbers.put(name, value);
      }
    });
    root.putObject("seconds").put("train", trainSeconds).put("total", totalSeconds);
    root.put("parameters", parameters);
    root.putObject("environment")
        .put("jdk", environment.jdk())
        .put("vector_bits", environment.vectorBits())
        .put("threads", environment.threads())
        .put("backend", environment.backend())
        .put("version", environment.version());
    AtomicFile.writeString(file, JSON.writeValueAsString(root) + "\n");
  }
}
