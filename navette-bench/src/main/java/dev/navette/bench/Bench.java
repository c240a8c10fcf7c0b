// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Navette and other libraries in turns: see [Options#USAGE].
///
/// Each whole net with each number of threads has a process of its own; small operations of a group
/// share one.
public final class Bench {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Options options;
  private final List<Ceilings> ceilings = new ArrayList<>();
  private final List<Measurement> measured = new ArrayList<>();

  private Bench(Options options) {
    this.options = options;
  }

  /// Runs the comparisons and ends the process: 0, 1 if one failed, 2 if the arguments are wrong.
  ///
  /// @param arguments as the user wrote them
  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.parse(List.of(arguments), Catalogue.names());
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.print(Options.USAGE);
    } else if (options.list()) {
      Catalogue.names().forEach(System.out::println);
    } else {
      try {
        new Bench(options).run();
      } catch (IOException e) {
        System.err.println("error: " + e.getMessage());
        System.exit(1);
      }
    }
  }

  private void run() throws IOException {
    if (wants(Catalogue.OVERHEADS)) {
      Launch.child(Child.Task.OVERHEADS, 1, List.of(), _ -> {});
    }
    if (wants(Catalogue.COLD_START)) {
      Launch.child(Child.Task.COLD_START, cores(), List.of(), _ -> {});
    }
    List<List<Integer>> processes = processes();
    if (!processes.isEmpty()) {
      for (int threads : options.threads()) {
        Launch.child(
            Child.Task.CEILINGS,
            threads,
            List.of(),
            json -> ceilings.add(JSON.readValue(json, Ceilings.class)));
        Ceilings c = ceilings.getLast();
        System.out.printf(
            Locale.ROOT,
            "%d of %d cores: %.0f GFLOP/s fused multiply-add, %.0f GB/s copy%n%s%n",
            threads,
            cores(),
            c.gflops(),
            c.copyGbs(),
            Measurement.HEADER);
        for (List<Integer> process : processes) {
          Launch.child(
              Child.Task.WORKLOADS,
              threads,
              Child.arguments(options.quick(), c, process),
              json -> add(JSON.readValue(json, Measurement.class)));
        }
      }
    }
    Catalogue.WAITING.stream()
        .filter(this::wants)
        .forEach(name -> System.out.printf("%-24s waits for its layers%n", name));
  }

  private void add(Measurement m) {
    measured.add(m);
    System.out.println(m.line());
  }

  private boolean wants(String name) {
    return options.only().isEmpty() || options.only().contains(name);
  }

  /// The workloads that were asked for, by the processes in which they run.
  private List<List<Integer>> processes() {
    Map<String, List<Integer>> processes = new LinkedHashMap<>();
    for (int i = 0; i < Catalogue.ALL.size(); i++) {
      Workload w = Catalogue.ALL.get(i);
      if (options.only().isEmpty() || options.only().stream().anyMatch(w::answersTo)) {
        String process = w.peer() + " " + (w.group().alone() ? w.name() : w.group().label());
        processes.computeIfAbsent(process, _ -> new ArrayList<>()).add(i);
      }
    }
    return List.copyOf(processes.values());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
