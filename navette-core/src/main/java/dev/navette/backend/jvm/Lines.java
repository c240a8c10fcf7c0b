// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// The cut of an operation along one axis into pieces for threads: lines are independent, and so
/// are the elements beside each other that follow the axis. A piece is part of a line's width.
///
/// @param outer how many lines
/// @param extent elements along the axis
/// @param inner elements beside each other
/// @param width how many of these a piece takes
record Lines(int outer, int extent, int inner, int width) {
  /// Elements below which threads do not pay.
  private static final int SMALL = 1 << 14;

  /// Elements beside each other that are worth a piece of their own.
  private static final int NARROW = 256;

  static Lines of(int outer, int extent, int inner) {
    return new Lines(outer, extent, inner, Math.max(1, Math.min(inner, NARROW)));
  }

  /// Pieces of all lines.
  int pieces() {
    return outer * Math.ceilDiv(inner, width);
  }

  private int perLine() {
    return Math.ceilDiv(inner, width);
  }

  int line(int piece) {
    return piece / perLine();
  }

  /// The first of the elements beside each other.
  int from(int piece) {
    return piece % perLine() * width;
  }

  /// How many elements beside each other.
  int count(int piece) {
    return Math.min(width, inner - from(piece));
  }

  /// Runs `body` for every piece.
  Launch.Bound run(Workers workers, Workers.ChunkBody body) {
    int pieces = pieces();
    boolean alone = (long) outer * extent * inner < SMALL || pieces == 1;
    int chunks = alone ? 1 : Math.min(pieces, 4 * workers.threads());
    Workers.ChunkBody chunk =
        c -> {
          int end = (int) ((long) pieces * (c + 1) / chunks);
          for (int p = (int) ((long) pieces * c / chunks); p < end; p++) {
            body.run(p);
          }
        };
    return () -> {
      if (chunks == 1) {
        chunk.run(0);
      } else {
        workers.run(chunks, chunk);
      }
    };
  }
}
