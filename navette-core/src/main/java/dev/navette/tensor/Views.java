// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Ints;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Records views: what changes which element stands where.
final class Views {
  private Views() {}

  static Tensor reshape(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : Tensor.record(new Op.Reshape(shape), x);
  }

  /// The shape in which at most one extent of -1 stands for what is left.
  static Tensor reshape(Tensor x, int... dims) {
    int unknown = -1;
    long known = 1;
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] == -1 && unknown < 0) {
        unknown = i;
      } else {
        known *= dims[i];
      }
    }
    if (unknown < 0) {
      return reshape(x, Shape.of(dims));
    }
    if (known <= 0 || x.size() % known != 0) {
      throw new ShapeException(
          "reshape: shape "
              + x.shape()
              + " has "
              + x.size()
              + " elements, which "
              + tuple(dims)
              + " cannot hold whatever -1 stands for: the other extents make "
              + known
              + "; use one -1, and extents whose product divides the count");
    }
    int[] d = dims.clone();
    d[unknown] = (int) (x.size() / known);
    return reshape(x, Shape.of(d));
  }

  static String tuple(int[] dims) {
    String s = Arrays.toString(dims);
    return "(" + s.substring(1, s.length() - 1) + ")";
  }

  static Tensor permute(Tensor x, int... order) {
    int[] o = new int[order.length];
    boolean identity = order.length == x.rank();
    for (int i = 0; i < o.length; i++) {
      o[i] = x.shape().axis(order[i], "permute");
      identity &= o[i] == i;
    }
    return identity ? x : Tensor.record(new Op.Permute(Ints.of(o)), x);
  }

  static Tensor transpose(Tensor x, int a, int b) {
    int[] order = new int[x.rank()];
    Arrays.setAll(order, i -> i);
    int i = x.shape().axis(a, "transpose");
    int j = x.shape().axis(b, "transpose");
    order[i] = j;
    order[j] = i;
    return permute(x, order);
  }

  static Tensor moveAxis(Tensor x, int[] from, int[] to) {
    if (from.length != to.length) {
      throw new ShapeException(
          "moveAxis: "
              + from.length
              + " axes cannot move to "
              + to.length
              + " positions; give one position an axis");
    }
    boolean[] moved = Reductions.named("moveAxis", x, from);
    boolean[] taken = Reductions.named("moveAxis", x, to);
    int[] order = new int[x.rank()];
    for (int i = 0; i < from.length; i++) {
      order[x.shape().axis(to[i], "moveAxis")] = x.shape().axis(from[i], "moveAxis");
    }
    int next = 0;
    for (int i = 0; i < order.length; i++) {
      if (!taken[i]) {
        while (moved[next]) {
          next++;
        }
        order[i] = next++;
      }
    }
    return permute(x, order);
  }

  static Tensor rot90(Tensor x, int times, int first, int second) {
    int a = x.shape().axis(first, "rot90");
    int b = x.shape().axis(second, "rot90");
    if (a == b) {
      throw new ShapeException(
          "rot90: axes "
              + first
              + " and "
              + second
              + " of shape "
              + x.shape()
              + " are the same; a plane has two");
    }
    return switch (Math.floorMod(times, 4)) {
      case 1 -> transpose(flip(x, b), a, b);
      case 2 -> flip(x, a, b);
      case 3 -> flip(transpose(x, a, b), b);
      default -> x;
    };
  }

  static Tensor squeeze(Tensor x, int... axes) {
    boolean[] drop = Reductions.mask("squeeze", x, axes);
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < drop.length; i++) {
      int d = x.shape().dim(i);
      if (drop[i] && d != 1 && axes.length > 0) {
        throw new ShapeException(
            "squeeze: axis "
                + i
                + " of shape "
                + x.shape()
                + " has extent "
                + d
                + ", not 1; reduce it or select an index instead");
      }
      if (!drop[i] || d != 1) {
        dims.add(d);
      }
    }
    return reshape(x, shape(dims));
  }

  static Tensor unsqueeze(Tensor x, int axis) {
    int rank = x.rank() + 1;
    int a = axis < 0 ? axis + rank : axis;
    if (a < 0 || a >= rank) {
      throw new ShapeException(
          "unsqueeze: axis "
              + axis
              + " is out of range for shape "
              + x.shape()
              + "; use "
              + -rank
              + " to "
              + (rank - 1));
    }
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = i == a ? 1 : x.shape().dim(i < a ? i : i - 1);
    }
    return reshape(x, Shape.of(dims));
  }

  static Shape shape(List<Integer> dims) {
    return Shape.of(dims.stream().mapToInt(i -> i).toArray());
  }

  /// Elements `from` to `to` along `axis`; the bounds count from the end if negative.
  static Tensor slice(String operation, Tensor x, int axis, int from, int to, int step) {
    int a = x.shape().axis(axis, operation);
    int extent = x.shape().dim(a);
    int start = from < 0 ? from + extent : from;
    int limit = to < 0 ? to + extent : to;
    if (start < 0 || limit > extent || start > limit || step < 1) {
      throw new ShapeException(
          operation
              + ": "
              + from
              + " to "
              + to
              + (step == 1 ? "" : " by " + step)
              + " on axis "
              + a
              + " of shape "
              + x.shape()
              + "; bounds must lie in 0 to "
              + extent
              + " (negative ones count from the end), the first not above the second, the step 1 or"
              + " more");
    }
    if (start == 0 && limit == extent && step == 1) {
      return x;
    }
    int[] starts = new int[x.rank()];
    int[] limits = x.shape().toArray();
    int[] steps = new int[x.rank()];
    Arrays.fill(steps, 1);
    starts[a] = start;
    limits[a] = limit;
    steps[a] = step;
    return Tensor.record(new Op.Slice(Ints.of(starts), Ints.of(limits), Ints.of(steps)), x);
  }

  static Tensor select(Tensor x, int axis, int index) {
    int a = x.shape().axis(axis, "select");
    int extent = x.shape().dim(a);
    int i = index < 0 ? index + extent : index;
    if (i < 0 || i >= extent) {
      throw new ShapeException(
          "select: index "
              + index
              + " is out of range for axis "
              + a
              + " of shape "
              + x.shape()
              + "; use "
              + -extent
              + " to "
              + (extent - 1));
    }
    return reshape(slice("select", x, a, i, i + 1, 1), x.shape().without(a, a + 1));
  }

  static Tensor flip(Tensor x, int... axes) {
    boolean[] mask = Reductions.mask("flip", x, axes);
    int bits = 0;
    for (int i = 0; i < mask.length; i++) {
      bits |= mask[i] && x.shape().dim(i) > 1 ? 1 << i : 0;
    }
    return bits == 0 ? x : Tensor.record(new Op.Flip(bits), x);
  }

  static List<Tensor> split(String operation, Tensor x, int axis, int... sizes) {
    int a = x.shape().axis(axis, operation);
    long sum = 0;
    for (int s : sizes) {
      sum += s;
    }
    if (sum != x.shape().dim(a)) {
      throw new ShapeException(
          operation
              + ": sizes "
              + Arrays.toString(sizes)
              + " add up to "
              + sum
              + ", but axis "
              + a
              + " of shape "
              + x.shape()
              + " has extent "
              + x.shape().dim(a)
              + "; the sizes must add up to the extent");
    }
    List<Tensor> parts = new ArrayList<>(sizes.length);
    int start = 0;
    for (int s : sizes) {
      parts.add(slice(operation, x, a, start, start + s, 1));
      start += s;
    }
    return List.copyOf(parts);
  }

  static Tensor roll(Tensor x, int axis, int shift) {
    int a = x.shape().axis(axis, "roll");
    int extent = x.shape().dim(a);
    int cut = extent == 0 ? 0 : Math.floorMod(-(long) shift, extent);
    if (cut == 0) {
      return x;
    }
    Tensor head = slice("roll", x, a, 0, cut, 1);
    Tensor tail = slice("roll", x, a, cut, extent, 1);
    return Tensor.record(new Op.Concat(a), tail, head);
  }
}
