// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// The matrix that a convolution multiplies its weights with: a row for each output, which holds
/// the elements of x that it meets, taps in row-major order and the channels of the group within a
/// tap. Only blocks of it are ever written down.
///
/// Taps that meet neighbours in x are copied together, and so are the rows of a line as far as they
/// lie within x.
final class PatchRows {
  private final PanelOps ops;
  private final ConvPhase phase;
  private final int extent; // of x along the last spatial axis
  private final int allChannels;
  private final int channels; // of a group
  private final int runTaps; // that are copied together
  private final int runs; // for each outer tap

  private Object x;
  private int xOff;

  /// @param extent how long x is along the last spatial axis
  /// @param groups how many groups the channels of x are in
  PatchRows(PanelOps ops, ConvPhase phase, int extent, int allChannels, int groups) {
    this.ops = ops;
    this.phase = phase;
    this.extent = extent;
    this.allChannels = allChannels;
    this.channels = allChannels / groups;
    boolean together = groups == 1 && phase.hasRuns();
    this.runTaps = together ? phase.lastTaps() : 1;
    this.runs = phase.lastTaps() / Math.max(1, runTaps);
    this.x = ops.newArray(0);
  }

  /// Reads from this array, x starting at `xOff`.
  void from(Object x, int xOff) {
    this.x = x;
    this.xOff = xOff;
  }

  /// Writes `to[toOff + i * toStep + q]`, element `p + q` of row `row + i`, for `i < rows` and `q <
  /// depth`. Called by several threads at once.
  ///
  /// @param to an array of the element type
  void make(int group, int row, int rows, int p, int depth, Object to, int toOff, int toStep) {
    int width = phase.line();
    int end = row + rows;
    int next = row;
    while (next < end) {
      int line = next / width;
      int t = next - line * width;
      int count = Math.min(width - t, end - next);
      line(group, line, t, count, p, depth, to, toOff + (next - row) * toStep, toStep);
      next += count;
    }
  }

  /// Makes `count` rows from the `t`-th of a line on.
  private void line(
      int group, int line, int t, int count, int p, int depth, Object to, int toOff, int toStep) {
    int length = runTaps * channels;
    int end = p + depth;
    for (int k = p; k < end; ) {
      int run = k / length;
      int from = k - run * length;
      int until = Math.min(length, end - run * length);
      int start = phase.source(line, run / runs);
      int target = toOff + k - p;
      if (start < 0) {
        ops.clearRows(count, until - from, to, target, toStep);
      } else {
        start += xOff + group * channels;
        run(start, phase.meets(run % runs), t, count, from, until, to, target, toStep);
      }
      k += until - from;
    }
  }

  /// Copies elements `from` to `until` of a run into `count` rows, zeros where it leaves x.
  ///
  /// @param start the first element of the line of x
  /// @param meets where the first row of the line begins on it
  private void run(
      int start,
      int meets,
      int t,
      int count,
      int from,
      int until,
      Object to,
      int toOff,
      int toStep) {
    int move = phase.move();
    int at = meets + t * move;
    // Rows before `inner` begin before x, rows from `outer` on end after it.
    int inner = at >= 0 ? 0 : Math.min(count, Math.ceilDiv(-at, move));
    int room = extent - runTaps - at;
    int outer = room < 0 ? inner : Math.max(inner, Math.min(count, room / move + 1));
    for (int i = 0; i < inner; i++) {
      edge(start, at + i * move, from, until, to, toOff + i * toStep);
    }
    ops.copyRows(
        x,
        start + (at + inner * move) * allChannels + from,
        move * allChannels,
        outer - inner,
        until - from,
        to,
        toOff + inner * toStep,
        toStep);
    for (int i = outer; i < count; i++) {
      edge(start, at + i * move, from, until, to, toOff + i * toStep);
    }
  }

  /// One row of a run that begins at `at` on the line of x and leaves it.
  private void edge(int start, int at, int from, int until, Object to, int toOff) {
    int low = Math.clamp(Math.max(0L, -at) * channels, from, until);
    int high = Math.clamp((long) Math.max(0, extent - at) * channels, low, until);
    ops.clearRows(1, low - from, to, toOff, 0);
    ops.copyRows(x, start + at * allChannels + low, 0, 1, high - low, to, toOff + low - from, 0);
    ops.clearRows(1, until - high, to, toOff + high - from, 0);
  }
}
