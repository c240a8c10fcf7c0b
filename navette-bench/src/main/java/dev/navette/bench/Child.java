// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The process that measures. What it finds goes to standard output as one line of JSON each, after
/// [#MARK]; other lines are for the reader.
final class Child {
  /// Begins a line that is a result.
  static final String MARK = "\u0001";

  private static final JsonMapper JSON = JsonMapper.shared();

  private Child() {}

  /// What a child can be asked for.
  enum Task {
    CEILINGS,
    WORKLOADS,
    OVERHEADS,
    COLD_START,
    MEMORY_OF_NAVETTE,
    MEMORY_OF_PEER
  }

  /// The arguments of a child that compares.
  ///
  /// @param quick whether to be brief
  /// @param ceilings what the hardware can do with this child's threads
  /// @param workloads indices into [Catalogue#ALL]
  static List<String> arguments(boolean quick, Ceilings ceilings, List<Integer> workloads) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Boolean.toString(quick));
    arguments.add(JSON.writeValueAsString(ceilings));
    workloads.forEach(w -> arguments.add(w.toString()));
    return arguments;
  }

  /// Runs one task.
  public static void main(String[] arguments) {
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    boolean quick = Boolean.parseBoolean(rest.getFirst());
    switch (Task.valueOf(arguments[0])) {
      case CEILINGS -> tell(Peaks.measure(Integer.getInteger("navette.threads", 1)));
      case WORKLOADS -> workloads(quick, rest);
      case OVERHEADS -> tell(Overheads.measure());
      case COLD_START -> tell(ColdStart.measure(quick));
      case MEMORY_OF_NAVETTE -> tell(PeakMemory.ours(quick));
      case MEMORY_OF_PEER -> tell(PeakMemory.peer(quick));
    }
    System.exit(0); // the peer's threads would keep the process alive
  }

  private static void workloads(boolean quick, List<String> arguments) {
    Ceilings ceilings = JSON.readValue(arguments.get(1), Ceilings.class);
    for (String index : arguments.subList(2, arguments.size())) {
      Workload workload = Catalogue.ALL.get(Integer.parseInt(index));
      Group group = workload.group();
      Comparison comparison = workload.make().get();
      comparison.check(workload.name());
      Turns turns =
          Turns.take(
              comparison.ours(), comparison.peer(), group.warmUp(quick), group.seconds(quick));
      tell(Measurement.of(workload, turns, comparison.cost(), ceilings));
    }
  }

  private static void tell(Object result) {
    System.out.println(MARK + JSON.writeValueAsString(result));
  }
}
