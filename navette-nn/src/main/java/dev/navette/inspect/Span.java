// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;

/// What one axis of an input has to do with a tensor: the elements at index i of `axis` depend on
/// the input's indices `jump i + low` to `jump i + high`. If they depend on the same ones
/// everywhere, the axis is -1 and the jump 0.
///
/// @param axis of the tensor, or -1
/// @param jump from element to element, in elements of the input
/// @param low first index that the element at 0 depends on; below 0 on padding
/// @param high last index that the element at 0 depends on
record Span(int axis, long jump, long low, long high) {
  private static final int EVERYWHERE = -1;

  /// On everything, of an axis of this extent.
  static Span whole(int extent) {
    return new Span(EVERYWHERE, 0, 0, extent - 1L);
  }

  private Span at(int newAxis) {
    return new Span(newAxis, jump, low, high);
  }

  /// Of what depends on both.
  Span and(Span other, int extent) {
    return axis == other.axis && jump == other.jump
        ? new Span(axis, jump, Math.min(low, other.low), Math.max(high, other.high))
        : whole(extent);
  }

  /// All elements along the axis together, `count` of them.
  private Span together(int count) {
    return new Span(EVERYWHERE, 0, low, high + jump * (count - 1L));
  }

  /// Element i becomes what begins at `stride i + from` and reaches over `reach` more.
  private Span windows(int newAxis, long stride, long from, long reach) {
    return new Span(newAxis, jump * stride, low + jump * from, high + jump * (from + reach));
  }

  /// Of the result of `op`, whose operand number `operand` this is of.
  ///
  /// @param in the shape of that operand
  /// @param other the shape of the second operand, or of the only one
  /// @param extent of the input's axis
  Span through(Op op, int operand, Shape in, Shape other, Shape out, int extent) {
    if (axis == EVERYWHERE) {
      return this;
    }
    int n = in.dim(axis);
    return switch (op) {
      case Op.Permute p -> {
        int to = 0;
        while (p.order().get(to) != axis) {
          to++;
        }
        yield at(to);
      }
      case Op.Reshape _ -> reshaped(in, out, extent);
      case Op.Broadcast _ -> {
        int to = axis + out.rank() - in.rank();
        yield n == 1 && out.dim(to) > 1 ? together(1) : at(to);
      }
      case Op.Slice s -> windows(axis, s.step().get(axis), s.start().get(axis), 0);
      case Op.Pad p -> windows(axis, 1, -p.low().get(axis), 0);
      case Op.Flip f -> (f.axes() >> axis & 1) == 0 ? this : whole(extent);
      case Op.Window w -> {
        if (axis == w.axis()) {
          yield windows(axis, w.stride(), 0, w.dilation() * (w.size() - 1L));
        }
        yield at(axis > w.axis() ? axis + 1 : axis);
      }
      case Op.Fold f -> {
        if (axis == f.axis() || axis == f.axis() + 1) {
          yield whole(extent);
        }
        yield at(axis > f.axis() ? axis - 1 : axis);
      }
      case Op.Reduce r -> {
        if (axis >= r.from() && axis < r.to()) {
          yield together(n);
        }
        yield at(axis < r.from() ? axis : axis - (r.to() - r.from()));
      }
      case Op.ArgReduce a -> {
        if (axis == a.axis()) {
          yield together(n);
        }
        yield at(axis < a.axis() ? axis : axis - 1);
      }
      case Op.Concat c -> axis == c.axis() ? whole(extent) : this;
      case Op.Prefix p -> axis == p.axis() ? whole(extent) : this;
      case Op.ArgSort a -> axis == a.axis() ? whole(extent) : this;
      case Op.Gather g -> {
        if (operand != 0 || axis == g.axis()) {
          yield whole(extent);
        }
        yield at(axis < g.axis() ? axis : axis + other.rank() - 1);
      }
      case Op.MatMul m -> {
        int rank = in.rank();
        boolean last = axis == rank - 1;
        boolean inner = operand == 0 ? last != m.transposeA() : last == m.transposeB();
        if (axis < rank - 2) {
          yield this;
        }
        yield inner ? together(n) : at(operand == 0 ? rank - 2 : rank - 1);
      }
      case Op.Conv c -> {
        if (operand != 0) {
          yield whole(extent);
        }
        if (axis == 0) {
          yield this;
        }
        if (axis == in.rank() - 1) {
          yield together(n);
        }
        int s = axis - 1;
        long reach = c.dilation().get(s) * (other.dim(s) - 1L);
        yield c.inputDilation().get(s) > 1
            ? whole(extent)
            : windows(axis, c.stride().get(s), -c.low().get(s), reach);
      }
      case Op.Unary _,
          Op.Binary _,
          Op.Compare _,
          Op.Where _,
          Op.Polygamma _,
          Op.Cast _,
          Op.Bitcast _,
          Op.Detach _,
          Op.After _,
          Op.Pick _ ->
          this;
      case Op.Input _,
          Op.Const _,
          Op.Iota _,
          Op.RandomBits _,
          Op.Scatter _,
          Op.Scan _,
          Op.Checkpoint _,
          Op.Composite _,
          Op.CustomKernel _,
          Op.Gradient _ ->
          whole(extent);
    };
  }

  /// The axis stays one if what lies before it does, whole or cut into equal pieces.
  private Span reshaped(Shape in, Shape out, int extent) {
    int n = in.dim(axis);
    for (int to = 0; to < out.rank(); to++) {
      if (out.size(0, to) == in.size(0, axis)) {
        if (out.dim(to) == n) {
          return at(to);
        }
        if (out.dim(to) > 1 && to + 1 < out.rank() && out.dim(to) * out.dim(to + 1) == n) {
          int piece = out.dim(to + 1);
          return windows(to, piece, 0, piece - 1L);
        }
      }
    }
    return whole(extent);
  }
}
