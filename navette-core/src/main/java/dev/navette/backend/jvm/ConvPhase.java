// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The outputs of a convolution that meet x in the same taps, the others falling into holes.
///
/// With an input dilation of 1 there is one phase. Otherwise each spatial axis has as many as
/// outputs pass before stride and input dilation come round together. Within a phase the holes are
/// gone: from output to output and from tap to tap one moves whole elements of x.
///
/// Outputs are counted as rows, in row-major order; those that differ along the last axis alone are
/// a line. Taps are counted likewise: the taps that differ along the last axis alone, and the outer
/// taps.
final class ConvPhase {
  private final Shape x; // (N, *S, C)
  private final Shape out; // (N, *P, O)
  private final int last; // the last spatial axis
  private final int[] first; // of the outputs, by axis
  private final int[] step; // from output to output
  private final int[] count;
  private final int[] move; // from output to output, in x
  private final int[][] taps; // that are taken, by axis
  private final int[][] meets; // where the first output meets them in x
  private final boolean whole;

  private ConvPhase(Op.Conv conv, Shape x, Shape w, Shape out, int[] phase) {
    int spatial = phase.length;
    this.x = x;
    this.out = out;
    this.last = spatial - 1;
    this.first = phase;
    this.step = new int[spatial];
    this.count = new int[spatial];
    this.move = new int[spatial];
    this.taps = new int[spatial][];
    this.meets = new int[spatial][];
    for (int i = 0; i < spatial; i++) {
      int dilation = conv.inputDilation().get(i);
      step[i] = period(conv, i);
      count[i] = Math.max(0, Math.ceilDiv(out.dim(i + 1) - phase[i], step[i]));
      move[i] = conv.stride().get(i) * step[i] / dilation;
      int from = conv.stride().get(i) * phase[i] - conv.low().get(i);
      int[] taken = new int[w.dim(i)];
      int[] at = new int[w.dim(i)];
      int n = 0;
      for (int k = 0; k < w.dim(i); k++) {
        int position = from + conv.dilation().get(i) * k;
        if (Math.floorMod(position, dilation) == 0) {
          taken[n] = k;
          at[n++] = Math.floorDiv(position, dilation);
        }
      }
      taps[i] = Arrays.copyOf(taken, n);
      meets[i] = Arrays.copyOf(at, n);
    }
    this.whole = Arrays.stream(step).allMatch(s -> s == 1);
  }

  /// The phases that have outputs.
  static List<ConvPhase> of(Op.Conv conv, Shape x, Shape w, Shape out) {
    List<ConvPhase> phases = new ArrayList<>();
    int[] phase = new int[conv.stride().size()];
    int i = 0;
    while (i >= 0) {
      ConvPhase next = new ConvPhase(conv, x, w, out, phase.clone());
      if (next.rows() > 0) {
        phases.add(next);
      }
      for (i = phase.length - 1; i >= 0; i--) {
        if (++phase[i] < period(conv, i)) {
          break;
        }
        phase[i] = 0;
      }
    }
    return phases;
  }

  /// After how many outputs the same taps are taken again.
  private static int period(Op.Conv conv, int i) {
    int a = conv.inputDilation().get(i);
    int b = conv.stride().get(i);
    while (b != 0) {
      int rest = a % b;
      a = b;
      b = rest;
    }
    return conv.inputDilation().get(i) / a;
  }

  /// How many outputs there are, channels not counted.
  int rows() {
    int rows = x.dim(0);
    for (int n : count) {
      rows *= n;
    }
    return rows;
  }

  /// How many rows are a line.
  int line() {
    return count[last];
  }

  /// The taps that are taken, as their numbers among all `(*K)`.
  int[] taken(Shape w) {
    int[] all = {0};
    for (int i = 0; i <= last; i++) {
      int[] more = new int[all.length * taps[i].length];
      for (int j = 0; j < more.length; j++) {
        more[j] = all[j / taps[i].length] * w.dim(i) + taps[i][j % taps[i].length];
      }
      all = more;
    }
    return all;
  }

  /// Whether the outputs are all that the convolution has.
  boolean isWhole() {
    return whole;
  }

  /// How many outputs there are along a spatial axis.
  int count(int axis) {
    return count[axis];
  }

  /// How far the next output along a spatial axis meets x.
  int move(int axis) {
    return move[axis];
  }

  /// How many taps are taken along a spatial axis.
  int taps(int axis) {
    return meets[axis].length;
  }

  /// Where tap `j` of a spatial axis meets x, for the first output.
  int meets(int axis, int j) {
    return meets[axis][j];
  }

  /// How many taps are taken along all axes but the last.
  int outerTaps() {
    int outer = 1;
    for (int i = 0; i < last; i++) {
      outer *= meets[i].length;
    }
    return outer;
  }

  /// How many taps are taken along the last axis.
  int lastTaps() {
    return meets[last].length;
  }

  /// Where tap `j` of the last axis meets x, for the first output of a line.
  int meets(int j) {
    return meets[last][j];
  }

  /// How far the next output of a line meets x.
  int move() {
    return move[last];
  }

  /// Whether neighbouring taps of the last axis meet neighbours in x.
  boolean hasRuns() {
    int[] at = meets[last];
    return at.length > 0 && at[at.length - 1] - at[0] == at.length - 1;
  }

  /// The first element of x on the line that line `line` of the outputs meets in outer tap `tap`,
  /// or -1 if that lies outside of x.
  int source(int line, int tap) {
    int stride = x.dim(last + 1) * x.dim(last + 2);
    int start = 0;
    int n = line;
    int k = tap;
    for (int i = last - 1; i >= 0; i--) {
      int at = n % count[i] * move[i] + meets[i][k % meets[i].length];
      if (at < 0 || at >= x.dim(i + 1)) {
        return -1;
      }
      start += at * stride;
      stride *= x.dim(i + 1);
      n /= count[i];
      k /= meets[i].length;
    }
    return start + n * stride;
  }

  /// The first element of line `line` in the output.
  int target(int line) {
    int stride = out.dim(last + 2);
    int start = first[last] * stride;
    stride *= out.dim(last + 1);
    int n = line;
    for (int i = last - 1; i >= 0; i--) {
      start += (first[i] + n % count[i] * step[i]) * stride;
      stride *= out.dim(i + 1);
      n /= count[i];
    }
    return start + n * stride;
  }

  /// Notes where `count` outputs from row `row` on lie, counted from `outOff`.
  void targets(int outOff, int row, int count, int[] to) {
    int line = row / line();
    int t = row - line * line();
    int start = outOff + target(line);
    for (int r = 0; r < count; r++) {
      if (t == line()) {
        t = 0;
        start = outOff + target(++line);
      }
      to[r] = start + t++ * targetStep();
    }
  }

  /// How many elements of the output lie between those of a line.
  int targetStep() {
    return step[last] * out.dim(last + 2);
  }
}
