// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/// The graphs of pooling along one axis. Pooling over several axes is pooling along the last, then
/// along the one before, and so on: it reads a window of K x K elements as K and K, and the first
/// winner in row-major order is the first row's first winner.
///
/// Shapes are (..., windows, elements, ...) and (..., elements, windows, ...) in comments.
final class PoolBodies {
  private PoolBodies() {}

  /// The maximum of each window. Its gradient goes to the first winner.
  static Tensor maximum(Tensor x, int axis, PoolAxis p) {
    return Composites.record(
        "maxPool",
        List.of(axis, p),
        in -> reduced(ReduceKind.MAX, in.getFirst(), axis, p, Double.NEGATIVE_INFINITY),
        (in, g) -> List.of(toWinners(in.getFirst(), g, axis, p)),
        x);
  }

  /// Where along the axis (i64) the first winner of each window lies.
  static Tensor positions(Tensor x, int axis, PoolAxis p) {
    return Composites.record(
        "maxPoolIndex",
        List.of(axis, p),
        in -> {
          Node winner = cast(winner(in.getFirst(), axis, p), DType.I64);
          Node window = iota(axis, winner.type());
          Node at = add(mul(window, p.stride()), mul(winner, p.dilation()));
          return max(min(sub(at, p.low()), p.n() - 1), 0);
        },
        Composites.Gradient.OF_BODY,
        x);
  }

  /// The sum of each window, padding counted as 0.
  static Tensor sum(Tensor x, int axis, PoolAxis p) {
    return Composites.record(
        "sumPool",
        List.of(axis, p),
        in -> reduced(ReduceKind.SUM, in.getFirst(), axis, p, 0),
        Composites.Gradient.OF_BODY,
        x);
  }

  private static Node reduced(ReduceKind kind, Node x, int axis, PoolAxis p, double around) {
    return reduce(kind, taps(x, axis, p, around), new int[] {axis}, false);
  }

  /// (..., elements, windows, ...): the first elements of all windows, the second ones, and so on.
  private static Node taps(Node x, int axis, PoolAxis p, double around) {
    Node windows = windows(x, axis, p, around);
    int[] order = IntStream.range(0, windows.shape().rank()).toArray();
    order[axis] = axis + 1;
    order[axis + 1] = axis;
    return permute(windows, order);
  }

  /// (..., windows, elements, ...)
  private static Node windows(Node x, int axis, PoolAxis p, double around) {
    return window(
        pad(x, axis, p.low(), p.high(), around), axis, p.size(), p.stride(), p.dilation());
  }

  /// Which element (i32) of each window is the first that equals the maximum; elements of the
  /// padding never win, and NaN is the maximum.
  private static Node winner(Node x, int axis, PoolAxis p) {
    Node y = reduced(ReduceKind.MAX, x, axis, p, Double.NEGATIVE_INFINITY);
    Node taps = taps(x, axis, p, Double.NEGATIVE_INFINITY); // (..., elements, windows, ...)
    TensorType index = new TensorType(DType.I32, taps.shape());
    Node element = iota(axis, index);
    Node wins =
        or(
            compare(CompareKind.EQ, taps, spread(y, axis, taps.shape())),
            compare(CompareKind.NE, taps, taps));
    if (p.low() > 0 || p.high() > 0) {
      Node at = add(mul(iota(axis + 1, index), p.stride()), mul(element, p.dilation()));
      Node inside =
          and(
              compare(CompareKind.GE, at, p.low()),
              compare(CompareKind.LT, at, (double) p.low() + p.n()));
      wins = and(wins, inside);
    }
    return reduce(ReduceKind.MIN, where(wins, element, p.size()), new int[] {axis}, false);
  }

  /// `y` repeated along a new axis.
  private static Node spread(Node y, int axis, Shape shape) {
    return broadcastTo(reshape(y, shape.with(axis, 1)), shape);
  }

  private static Node toWinners(Node x, Node g, int axis, PoolAxis p) {
    Shape s = windows(x, axis, p, 0).shape(); // (..., windows, elements, ...)
    Node element = iota(axis + 1, new TensorType(DType.I32, s));
    Node wins = compare(CompareKind.EQ, element, spread(winner(x, axis, p), axis + 1, s));
    Node shares = where(wins, spread(g, axis + 1, s), 0);
    int padded = p.n() + p.low() + p.high();
    Node sum = fold(shares, axis, padded, p.stride(), p.dilation());
    return slice(sum, axis, p.low(), p.low() + p.n());
  }
}
