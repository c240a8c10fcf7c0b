// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;

/// Writes random words; any part of the stream can be made by itself, so the work is shared out.
final class RandomBitsLaunch implements Launch {
  private static final int SMALL = 1 << 14;

  private final Location key;
  private final Location out;
  private final int size;
  private final RandomWords words;
  private final Workers workers;
  private final int chunks;

  RandomBitsLaunch(Schedule schedule, Node node, RandomWords words, Workers workers) {
    this.key = Frame.locate(schedule, node.input(0));
    this.out = Frame.locate(schedule, node);
    this.size = node.shape().size();
    this.words = words;
    this.workers = workers;
    this.chunks = size < SMALL ? 1 : 4 * workers.threads();
  }

  @Override
  public Bound bind(Frame frame) {
    Workers.ChunkBody body =
        chunk -> {
          int[] keys = (int[]) frame.table[key.table()];
          int[] to = (int[]) frame.table[out.table()];
          int from = (int) ((long) size * chunk / chunks);
          int end = (int) ((long) size * (chunk + 1) / chunks);
          words.fill(
              keys[key.offset()],
              keys[key.offset() + 1],
              from,
              to,
              out.offset() + from,
              end - from);
        };
    return () -> {
      if (chunks == 1) {
        body.run(0);
      } else {
        workers.run(chunks, body);
      }
    };
  }

  @Override
  public String describe() {
    return "random_bits " + size;
  }
}
