// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Step;
import dev.navette.ir.DType;
import dev.navette.memory.HostBuffer;
import java.util.List;

/// A kernel that runs several others in turn, which hand values on through scratch arrays: what a
/// program becomes that is too long for one method, or that draws random words.
///
/// The operands of a stage are chosen from a longer list: the program's operands, then the spills
/// (values that are handed on), then the lanes of the program's accumulators. Scratch arrays belong
/// to the thread and are allocated when they are first needed.
final class StagedKernel extends Kernel {
  /// What a stage goes over: all elements of the row, or one scalar.
  enum Extent {
    /// The elements of the row, or the columns.
    ALL,
    /// One element.
    ONE
  }

  /// A part of the program.
  sealed interface Stage {
    /// Runs a kernel.
    ///
    /// @param arrays the number in the longer list of each of its operands and lanes
    /// @param operands how many of them are operands
    record Run(Kernel kernel, List<Integer> arrays, int operands, Extent extent) implements Stage {}
  }

  /// Elements of an independent loop that are in work at a time.
  private static final int BLOCK = 512;

  private final Program program;
  private final List<DType> spills;
  private final List<Stage> before;
  private final List<Stage> stages;
  private final List<Stage> after;
  private final int[] steps;

  // Each kernel has its own arrays, which go when the kernel goes.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Scratch> scratch = new ThreadLocal<>();

  /// @param spills the dtypes of the spills
  /// @param before for COLUMNS the stages that come first
  /// @param stages the stages; for COLUMNS those for each element down the columns
  /// @param after for COLUMNS the stages that come last
  StagedKernel(
      Program program,
      List<DType> spills,
      List<Stage> before,
      List<Stage> stages,
      List<Stage> after) {
    this.program = program;
    this.spills = List.copyOf(spills);
    this.before = List.copyOf(before);
    this.stages = List.copyOf(stages);
    this.after = List.copyOf(after);
    steps = new int[program.operands().size()];
    for (int k = 0; k < steps.length; k++) {
      Step step = program.operands().get(k).step();
      steps[k] =
          InstrList.isIndex(program, k) || step == Step.STRIDED ? -1 : step == Step.UNIT ? 1 : 0;
    }
  }

  /// The arrays of one thread.
  private static final class Scratch {
    final Object[] spills;
    final Object[][] arrays;
    final int[][] at;
    int length;

    Scratch(int spills, List<List<Stage>> lists) {
      this.spills = new Object[spills];
      int count = 0;
      for (List<Stage> list : lists) {
        count += list.size();
      }
      arrays = new Object[count][];
      at = new int[count][];
      int s = 0;
      for (List<Stage> list : lists) {
        for (Stage stage : list) {
          boolean runs = stage instanceof Stage.Run;
          arrays[s] = new Object[runs ? ((Stage.Run) stage).arrays().size() : 0];
          at[s++] = new int[runs ? 2 * ((Stage.Run) stage).operands() : 0];
        }
      }
    }
  }

  @Override
  void run(Object[] arrays, int[] at, int n, int inner) {
    Scratch mine = scratch.get();
    if (mine == null) {
      mine = new Scratch(spills.size(), List.of(before, stages, after));
      scratch.set(mine);
    }
    int width = program.form() == Form.MAP ? Math.min(n, BLOCK) : n;
    if (program.form() == Form.COLUMNS) {
      width = inner;
    }
    if (mine.length < Math.max(width, 1)) {
      mine.length = Math.max(width, 1);
      for (int s = 0; s < mine.spills.length; s++) {
        mine.spills[s] = HostBuffer.newArray(spills.get(s), mine.length);
      }
    }
    if (program.form() == Form.COLUMNS) {
      stages(mine, before, 0, arrays, at, 0, 0, inner);
      for (int d = 0; d < n; d++) {
        stages(mine, stages, before.size(), arrays, at, 0, d, inner);
      }
      stages(mine, after, before.size() + stages.size(), arrays, at, 0, 0, inner);
    } else {
      for (int row = 0; row < inner; row++) {
        for (int from = 0; from < n || from == 0; from += Math.max(width, 1)) {
          stages(mine, stages, 0, arrays, at, from, row, Math.min(width, n - from));
        }
      }
    }
  }

  private void stages(
      Scratch mine,
      List<Stage> list,
      int first,
      Object[] arrays,
      int[] at,
      int from,
      int down,
      int n) {
    for (int s = 0; s < list.size(); s++) {
      switch (list.get(s)) {
        case Stage.Run run -> {
          Object[] stageArrays = mine.arrays[first + s];
          int[] stageAt = mine.at[first + s];
          int count = run.operands();
          for (int j = 0; j < stageArrays.length; j++) {
            int k = run.arrays().get(j);
            int spill = k - steps.length;
            if (spill < 0) {
              stageArrays[j] = arrays[k];
              stageAt[j] = at[k] + from * stride(at, k) + (down == 0 ? 0 : down * down(at, k));
              stageAt[count + j] = stride(at, k);
            } else if (spill < mine.spills.length) {
              stageArrays[j] = mine.spills[spill];
            } else {
              stageArrays[j] = arrays[k - mine.spills.length];
            }
          }
          run.kernel().run(stageArrays, stageAt, run.extent() == Extent.ONE ? 1 : n, 1);
        }
      }
    }
  }

  private int stride(int[] at, int k) {
    return steps[k] < 0 ? at[steps.length + k] : steps[k];
  }

  private int down(int[] at, int k) {
    return at[2 * steps.length + k];
  }

  @Override
  void startWithoutVectors() {
    for (List<Stage> list : List.of(before, stages, after)) {
      for (Stage stage : list) {
        if (stage instanceof Stage.Run run) {
          run.kernel().startWithoutVectors();
        }
      }
    }
  }

  /// The kernel that runs last.
  Kernel lastKernel() {
    return stages.stream()
        .filter(Stage.Run.class::isInstance)
        .map(stage -> ((Stage.Run) stage).kernel())
        .reduce(this, (_, kernel) -> kernel);
  }
}
