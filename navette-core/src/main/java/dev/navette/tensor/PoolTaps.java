// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The graphs of pooling along several axes at once, for windows of few elements, *taps*.
///
/// Forwards, tap k of all windows is a strided slice, and slices are combined element by element.
///
/// Backwards, position `stride j + r` of an axis, `r < stride`, lies in the windows `j - q` that
/// reach it, q = 0, 1, ..., at the offset `stride q + r` from their beginning. So the gradient is
/// computed over (..., j, r, ...): for each q, the cotangent of window `j - q` where that offset is
/// the winner's. Nothing is scattered, and all is element-wise.
final class PoolTaps {
  /// Elements of a window, and windows over an element, from which on axes are pooled one by one.
  private static final int MOST = 16;

  private static final int NOWHERE = -1;

  private final Node x;
  private final PoolAxis[] along;

  /// The first of the axes.
  private final int first;

  private PoolTaps(Node x, List<PoolAxis> along) {
    this.x = x;
    this.along = along.toArray(PoolAxis[]::new);
    this.first = x.shape().rank() - along.size();
  }

  /// Whether windows are small enough.
  static boolean fit(PoolAxis... along) {
    long taps = 1;
    long windows = 1;
    for (PoolAxis p : along) {
      taps *= p.size();
      windows *= reach(p);
    }
    return taps <= MOST && windows <= MOST;
  }

  /// The maximum of each window. Its gradient goes to the first winner in row-major order; NaN is
  /// the maximum, and padding never wins.
  static Tensor maximum(Tensor x, PoolAxis... along) {
    List<PoolAxis> axes = List.of(along);
    return Composites.record(
        "maxPool",
        axes,
        in -> new PoolTaps(in.getFirst(), axes).maximum(),
        (in, g) -> List.of(new PoolTaps(in.getFirst(), axes).toWinners(g)),
        x);
  }

  /// The sum of each window, padding counted as 0, in row-major order.
  static Tensor sum(Tensor x, PoolAxis... along) {
    List<PoolAxis> axes = List.of(along);
    return Composites.record(
        "sumPool",
        axes,
        in -> new PoolTaps(in.getFirst(), axes).sum(),
        (in, g) -> List.of(new PoolTaps(in.getFirst(), axes).toAll(g)),
        x);
  }

  // ---- forwards

  private Node maximum() {
    return taps(Double.NEGATIVE_INFINITY).stream().reduce((a, b) -> max(a, b)).orElseThrow();
  }

  private Node sum() {
    return taps(0).stream().reduce((a, b) -> add(a, b)).orElseThrow();
  }

  /// For each tap, in row-major order, that element of all windows.
  private List<Node> taps(double around) {
    int rank = x.shape().rank();
    int[] low = new int[rank];
    int[] high = new int[rank];
    for (int i = 0; i < along.length; i++) {
      low[first + i] = along[i].low();
      high[first + i] = along[i].high();
    }
    Node padded = pad(x, low, high, around);
    List<Node> taps = new ArrayList<>();
    for (int[] k : grid(sizes())) {
      int[] start = new int[rank];
      int[] limit = x.shape().toArray();
      int[] step = new int[rank];
      Arrays.fill(step, 1);
      for (int i = 0; i < along.length; i++) {
        PoolAxis p = along[i];
        start[first + i] = p.dilation() * k[i];
        limit[first + i] = start[first + i] + p.stride() * (p.count() - 1) + 1;
        step[first + i] = p.stride();
      }
      Op slice = new Op.Slice(Ints.of(start), Ints.of(limit), Ints.of(step));
      taps.add(Node.of(slice, padded));
    }
    return taps;
  }

  private int[] sizes() {
    return Arrays.stream(along).mapToInt(PoolAxis::size).toArray();
  }

