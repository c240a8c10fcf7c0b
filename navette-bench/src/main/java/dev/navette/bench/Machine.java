// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What the measurements ran on.
///
/// @param cpu the processor's name
/// @param cores how many this process may use
/// @param memoryGib of the whole machine, 0 if it does not say
/// @param system the operating system
/// @param jdk the Java that ran Navette
record Machine(String cpu, int cores, double memoryGib, String system, String jdk) {
  private static final double KIB_IN_GIB = 1 << 20;

  static Machine here() {
    String architecture = System.getProperty("os.arch", "");
    String memory = field("/proc/meminfo", "MemTotal", "0 kB").replace("kB", "").strip();
    return new Machine(
        field("/proc/cpuinfo", "model name", architecture),
        Runtime.getRuntime().availableProcessors(),
        Double.parseDouble(memory) / KIB_IN_GIB,
        System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""),
        Runtime.version().toString());
  }

  /// The most memory that this process ever held, in MiB, 0 if the system does not say.
  static double peakMib() {
    String kib = field("/proc/self/status", "VmHWM", "0 kB").replace("kB", "").strip();
    return Double.parseDouble(kib) / 1024;
  }

  /// A value from a file of lines "name: value".
  private static String field(String file, String name, String otherwise) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
