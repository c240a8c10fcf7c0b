// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.tensor.Navette;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a command runs on.
///
/// @param jdk the version of the Java runtime
/// @param vectorBits the width of its vectors, 0 without the vector module
/// @param threads how many threads compute
/// @param backend the backend, such as `jvm`
/// @param version the version of Navette
record Environment(String jdk, int vectorBits, int threads, String backend, String version) {
  private static final Pattern VECTORS = Pattern.compile("(\\d+)-bit vectors");
  private static final Pattern THREADS = Pattern.compile("(\\d+) threads?");

  /// Of this process. Starts the backend.
  static Environment current() {
    String text = Navette.describe();
    int colon = text.indexOf(':');
    return new Environment(
        Runtime.version().toString(),
        number(VECTORS, text, 0),
        number(THREADS, text, 1),
        colon < 0 ? text : text.substring(0, colon),
        navetteVersion());
  }

  private static int number(Pattern pattern, String text, int otherwise) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
  }

  /// The version of Navette.
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
