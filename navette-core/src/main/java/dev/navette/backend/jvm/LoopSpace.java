// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Step;
import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The iteration space of a loop: the extents above 1 of its shape, cut into loops around a row,
/// the row (or column) itself, and for COLUMNS the columns side by side. Adjacent dimensions over
/// which all operands move evenly are merged.
final class LoopSpace {
  private final Step.Form form;
  private final int[] extents;

  /// The first dimension of the row, or of the column.
  private final int split;

  /// The end of the dimensions of a column.
  private final int end;

  private LoopSpace(Step.Form form, int[] extents, int split, int end) {
    this.form = form;
    this.extents = extents;
    this.split = split;
    this.end = end;
  }

  static LoopSpace of(Step.Loop step) {
    Shape shape = step.space();
    int split = countAboveOne(shape, step.split());
    int end = countAboveOne(shape, step.end());
    return new LoopSpace(step.form(), IndexMap.space(shape), split, end);
  }

  private static int countAboveOne(Shape shape, int to) {
    int count = 0;
    for (int i = 0; i < to; i++) {
      count += shape.dim(i) == 1 ? 0 : 1;
    }
    return count;
  }

  int rank() {
    return extents.length;
  }

  /// Whether `node` has an element for every point of the space (else one for every row).
  boolean isWhole(Node node) {
    return node.shape().size() == size(0, extents.length)
        && (split == extents.length || IndexMap.space(node.shape()).length == extents.length);
  }

  private int size(int from, int to) {
    int s = 1;
    for (int i = from; i < to; i++) {
      s *= extents[i];
    }
    return s;
  }

  /// Where a node of this shape, which lies evenly over the space, over its rows, or over its
  /// columns, starts to be read.
  IndexMap start(Shape shape) {
    IndexMap map = IndexMap.rowMajor(shape);
    int own = IndexMap.space(shape).length;
    if (form == Step.Form.COLUMNS && own < extents.length) {
      return map.spread(split, end - split);
    }
    return map.widened(extents.length);
  }

  /// Strides over the first dimensions, extended by zeros to all.
  int[] widen(int[] strides) {
    return Arrays.copyOf(strides, extents.length);
  }

  /// The loop over this space with these operands.
  Loop finish(Map<Access, Integer> accesses, List<Phase> phases) {
    List<Access> list = new ArrayList<>(accesses.keySet());
    return switch (form) {
      case MAP -> {
        // A split keeps the row apart: the epilogue of a product runs on parts of rows.
        List<int[]> merged = merged(list, 0, split);
        merged.addAll(merged(list, split, extents.length));
        int row = merged.isEmpty() ? -1 : merged.size() - 1;
        yield loop(Form.MAP, list, phases, merged, row, -1);
      }
      case ROWS -> {
        List<int[]> merged = merged(list, 0, split);
        merged.addAll(oneDimension(list, split, extents.length, "a row"));
        yield loop(
            Form.ROWS, list, phases, merged, split < extents.length ? merged.size() - 1 : -1, -1);
      }
      case COLUMNS -> {
        List<int[]> merged = merged(list, 0, split);
        List<int[]> inner = merged(list, end, extents.length);
        List<int[]> column = oneDimension(list, split, end, "a column");
        int across = -1;
        if (!inner.isEmpty()) {
          merged.addAll(inner.subList(0, inner.size() - 1));
        }
        int down = -1;
        if (!column.isEmpty()) {
          down = merged.size();
          merged.addAll(column);
        }
        if (!inner.isEmpty()) {
          across = merged.size();
          merged.add(inner.getLast());
        }
        yield loop(Form.COLUMNS, list, phases, merged, across, down);
      }
    };
  }

  /// The dimensions `from` to `to` as {first, end} pairs, neighbours merged where every access
  /// allows.
  private List<int[]> merged(List<Access> accesses, int from, int to) {
    List<int[]> groups = new ArrayList<>();
    for (int d = from; d < to; d++) {
      int at = d;
      boolean merges =
          !groups.isEmpty()
              && accesses.stream()
                  .allMatch(a -> a.strides()[at - 1] == a.strides()[at] * extents[at]);
      if (merges) {
        groups.getLast()[1] = d + 1;
      } else {
        groups.add(new int[] {d, d + 1});
      }
    }
    return groups;
  }

  private List<int[]> oneDimension(List<Access> accesses, int from, int to, String what) {
    List<int[]> groups = merged(accesses, from, to);
    if (groups.size() > 1) {
      throw new IllegalStateException(what + " is not one loop for every operand");
    }
    return groups;
  }

  /// @param row the group that is the row (across columns), or -1 for a row of one element
  /// @param down the group that is a column, or -1
  private Loop loop(
      Form kind, List<Access> accesses, List<Phase> phases, List<int[]> groups, int row, int down) {
    List<Integer> around = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      if (g != row && g != down) {
        around.add(g);
      }
    }
    List<Loop.Operand> operands = new ArrayList<>();
    List<Program.Operand> types = new ArrayList<>();
    for (Access a : accesses) {
      int[] outer = around.stream().mapToInt(g -> a.strides()[groups.get(g)[1] - 1]).toArray();
      int along = row < 0 ? 0 : a.strides()[groups.get(row)[1] - 1];
      int column = down < 0 ? 0 : a.strides()[groups.get(down)[1] - 1];
      operands.add(new Loop.Operand(a.location(), a.base(), outer, along, column));
      Program.Step move =
          switch (along) {
            // A row of one element is stored like any other.
            case 0 -> a.stored() && row < 0 ? Program.Step.UNIT : Program.Step.FIXED;
            case 1 -> Program.Step.UNIT;
            default -> Program.Step.STRIDED;
          };
      types.add(new Program.Operand(a.dtype(), move, a.stored()));
    }
    int[] outer = around.stream().mapToInt(g -> size(groups.get(g)[0], groups.get(g)[1])).toArray();
    int across = row < 0 ? 1 : size(groups.get(row)[0], groups.get(row)[1]);
    int height = down < 0 ? 1 : size(groups.get(down)[0], groups.get(down)[1]);
    Program program = new Program(kind, types, phases);
    return kind == Form.COLUMNS
        ? new Loop(program, operands, outer, height, across)
        : new Loop(program, operands, outer, across, 1);
  }
}
