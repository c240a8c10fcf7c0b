// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;

/// Windows and their transpose: each is the other's gradient.
final class WindowGradients {
  private WindowGradients() {}

  /// Every element collects the cotangents of the window elements that it was copied to.
  static Node ofWindow(Op.Window w, Node x, Node g) {
    if (w.stride() == w.size() && w.dilation() == 1) {
      return laidOut(w.axis(), x.shape(), g);
    }
    int extent = x.shape().dim(w.axis());
    return Nodes.computed(g, v -> Nodes.fold(v, w.axis(), extent, w.stride(), w.dilation()));
  }

  /// Windows side by side, with none of their elements in another: each has one cotangent.
  private static Node laidOut(int axis, Shape x, Node g) {
    Shape s = g.shape();
    int covered = s.dim(axis) * s.dim(axis + 1);
    Node line = Nodes.reshape(g, s.without(axis, axis + 1).with(axis, covered));
    return Nodes.pad(line, axis, 0, x.dim(axis) - covered, 0);
  }

  /// The windows that were put together. The rest of the axis may hold more of them, which x has
  /// not, or not even one.
  static Node ofFold(Op.Fold f, Node x, Node g) {
    int windows = x.shape().dim(f.axis());
    int size = x.shape().dim(f.axis() + 1);
    if (windows == 0 || size == 0) {
      return Nodes.zeros(x.type());
    }
    Node all = Nodes.window(g, f.axis(), size, f.stride(), f.dilation());
    return Nodes.slice(all, f.axis(), 0, windows);
  }
}