  /// All indices below `extents`, row-major.
  private static List<int[]> grid(int[] extents) {
    List<int[]> all = new ArrayList<>(List.of(new int[0]));
    for (int extent : extents) {
      List<int[]> longer = new ArrayList<>();
      for (int[] index : all) {
        for (int i = 0; i < extent; i++) {
          int[] next = Arrays.copyOf(index, index.length + 1);
          next[index.length] = i;
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }

  // ---- the winner

  /// At which offset (i32) from its beginning each window has its first winner, as one number.
  private Node winner() {
    List<Node> taps = taps(Double.NEGATIVE_INFINITY);
    List<int[]> index = grid(sizes());
    Node y = maximum();
    TensorType type = new TensorType(DType.I32, y.shape());
    boolean padded = Arrays.stream(along).anyMatch(p -> p.low() > 0 || p.high() > 0);
    Node winner = constant(padded ? NOWHERE : code(index.getLast()), type);
    for (int t = padded ? taps.size() - 1 : taps.size() - 2; t >= 0; t--) {
      Node tap = taps.get(t);
      Node wins = or(compare(CompareKind.EQ, tap, y), compare(CompareKind.NE, tap, tap));
      winner = where(inside(wins, index.get(t)), constant(code(index.get(t)), type), winner);
    }
    return winner;
  }

  /// The offset of tap `k` as one number.
  private int code(int[] k) {
    int code = 0;
    for (int i = 0; i < along.length; i++) {
      code += along[i].dilation() * k[i] * weight(i);
    }
    return code;
  }

  /// By what a step along axis i changes the number of an offset.
  private int weight(int i) {
    int weight = 1;
    for (int j = i + 1; j < along.length; j++) {
      weight *= reach(along[j]) * along[j].stride();
    }
    return weight;
  }

  /// `wins` where tap `k` is no padding.
  private Node inside(Node wins, int[] k) {
    Node result = wins;
    for (int i = 0; i < along.length; i++) {
      PoolAxis p = along[i];
      int offset = p.dilation() * k[i] - p.low(); // of the first window
      Node at = iota(first + i, new TensorType(DType.I32, wins.shape()));
      if (offset < 0) {
        int least = Math.ceilDiv(-offset, p.stride());
        result = and(result, compare(CompareKind.GE, at, least));
      }
      if (offset + p.stride() * (p.count() - 1) >= p.n()) {
        int end = Math.ceilDiv(p.n() - offset, p.stride());
        result = and(result, compare(CompareKind.LT, at, end));
      }
    }
    return result;
  }

  // ---- backwards

  /// Over how many windows an element may lie.
  private static int reach(PoolAxis p) {
    return p.dilation() * (p.size() - 1) / p.stride() + 1;
  }

  /// How often a stride fits from the beginning of the padding to the end of the axis.
  private static int strides(PoolAxis p) {
    return Math.max(p.count(), Math.ceilDiv(p.low() + p.n(), p.stride()));
  }

  private Node toWinners(Node g) {
    Node winners = padded(winner(), NOWHERE);
    Node cotangents = padded(g, 0);
    Shape phases = phases();
    Node offset = constant(0, new TensorType(DType.I32, phases));
    for (int i = 0; i < along.length; i++) {
      offset = add(offset, mul(remainder(i, phases), weight(i)));
    }
    List<Node> terms = new ArrayList<>();
    for (int[] q : grid(reaches()).reversed()) { // the first window first
      int code = 0;
      for (int i = 0; i < along.length; i++) {
        code += q[i] * along[i].stride() * weight(i);
      }
      Node wins =
          compare(CompareKind.EQ, spread(winners, q), code == 0 ? offset : add(offset, code));
      terms.add(where(wins, spread(cotangents, q), 0));
    }
    return together(terms);
  }

  private Node toAll(Node g) {
    Node cotangents = padded(g, 0);
    List<Node> terms = new ArrayList<>();
    for (int[] q : grid(reaches()).reversed()) {
      Node term = spread(cotangents, q);
      for (int i = 0; i < along.length; i++) {
        PoolAxis p = along[i];
        int from = q[i] * p.stride();
        if (from + p.stride() > p.size()) { // an average has no dilation
          Node tap = compare(CompareKind.LT, add(remainder(i, phases()), from), p.size());
          term = where(tap, term, 0);
        }
      }
      terms.add(term);
    }
    return together(terms);
  }

  private int[] reaches() {
    return Arrays.stream(along).mapToInt(PoolTaps::reach).toArray();
  }

  /// The shape (..., j, r, ...), with j and r for each axis.
  private Shape phases() {
    int[] dims = Arrays.copyOf(x.shape().toArray(), first + 2 * along.length);
    for (int i = 0; i < along.length; i++) {
      dims[first + 2 * i] = strides(along[i]);
      dims[first + 2 * i + 1] = along[i].stride();
    }
    return Shape.of(dims);
  }

  /// r along axis i.
  private Node remainder(int i, Shape phases) {
    return iota(first + 2 * i + 1, new TensorType(DType.I32, phases));
  }

  /// What there is by window, with `value` for the windows before the first and behind the last.
  private Node padded(Node windows, double value) {
    int rank = windows.shape().rank();
    int[] low = new int[rank];
    int[] high = new int[rank];
    for (int i = 0; i < along.length; i++) {
      low[first + i] = reach(along[i]) - 1;
      high[first + i] = strides(along[i]) - along[i].count();
    }
    return pad(windows, low, high, value);
  }

  /// What there is for the windows j - q, over (..., j, r, ...).
  private Node spread(Node padded, int[] q) {
    int[] start = new int[padded.shape().rank()];
    int[] limit = padded.shape().toArray();
    Shape phases = phases();
    int[] columns = phases.toArray();
    for (int i = 0; i < along.length; i++) {
      start[first + i] = reach(along[i]) - 1 - q[i];
      limit[first + i] = start[first + i] + strides(along[i]);
      columns[first + 2 * i + 1] = 1;
    }
    return broadcastTo(reshape(slice(padded, start, limit), Shape.of(columns)), phases);
  }

  /// The sum of the terms, over the axes of x.
  private Node together(List<Node> terms) {
    Node sum = terms.stream().reduce((a, b) -> add(a, b)).orElseThrow();
    int[] start = new int[x.shape().rank()];
    int[] limit = x.shape().toArray();
    int[] whole = x.shape().toArray();
    for (int i = 0; i < along.length; i++) {
      PoolAxis p = along[i];
      start[first + i] = p.low();
      limit[first + i] = p.low() + p.n();
      whole[first + i] = strides(p) * p.stride();
    }
    return slice(reshape(sum, Shape.of(whole)), start, limit);
  }
}
