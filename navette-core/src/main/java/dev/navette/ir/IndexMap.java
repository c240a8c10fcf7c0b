// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the elements of a node are read from, as an affine map: along each axis of the node, the
/// index is an offset plus, for each index of an iteration space, so many steps of it.
///
/// Views are followed by composing maps, so that reading a permuted slice of a broadcast costs no
/// more than reading memory with other strides.
public final class IndexMap {
  private final int spaceRank;

  /// By axis of the node and dimension of the space.
  private final int[][] steps;

  /// By axis of the node.
  private final int[] offset;

  private IndexMap(int spaceRank, int[][] steps, int[] offset) {
    this.spaceRank = spaceRank;
    this.steps = steps;
    this.offset = offset;
  }

  /// The map that reads a node of `shape` in row-major order over the space of its extents above 1.
  public static IndexMap rowMajor(Shape shape) {
    int rank = space(shape).length;
    int[][] steps = new int[shape.rank()][rank];
    int next = 0;
    for (int i = 0; i < steps.length; i++) {
      if (shape.dim(i) != 1) {
        steps[i][next++] = 1;
      }
    }
    return new IndexMap(rank, steps, new int[steps.length]);
  }

  /// The extents above 1 of `shape`: the space of [#rowMajor].
  public static int[] space(Shape shape) {
    return Arrays.stream(shape.toArray()).filter(d -> d != 1).toArray();
  }

  /// The same map over a space with more inner dimensions, along which it stays.
  public IndexMap widened(int rank) {
    int[][] wider = new int[steps.length][];
    Arrays.setAll(wider, i -> Arrays.copyOf(steps[i], rank));
    return new IndexMap(rank, wider, offset);
  }

  /// The same map over a space with `count` more dimensions from `at`, along which it stays.
  public IndexMap spread(int at, int count) {
    int[][] wider = new int[steps.length][spaceRank + count];
    for (int i = 0; i < steps.length; i++) {
      System.arraycopy(steps[i], 0, wider[i], 0, at);
      System.arraycopy(steps[i], at, wider[i], at + count, spaceRank - at);
    }
    return new IndexMap(spaceRank + count, wider, offset);
  }

  /// The map that reads the operand of `view` where this one reads `view`, or null if `view` is not
  /// a view or is a reshape that does more than add and remove axes of extent 1.
  public @Nullable IndexMap through(Node view) {
    return switch (view.op()) {
      case Op.Permute p -> throughPermute(p.order());
      case Op.Broadcast _ -> throughBroadcast(view.input(0).shape(), view.shape().rank());
      case Op.Slice slice -> {
        int[][] s = new int[steps.length][];
        int[] o = new int[steps.length];
        for (int i = 0; i < s.length; i++) {
          s[i] = scaled(steps[i], slice.step().get(i));
          o[i] = slice.start().get(i) + offset[i] * slice.step().get(i);
        }
        yield new IndexMap(spaceRank, s, o);
      }
      case Op.Flip flip -> {
        int[][] s = steps.clone();
        int[] o = offset.clone();
        for (int i = 0; i < s.length; i++) {
          if ((flip.axes() & 1 << i) != 0) {
            s[i] = scaled(s[i], -1);
            o[i] = view.shape().dim(i) - 1 - o[i];
          }
        }
        yield new IndexMap(spaceRank, s, o);
      }
      case Op.Window w -> throughWindow(w);
      case Op.Reshape _ -> throughReshape(view.input(0).shape(), view.shape());
      default -> null;
    };
  }

  private static int[] scaled(int[] steps, int factor) {
    return Arrays.stream(steps).map(s -> s * factor).toArray();
  }

  private IndexMap throughPermute(Ints order) {
    int[][] s = new int[steps.length][];
    int[] o = new int[steps.length];
    for (int i = 0; i < s.length; i++) {
      s[order.get(i)] = steps[i];
      o[order.get(i)] = offset[i];
    }
    return new IndexMap(spaceRank, s, o);
  }

  private IndexMap throughBroadcast(Shape from, int rank) {
    int lead = rank - from.rank();
    int[][] s = Arrays.copyOfRange(steps, lead, rank);
    int[] o = Arrays.copyOfRange(offset, lead, rank);
    for (int i = 0; i < s.length; i++) {
      if (from.dim(i) == 1) {
        s[i] = new int[spaceRank];
        o[i] = 0;
      }
    }
    return new IndexMap(spaceRank, s, o);
  }

  /// Element k of window w is element stride w + dilation k.
  private IndexMap throughWindow(Op.Window window) {
    int[][] s = new int[steps.length - 1][];
    int[] o = new int[steps.length - 1];
    for (int i = 0; i < s.length; i++) {
      int from = i <= window.axis() ? i : i + 1;
      s[i] = steps[from].clone();
      o[i] = offset[from];
    }
    int a = window.axis();
    for (int d = 0; d < spaceRank; d++) {
      s[a][d] = steps[a][d] * window.stride() + steps[a + 1][d] * window.dilation();
    }
    o[a] = offset[a] * window.stride() + offset[a + 1] * window.dilation();
    return new IndexMap(spaceRank, s, o);
  }

  private @Nullable IndexMap throughReshape(Shape from, Shape to) {
    if (!Arrays.equals(space(from), space(to))) {
      return null;
    }
    int[][] s = new int[from.rank()][];
    int[] o = new int[from.rank()];
    int axis = 0;
    for (int i = 0; i < s.length; i++) {
      s[i] = new int[spaceRank];
      if (from.dim(i) != 1) {
        while (to.dim(axis) == 1) {
          axis++;
        }
        s[i] = steps[axis];
        o[i] = offset[axis++];
      }
    }
    return new IndexMap(spaceRank, s, o);
  }

  /// Whether `node` is a view, whatever its operand.
  public static boolean isView(Node node) {
    return switch (node.op()) {
      case Op.Permute _, Op.Broadcast _, Op.Slice _, Op.Flip _, Op.Window _, Op.Reshape _ -> true;
      default -> false;
    };
  }

  /// The row-major element of a node of `shape` read at the space's origin.
  public int base(Shape shape) {
    int[] strides = shape.strides();
    int base = 0;
    for (int i = 0; i < offset.length; i++) {
      base += offset[i] * strides[i];
    }
    return base;
  }

  /// By how many elements of a row-major node of `shape` one step along each space dimension moves.
  public int[] strides(Shape shape) {
    int[] strides = shape.strides();
    int[] result = new int[spaceRank];
    for (int i = 0; i < steps.length; i++) {
      for (int d = 0; d < spaceRank && shape.dim(i) != 1; d++) {
        result[d] += steps[i][d] * strides[i];
      }
    }
    return result;
  }

  /// The index along `axis` at the space's origin.
  public int origin(int axis) {
    return offset[axis];
  }

  /// By how much the index along `axis` grows with one step along each space dimension.
  public int[] steps(int axis) {
    return steps[axis].clone();
  }

  /// The row-major strides of a space with these extents.
  public static int[] rowMajorStrides(int[] extents) {
    return Shape.of(extents).strides();
  }
}
