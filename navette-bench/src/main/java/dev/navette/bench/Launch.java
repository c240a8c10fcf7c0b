// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Starts a measuring process, with the environment in which libtorch was found to be fastest.
final class Launch {
  /// What the JVM and the peers' loader print at every start.
  private static final List<String> NOISE =
      List.of("WARNING: Using incubator modules", "Warning: Versions of org.bytedeco:");

  private Launch() {}

  /// As the user's launcher has it.
  private static final List<String> HEAP = List.of("-Xmx4g");

  /// Runs a task in a process of its own, shows what it prints and hands on what it finds.
  ///
  /// @param threads for both sides
  /// @param arguments "true" for brief, and see [Child#arguments]
  /// @param found takes each result, as JSON
  /// @throws IOException if the process fails
  static void child(Child.Task task, int threads, List<String> arguments, Consumer<String> found)
      throws IOException {
    child(task, threads, HEAP, arguments, found);
  }

  /// The same with other options for the JVM.
  static void child(
      Child.Task task,
      int threads,
      List<String> heap,
      List<String> arguments,
      Consumer<String> found)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(heap);
    command.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dnavette.threads=" + threads,
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            task.name()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    tune(builder.environment(), threads);
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(Child.MARK)) {
          found.accept(line.substring(Child.MARK.length()));
        } else if (NOISE.stream().noneMatch(line::startsWith)) {
          System.out.println(line);
        }
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("the measuring process ended with code " + code);
      }
    } catch (InterruptedException e) {
      throw new IOException("the measurement was stopped", e);
    } finally {
      process.destroy();
    }
  }

  /// Without these libtorch runs two to thirty times slower than it can.
  private static void tune(Map<String, String> environment, int threads) throws IOException {
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    environment.put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
    environment.put("OPENBLAS_THREAD_TIMEOUT", "4");
    environment.put("GOMP_SPINCOUNT", "1000");
    environment.put("MALLOC_TOP_PAD_", "268435456");
    environment.put("MALLOC_MMAP_THRESHOLD_", "1073741824");
    Path cpu = Path.of("/proc/cpuinfo");
    if (Files.exists(cpu) && Files.readString(cpu).contains("avx512f")) {
      // OpenBLAS does not know newer CPUs and would fall back to a slow kernel.
      environment.put("OPENBLAS_CORETYPE", "SKYLAKEX");
    }
  }
}
