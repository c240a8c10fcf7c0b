// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.tensor.Navette;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Navette and other libraries in turns: see [Options#USAGE].
///
/// Each whole net with each number of threads has a process of its own; small operations of a group
/// share one.
public final class Bench {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The part of the machine that others may take before it is worth a word.
  private static final double MUCH = 0.05;

  private final Options options;
  private final List<Ceilings> ceilings = new ArrayList<>();
  private final List<Measurement> measured = new ArrayList<>();
  private Optional<PeakMemory> memory = Optional.empty();
  private Optional<ColdStart> coldStart = Optional.empty();
  private Optional<Overheads> overheads = Optional.empty();

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
    List<List<Integer>> processes = processes();
    for (int threads : processes.isEmpty() ? List.<Integer>of() : options.threads()) {
      compare(processes, threads);
    }
    for (Measurement mean : Geomean.of(measured)) {
      add(mean);
    }
    double others = measured.stream().mapToDouble(Measurement::others).average().orElse(0);
    if (others > MUCH) {
      System.out.printf(
          Locale.ROOT,
          "note: other processes took %.0f%% of the machine meanwhile; on an idle one the numbers"
              + " mean more%n",
          100 * others);
    }
    if (options.only().isEmpty()) {
      System.out.println(Catalogue.WITHOUT_DL4J);
    }
    if (wants(Catalogue.CNN_MEMORY)) {
      memory = Optional.of(peakMemory());
      System.out.println(memory.get().line());
    }
    if (wants(Catalogue.COLD_START)) {
      coldStart = Optional.of(coldStart());
      System.out.println(coldStart.get().lines());
    }
    if (wants(Catalogue.OVERHEADS)) {
      overheads = Optional.of(result(Child.Task.OVERHEADS, 1, Overheads.class));
      System.out.println(overheads.get().lines());
    }
    save();
  }

  private void compare(List<List<Integer>> processes, int threads) throws IOException {
    Ceilings c = result(Child.Task.CEILINGS, threads, Ceilings.class);
    ceilings.add(c);
    System.out.printf(
        Locale.ROOT,
        "%d of %d cores: %.0f GFLOP/s fused multiply-add, %.0f GB/s copy%n%s%n",
        threads,
        Runtime.getRuntime().availableProcessors(),
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

  private PeakMemory peakMemory() throws IOException {
    int threads = Collections.max(options.threads());
    double ours = peak(Child.Task.MEMORY_OF_NAVETTE, threads, PeakMemory.OURS);
    double peer = peak(Child.Task.MEMORY_OF_PEER, threads, PeakMemory.PEER);
    return PeakMemory.of(threads, ours, peer);
  }

  private double peak(Child.Task task, int threads, List<String> heap) throws IOException {
    List<Double> found = new ArrayList<>();
    Launch.child(
        task, threads, heap, brief(), json -> found.add(JSON.readValue(json, Double.class)));
    return found.getLast();
  }

  private ColdStart coldStart() throws IOException {
    ColdStart steps =
        result(Child.Task.COLD_START, Collections.max(options.threads()), ColdStart.class);
    return FirstResult.measure().map(steps::with).orElse(steps);
  }

  /// What a child that finds one thing finds.
  private <T> T result(Child.Task task, int threads, Class<T> type) throws IOException {
    List<T> found = new ArrayList<>();
    Launch.child(task, threads, brief(), json -> found.add(JSON.readValue(json, type)));
    return found.getLast();
  }

  private List<String> brief() {
    return List.of(Boolean.toString(options.quick()));
  }

  private void save() throws IOException {
    if (!measured.isEmpty()) {
      Chart.save(measured, options.chart());
      System.out.println("chart: " + options.chart());
    }
    if (options.report().isPresent()) {
      Report report =
          new Report(
              Navette.version(),
              Report.now(),
              options.quick(),
              Machine.here(),
              ceilings,
              measured,
              memory,
              coldStart,
              overheads);
      report.write(options.report().get());
      System.out.println("report: " + options.report().get());
    }
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
      boolean named =
          options.only().isEmpty()
              || options.only().stream().anyMatch(word -> Catalogue.means(word, w));
      if (named && options.peers().contains(w.peer())) {
        String process = w.peer() + " " + (w.group().alone() ? w.name() : w.group().label());
        processes.computeIfAbsent(process, _ -> new ArrayList<>()).add(i);
      }
    }
    return List.copyOf(processes.values());
  }
}
