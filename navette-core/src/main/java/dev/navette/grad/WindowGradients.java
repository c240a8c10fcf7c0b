// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Op;

/// Windows and their transpose.
final class WindowGradients {
  private WindowGradients() {}

  /// What undoes a window of `x`.
  static Op fold(Op.Window w, Node x) {
    return new Op.Fold(w.axis(), x.shape().dim(w.axis()), w.stride(), w.dilation());
  }

  /// The windows that `f` puts together from `x`, which may leave out the end of the axis.
  static Op window(Op.Fold f, Node x) {
    return new Op.Window(f.axis(), x.shape().dim(f.axis() + 1), f.stride(), f.dilation());
  }
}
