// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Everything that can be measured, by name.
final class Catalogue {
  /// All comparisons, in the order in which they run.
  static final List<Workload> ALL =
      Stream.of(
              NetWorkloads.all(),
              RecurrentWorkloads.all(),
              AttentionWorkloads.all(),
              GenerationWorkloads.all(),
              OnnxWorkloads.all(),
              MatmulWorkloads.all(),
              ConvWorkloads.all(),
              MemoryWorkloads.all())
          .flatMap(List::stream)
          .toList();

  /// Why a peer that one might expect is not there.
  static final String WITHOUT_DL4J =
      "DL4J is left out: it needs JavaCPP 1.5.7, and libtorch 1.5.14, and a process has but one";

  /// See [Overheads].
  static final String OVERHEADS = "overheads";

  /// See [ColdStart].
  static final String COLD_START = "cold-start";

  /// See [PeakMemory].
  static final String CNN_MEMORY = "cnn-memory";

  private Catalogue() {}

  /// Whether `--only word` means a workload: by its name or its group; where there is no such name,
  /// by the front of its name.
  static boolean means(String word, Workload workload) {
    return switch (word) {
      case MatmulWorkloads.GEOMEAN -> workload.group() == Group.MATMUL;
      case String w when ALL.stream().anyMatch(any -> any.name().equals(w)) ->
          workload.name().equals(w);
      default -> workload.group().label().equals(word) || workload.name().startsWith(word + "-");
    };
  }

  /// Every name that `--only` takes.
  static List<String> names() {
    List<String> names = new ArrayList<>();
    Stream.of(Group.values()).map(Group::label).forEach(names::add);
    ALL.stream().map(Workload::name).distinct().forEach(names::add);
    names.add(MatmulWorkloads.GEOMEAN);
    names.addAll(List.of(CNN_MEMORY, COLD_START, OVERHEADS));
    return names;
  }
}
