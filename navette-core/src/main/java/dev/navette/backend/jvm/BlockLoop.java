// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import java.util.Optional;

/// A loop over a matrix that can be run on any block of it: what makes the first operand of a
/// product, or what follows on its result.
///
/// @param loop a loop whose rows are those of the matrix, or are together its one column
/// @param kernel its kernel
record BlockLoop(Loop loop, Kernel kernel) {
  /// The loop of a step over the matrix whose rows are cut off at axis `split`, unless it is empty.
  static Optional<BlockLoop> of(Schedule schedule, Step.Loop step, int split, KernelCache kernels) {
    if (step.members().isEmpty()) {
      return Optional.empty();
    }
    Loop loop =
        LoopLowering.lower(
            schedule,
            new Step.Loop(
                step.form(),
                step.space(),
                split,
                step.space().rank(),
                step.members(),
                step.outputs(),
                step.reads()));
    return Optional.of(new BlockLoop(loop, kernels.get(loop.program())));
  }

  LoopRun newRun() {
    return new LoopRun(loop, kernel);
  }

  /// Runs on blocks of all rows of the matrix. Several threads call, so each takes a run of its
  /// own. The number of a product in a batch is ignored.
  ///
  /// @param oneColumn whether the matrix has one column, so that the loop runs down it
  Epilogue on(Frame frame, boolean oneColumn) {
    ObjectPool<LoopRun> pool = new ObjectPool<>(this::newRun);
    if (oneColumn) {
      return (_, rowFrom, rowTo, _, _) -> {
        LoopRun run = pool.take();
        run.attach(frame);
        int first = rowFrom;
        while (first < rowTo) {
          int from = first % loop.length();
          int count = Math.min(rowTo - first, loop.length() - from);
          run.seek(first / loop.length());
          run.row(from, count);
          first += count;
        }
        pool.give(run);
      };
    }
    return (_, rowFrom, rowTo, colFrom, colTo) -> {
      LoopRun run = pool.take();
      run.attach(frame);
      run.seek(rowFrom);
      if (colFrom == 0 && colTo == loop.length()) {
        run.rows(rowTo - rowFrom);
      } else {
        for (int row = rowFrom; row < rowTo; row++) {
          run.row(colFrom, colTo - colFrom);
          if (row + 1 < rowTo) {
            run.advance();
          }
        }
      }
      pool.give(run);
    };
  }
}
