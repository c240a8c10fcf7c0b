// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the elements of a node are read from, as an affine map: along each axis of the node, the
/// index is `offset + scale * i` for one index `i` of an iteration space, or constant.
///
/// Views are followed by composing maps, so that reading a permuted slice of a broadcast costs no
/// more than reading memory with other strides.
public final class IndexMap {
  private static final int FIXED = -1;

  private final int spaceRank;

  /// The space dimension that each axis follows, or [#FIXED].
  private final int[] follows;

  private final int[] scale;
  private final int[] offset;

  private IndexMap(int spaceRank, int[] follows, int[] scale, int[] offset) {
    this.spaceRank = spaceRank;
    this.follows = follows;
    this.scale = scale;
    this.offset = offset;
  }

  /// The map that reads a node of `shape` in row-major order over the space of its extents above 1.
  public static IndexMap rowMajor(Shape shape) {
    int[] follows = new int[shape.rank()];
    int next = 0;
    for (int i = 0; i < follows.length; i++) {
      follows[i] = shape.dim(i) == 1 ? FIXED : next++;
    }
    int[] scale = new int[follows.length];
    Arrays.fill(scale, 1);
    return new IndexMap(next, follows, scale, new int[follows.length]);
  }

  /// The extents above 1 of `shape`: the space of [#rowMajor].
  public static int[] space(Shape shape) {
    return Arrays.stream(shape.toArray()).filter(d -> d != 1).toArray();
  }

  /// The same map over a space with more inner dimensions, along which it stays.
  public IndexMap widened(int rank) {
    return new IndexMap(rank, follows, scale, offset);
  }

  /// The same map over a space with `count` more dimensions from `at`, along which it stays.
  public IndexMap spread(int at, int count) {
    int[] f = follows.clone();
    for (int i = 0; i < f.length; i++) {
      f[i] += f[i] >= at ? count : 0;
    }
    return new IndexMap(spaceRank + count, f, scale, offset);
  }

  /// The map that reads the operand of `view` where this one reads `view`, or null if `view` is not
  /// a view or is a reshape that does more than add and remove axes of extent 1.
  public @Nullable IndexMap through(Node view) {
    return switch (view.op()) {
      case Op.Permute p -> {
        int[] f = new int[follows.length];
        int[] s = new int[follows.length];
        int[] o = new int[follows.length];
        for (int i = 0; i < f.length; i++) {
          int a = p.order().get(i);
          f[a] = follows[i];
          s[a] = scale[i];
          o[a] = offset[i];
        }
        yield new IndexMap(spaceRank, f, s, o);
      }
      case Op.Broadcast _ -> {
        Shape from = view.input(0).shape();
        int lead = view.shape().rank() - from.rank();
        int[] f = Arrays.copyOfRange(follows, lead, follows.length);
        int[] s = Arrays.copyOfRange(scale, lead, follows.length);
        int[] o = Arrays.copyOfRange(offset, lead, follows.length);
        for (int i = 0; i < f.length; i++) {
          if (from.dim(i) == 1) {
            f[i] = FIXED;
            o[i] = 0;
          }
        }
        yield new IndexMap(spaceRank, f, s, o);
      }
      case Op.Slice slice -> {
        int[] s = scale.clone();
        int[] o = offset.clone();
        for (int i = 0; i < s.length; i++) {
          s[i] *= slice.step().get(i);
          o[i] = slice.start().get(i) + o[i] * slice.step().get(i);
        }
        yield new IndexMap(spaceRank, follows, s, o);
      }
      case Op.Flip flip -> {
        int[] s = scale.clone();
        int[] o = offset.clone();
        for (int i = 0; i < s.length; i++) {
          if ((flip.axes() & 1 << i) != 0) {
            s[i] = -s[i];
            o[i] = view.shape().dim(i) - 1 - o[i];
          }
        }
        yield new IndexMap(spaceRank, follows, s, o);
      }
      case Op.Reshape _ -> throughReshape(view.input(0).shape(), view.shape());
      default -> null;
    };
  }

  private @Nullable IndexMap throughReshape(Shape from, Shape to) {
    if (!Arrays.equals(space(from), space(to))) {
      return null;
    }
    int[] f = new int[from.rank()];
    int[] s = new int[from.rank()];
    int[] o = new int[from.rank()];
    int axis = 0;
    for (int i = 0; i < f.length; i++) {
      f[i] = FIXED;
      s[i] = 1;
      if (from.dim(i) != 1) {
        while (to.dim(axis) == 1) {
          axis++;
        }
        f[i] = follows[axis];
        s[i] = scale[axis];
        o[i] = offset[axis++];
      }
    }
    return new IndexMap(spaceRank, f, s, o);
  }

  /// Whether `node` is a view, whatever its operand.
  public static boolean isView(Node node) {
    return switch (node.op()) {
      case Op.Permute _, Op.Broadcast _, Op.Slice _, Op.Flip _, Op.Reshape _ -> true;
      default -> false;
    };
  }

  /// The row-major element of a node of `shape` read at the space's origin.
  public int base(Shape shape) {
    int[] strides = shape.strides();
    int base = 0;
    for (int i = 0; i < follows.length; i++) {
      base += offset[i] * strides[i];
    }
    return base;
  }

  /// By how many elements of a row-major node of `shape` one step along each space dimension moves.
  public int[] strides(Shape shape) {
    int[] strides = shape.strides();
    int[] result = new int[spaceRank];
    for (int i = 0; i < follows.length; i++) {
      if (follows[i] != FIXED && shape.dim(i) != 1) {
        result[follows[i]] += scale[i] * strides[i];
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
    int[] result = new int[spaceRank];
    if (follows[axis] != FIXED) {
      result[follows[axis]] = scale[axis];
    }
    return result;
  }

  /// The row-major strides of a space with these extents.
  public static int[] rowMajorStrides(int[] extents) {
    return Shape.of(extents).strides();
  }
}
