// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import dev.navette.memory.HostBuffer;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;

/// Reductions in the order that [Op.Reduce] prescribes.
final class Reductions {
  private Reductions() {}

  static void reduce(Op.Reduce r, HostBuffer x, Shape shape, HostBuffer out) {
    int n = shape.size(r.from(), r.to());
    int inner = shape.size(r.to(), shape.rank());
    for (int i = 0; i < out.size(); i++) {
      int start = i / inner * n * inner + i % inner;
      if (x.dtype().isFloat()) {
        DoubleBinaryOperator combine = combine(r.kind(), x.dtype());
        double identity = identity(r.kind());
        IntToDoubleFunction element = e -> x.getDouble(start + e * inner);
        out.set(
            i,
            r.to() == shape.rank()
                ? inPieces(n, element, identity, combine)
                : inChunks(n, element, identity, combine));
      } else {
        Elements.setLong(out, i, integers(r.kind(), x, start, n, inner));
      }
    }
  }

  /// Piece by piece, in order.
  private static double inPieces(
      int n, IntToDoubleFunction element, double identity, DoubleBinaryOperator combine) {
    double total = inLanes(Math.min(n, Op.Reduce.PIECE), element, identity, combine);
    for (int from = Op.Reduce.PIECE; from < n; from += Op.Reduce.PIECE) {
      int first = from;
      int length = Math.min(n - from, Op.Reduce.PIECE);
      double piece = inLanes(length, e -> element.applyAsDouble(first + e), identity, combine);
      total = combine.applyAsDouble(total, piece);
    }
    return total;
  }

  /// Element i to lane i mod 64, then lane l takes lane l + s for s = 32, 16, ... 1.
  private static double inLanes(
      int n, IntToDoubleFunction element, double identity, DoubleBinaryOperator combine) {
    double[] lanes = new double[Op.Reduce.LANES];
    Arrays.fill(lanes, identity);
    for (int i = 0; i < n; i++) {
      int lane = i % lanes.length;
      lanes[lane] = combine.applyAsDouble(lanes[lane], element.applyAsDouble(i));
    }
    return fold(lanes, combine);
  }

  /// In ascending order within chunks, then chunk c takes chunk c + s.
  private static double inChunks(
      int n, IntToDoubleFunction element, double identity, DoubleBinaryOperator combine) {
    double[] chunks = new double[Math.max(1, Math.ceilDiv(n, Op.Reduce.CHUNK))];
    Arrays.fill(chunks, identity);
    for (int i = 0; i < n; i++) {
      int chunk = i / Op.Reduce.CHUNK;
      chunks[chunk] = combine.applyAsDouble(chunks[chunk], element.applyAsDouble(i));
    }
    return fold(chunks, combine);
  }

  /// Part p takes part p + s, for s from the largest power of two below their number down to 1.
  private static double fold(double[] parts, DoubleBinaryOperator combine) {
    for (int s = Integer.highestOneBit(Math.max(1, parts.length - 1)); s >= 1; s /= 2) {
      for (int p = 0; p < s && p + s < parts.length; p++) {
        parts[p] = combine.applyAsDouble(parts[p], parts[p + s]);
      }
    }
    return parts[0];
  }

  private static double identity(ReduceKind kind) {
    return switch (kind) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  /// One step, rounded to the dtype. An f32 is carried in a double without loss.
  private static DoubleBinaryOperator combine(ReduceKind kind, DType dtype) {
    BinaryKind step = step(kind);
    return dtype == DType.F32
        ? (a, b) -> ScalarF32.binary(step, (float) a, (float) b)
        : (a, b) -> ScalarF64.binary(step, a, b);
  }

  private static BinaryKind step(ReduceKind kind) {
    return switch (kind) {
      case SUM -> BinaryKind.ADD;
      case PROD -> BinaryKind.MUL;
      case MAX -> BinaryKind.MAX;
      case MIN -> BinaryKind.MIN;
    };
  }

  /// Integers are exact, so any order gives the same.
  private static long integers(ReduceKind kind, HostBuffer x, int start, int n, int inner) {
    long result =
        switch (kind) {
          case SUM -> 0;
          case PROD -> 1;
          case MAX, MIN -> x.getLong(start);
        };
    for (int e = 0; e < n; e++) {
      result = ScalarInt.binary(step(kind), x.dtype(), result, x.getLong(start + e * inner));
    }
    return result;
  }

  static void argReduce(Op.ArgReduce a, HostBuffer x, Shape shape, HostBuffer out) {
    int n = shape.dim(a.axis());
    int inner = shape.size(a.axis() + 1, shape.rank());
    for (int i = 0; i < out.size(); i++) {
      int start = i / inner * n * inner + i % inner;
      int best = 0;
      for (int e = 1; e < n; e++) {
        if (beats(a.largest(), x, start + e * inner, start + best * inner)) {
          best = e;
        }
      }
      Elements.setLong(out, i, best);
    }
  }

  /// Whether element i is more extreme than element j; NaN is the most.
  private static boolean beats(boolean largest, HostBuffer x, int i, int j) {
    if (!x.dtype().isFloat()) {
      return largest ? x.getLong(i) > x.getLong(j) : x.getLong(i) < x.getLong(j);
    }
    double candidate = x.getDouble(i);
    double best = x.getDouble(j);
    if (Double.isNaN(candidate) || Double.isNaN(best)) {
      return !Double.isNaN(best);
    }
    return largest ? candidate > best : candidate < best;
  }
}
