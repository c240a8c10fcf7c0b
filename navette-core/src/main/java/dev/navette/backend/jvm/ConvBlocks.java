// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.Op;

/// The blocks in which an output of a convolution accumulates, as [Op.Conv] prescribes, and where
/// each meets x.
final class ConvBlocks {
  private final boolean inX;
  private final int[] start;
  private final int[] run;

  /// The blocks of a phase.
  ///
  /// @param channels of a group
  ConvBlocks(ConvPhase phase, ConvWindow window, int channels, int groups) {
    int line = phase.lastTaps() * channels;
    boolean byLine = line >= Op.Conv.LINE;
    boolean oneRun = phase.lastTaps() == 1 || groups == 1 && phase.hasRuns();
    int units = byLine ? phase.outerTaps() : 1;
    int unit = byLine ? line : phase.outerTaps() * line;
    int each = MatMulCut.ceilDiv(unit, Op.Conv.BLOCK);
    this.inX = oneRun && (byLine || phase.outerTaps() == 1);
    this.start = new int[units * each + 1];
    this.run = new int[units * each];
    for (int b = 0; b < run.length; b++) {
      int within = MatMulCut.cutAt(unit, b % each, each);
      start[b] = b / each * unit + within;
      run[b] = inX ? window.tap(b / each) + within : 0;
    }
    start[run.length] = units * unit;
  }

  /// Whether each block is a run of neighbours in x.
  boolean isInX() {
    return inX;
  }

  int count() {
    return run.length;
  }

  /// The first step of a block, of all steps.
  int start(int block) {
    return start[block];
  }

  /// How many steps a block has.
  int steps(int block) {
    return start[block + 1] - start[block];
  }

  /// Where a block begins in x, counted from where a patch does.
  int run(int block) {
    return run[block];
  }

  /// The steps of the longest block.
  int longest() {
    int longest = 0;
    for (int b = 0; b < run.length; b++) {
      longest = Math.max(longest, steps(b));
    }
    return longest;
  }
}
