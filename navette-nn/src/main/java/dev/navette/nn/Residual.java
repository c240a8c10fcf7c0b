// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.Optional;

/// x + body(x), or shortcut(x) + body(x). [He et al. 2015](https://arxiv.org/abs/1512.03385)
///
/// @param body what is learned on top
/// @param shortcut brings x to the shape of the body's value, or empty if it has it
public record Residual(Layer body, Optional<Layer> shortcut) implements Layer {
  /// x + body(x).
  public static Residual of(Layer body) {
    return new Residual(body, Optional.empty());
  }

  /// shortcut(x) + body(x).
  public static Residual of(Layer body, Layer shortcut) {
    return new Residual(body, Optional.of(shortcut));
  }

  /// The sum.
  ///
  /// @throws ShapeException if the two have different shapes
  @Override
  public Tensor forward(Tensor x) {
    Tensor past = shortcut.isPresent() ? shortcut.get().forward(x) : x;
    Tensor y = body.forward(x);
    if (!y.shape().equals(past.shape())) {
      throw new ShapeException(
          "Residual: the body gives shape "
              + y.shape()
              + " and the shortcut "
              + past.shape()
              + "; they must be equal: give a shortcut that changes x as the body does");
    }
    return past.add(y);
  }
}
