// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Small loops that do not depend on each other, shared out among the workers together.
final class LoopBatchLaunch implements Launch {
  private static final int CHUNKS_A_THREAD = 4;

  private final List<LoopLaunch> loops;
  private final Workers workers;

  /// Where each chunk begins among the loops, and at last how many there are.
  private final int[] starts;

  LoopBatchLaunch(List<LoopLaunch> loops, Workers workers) {
    this.loops = List.copyOf(loops);
    this.workers = workers;
    this.starts = starts(this.loops, workers.threads());
  }

  /// Chunks of about the same work, or one if there is little of it.
  private static int[] starts(List<LoopLaunch> loops, int threads) {
    long all = loops.stream().mapToLong(LoopLaunch::work).sum();
    int chunks = all < LoopLaunch.SMALL || threads == 1 ? 1 : CHUNKS_A_THREAD * threads;
    int[] starts = new int[chunks + 1];
    long before = 0;
    int loop = 0;
    for (int chunk = 1; chunk <= chunks; chunk++) {
      while (loop < loops.size() && before < all * chunk / chunks) {
        before += loops.get(loop++).work();
      }
      starts[chunk] = loop;
    }
    starts[chunks] = loops.size();
    return starts;
  }

  @Override
  public Bound bind(Frame frame) {
    Bound[] bound = loops.stream().map(l -> l.bind(frame)).toArray(Bound[]::new);
    Workers.ChunkBody body =
        chunk -> {
          for (int i = starts[chunk]; i < starts[chunk + 1]; i++) {
            bound[i].run();
          }
        };
    int chunks = starts.length - 1;
    return () -> workers.run(chunks, body);
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(loops.size()).append(" loops at once");
    if (starts.length > 2) {
      text.append(", ").append(starts.length - 1).append(" chunks");
    }
    Map<String, Integer> same = new LinkedHashMap<>();
    loops.forEach(l -> same.merge(l.describe(), 1, Integer::sum));
    same.forEach((loop, times) -> text.append("\n  ").append(times).append(" x ").append(loop));
    return text.toString();
  }
}
