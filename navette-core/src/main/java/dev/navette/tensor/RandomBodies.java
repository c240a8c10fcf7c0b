// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.List;

/// The graphs that turn keys into random tensors. Keys, thresholds and ranges are arguments of the
/// plan, so one plan serves all draws of a shape.
final class RandomBodies {
  private static final int PRECISION = 24;
  private static final int POSITIVE = 31;

  private RandomBodies() {}

  private static Tensor key(long key) {
    return Tensor.of(new int[] {(int) key, (int) (key >>> 32)}, 2);
  }

  private static Node bits(Node key, Shape shape) {
    return Node.of(new Op.RandomBits(shape), key);
  }

  private static Node shiftRight(Node x, int count) {
    return binary(BinaryKind.SHR, x, constant(count, x.type()));
  }

  /// Integers from 0 to 2^24 - 1.
  private static Node high(Node key, Shape shape) {
    return shiftRight(bits(key, shape), Integer.SIZE - PRECISION);
  }

  static Tensor bits(long key, Shape shape) {
    return Tensor.record(new Op.RandomBits(shape), key(key));
  }

  static Tensor uniform(long key, Shape shape) {
    return Composites.record(
        "uniform",
        List.of(shape),
        in -> mul(cast(high(in.getFirst(), shape), DType.F32), 0x1p-24),
        Composites.Gradient.OF_BODY,
        key(key));
  }

  static Tensor normal(long radiusKey, long angleKey, Shape shape) {
    return Composites.record(
        "normal",
        List.of(shape),
        in -> {
          Node u = mul(cast(add(high(in.getFirst(), shape), 1), DType.F32), 0x1p-24); // (0, 1]
          Node v = mul(cast(high(in.getLast(), shape), DType.F32), 0x1p-24); // [0, 1)
          return mul(sqrt(mul(log(u), -2)), cos(mul(v, 2 * Math.PI)));
        },
        Composites.Gradient.OF_BODY,
        key(radiusKey),
        key(angleKey));
  }

  /// Whether a number from 0 to 2^24 - 1 is below the threshold.
  static Tensor below(long key, int threshold, Shape shape) {
    return Composites.record(
        "bernoulli",
        List.of(shape),
        in -> compare(CompareKind.LT, high(in.getFirst(), shape), broadcastTo(in.getLast(), shape)),
        Composites.Gradient.OF_BODY,
        key(key),
        Tensor.of(new int[] {threshold}));
  }

  /// Integers (i64) from 0 to `range` - 1: the high part of a product of 31 random bits.
  static Tensor integers(long key, long range, Shape shape) {
    return Composites.record(
        "randint",
        List.of(shape),
        in -> {
          Node word = cast(shiftRight(bits(in.getFirst(), shape), 1), DType.I64);
          return shiftRight(mul(word, broadcastTo(in.getLast(), shape)), POSITIVE);
        },
        Composites.Gradient.OF_BODY,
        key(key),
        Tensor.of(new long[] {range}));
  }
}
