// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gradients of the views and of concatenation: each is linear, and its transpose is again a view.
final class ViewGradients {
  private ViewGradients() {}

  /// The inverse permutation.
  static Node permute(Op.Permute p, Node g) {
    int[] inverse = new int[p.order().size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[p.order().get(i)] = i;
    }
    return Nodes.permute(g, inverse);
  }

  /// Slice to pad: steps above 1 are filled with zeros first, and then what lies outside.
  static Node slice(Op.Slice s, Shape x, Node g) {
    int rank = x.rank();
    int[] limits = g.shape().toArray();
    int[] low = s.start().toArray();
    int[] high = new int[rank];
    Node dilated = g;
    for (int axis = 0; axis < rank; axis++) {
      int step = s.step().get(axis);
      if (step > 1) {
        dilated = dilate(dilated, axis, step);
      }
      // the zeros after the last element may lie outside
      limits[axis] = Math.min(dilated.shape().dim(axis), x.dim(axis) - low[axis]);
      high[axis] = x.dim(axis) - low[axis] - limits[axis];
    }
    return Nodes.pad(Nodes.slice(dilated, new int[rank], limits), low, high, 0);
  }

  /// Each element along `axis` followed by step - 1 zeros: (..., n, ...) to (..., n * step, ...).
  private static Node dilate(Node g, int axis, int step) {
    int[] dims = g.shape().toArray();
    int[] split = new int[dims.length + 1]; // (..., n, 1, ...)
    System.arraycopy(dims, 0, split, 0, axis + 1);
    split[axis + 1] = 1;
    System.arraycopy(dims, axis + 1, split, axis + 2, dims.length - axis - 1);
    Node spread = Nodes.pad(Nodes.reshape(g, Shape.of(split)), axis + 1, 0, step - 1, 0);
    return Nodes.reshape(spread, g.shape().with(axis, Math.multiplyExact(dims[axis], step)));
  }

  /// Pad to slice.
  static Node pad(Op.Pad p, Shape x, Node g) {
    int[] limits = new int[x.rank()];
    for (int axis = 0; axis < limits.length; axis++) {
      limits[axis] = p.low().get(axis) + x.dim(axis);
    }
    return Nodes.slice(g, p.low().toArray(), limits);
  }

  /// To each operand its slice.
  static List<@Nullable Node> concat(Op.Concat c, List<Node> operands, Node g) {
    List<@Nullable Node> cotangents = new ArrayList<>();
    int start = 0;
    for (Node operand : operands) {
      int limit = start + operand.shape().dim(c.axis());
      cotangents.add(Nodes.slice(g, c.axis(), start, limit));
      start = limit;
    }
    return cotangents;
  }
}
