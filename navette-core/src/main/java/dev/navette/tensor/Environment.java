// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.backend.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What tensors are computed on: for reports, and for telling a user what to fix. None of it
/// changes a result.
///
/// @param jdk the version of the Java runtime
/// @param vectorBits the width of the backend's vectors, 0 if it has none
/// @param threads how many threads compute
/// @param backend the name of the backend, such as `jvm`
/// @param version the version of Navette
public record Environment(String jdk, int vectorBits, int threads, String backend, String version) {

  static Environment of(Backend backend) {
    return new Environment(
        Runtime.version().toString(),
        backend.vectorBits(),
        backend.threads(),
        backend.name(),
        navetteVersion());
  }

  static String navetteVersion() {
    Properties properties = new Properties();
    try (InputStream in = Environment.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties in the jar is damaged", e);
    }
    return properties.getProperty("version", "unknown");
  }
}
