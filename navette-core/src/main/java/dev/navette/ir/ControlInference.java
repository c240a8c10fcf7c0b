// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.List;

/// The type rules of loops and checkpoints.
final class ControlInference {
  private ControlInference() {}

  /// The type of result `index` of a loop.
  static TensorType result(Op.Scan s, int index) {
    TensorType row = s.body().outputs().get(index).type();
    return index < s.carries() ? row : row.withShape(row.shape().prepend(s.length()));
  }

  static TensorType scan(Op.Scan s, List<TensorType> in) {
    List<Node> inputs = s.body().inputs();
    if (inputs.size() != in.size() || s.body().outputs().size() < Math.max(1, s.carries())) {
      throw new ShapeException(
          "scan: the body takes "
              + inputs.size()
              + " values and is given "
              + in.size()
              + ", and gives "
              + s.body().outputs().size()
              + " for "
              + s.carries()
              + " carries; it must give at least one");
    }
    for (int i = 0; i < in.size(); i++) {
      TensorType wanted = inputs.get(i).type();
      boolean sequence = i >= s.carries() && i < s.carries() + s.sequences();
      if (sequence) {
        wanted = wanted.withShape(wanted.shape().prepend(s.length()));
      }
      require(wanted, in.get(i), sequence ? "sequence " + (i - s.carries()) : "operand " + i);
    }
    for (int i = 0; i < s.carries(); i++) {
      require(
          inputs.get(i).type(), s.body().outputs().get(i).type(), "carry " + i + " after a step");
    }
    return result(s, 0);
  }

  private static void require(TensorType wanted, TensorType given, String what) {
    if (!given.equals(wanted)) {
      throw new ShapeException(
          "scan: "
              + what
              + " is "
              + given
              + " and the body wants "
              + wanted
              + "; a carry keeps its shape and dtype from step to step, and sequences have one row a step");
    }
  }

  static TensorType checkpoint(Op.Checkpoint c, List<TensorType> in) {
    List<TensorType> wanted = c.body().inputs().stream().map(Node::type).toList();
    if (!wanted.equals(in) || c.body().outputs().isEmpty()) {
      throw new ShapeException("checkpoint: the body takes " + wanted + " and is given " + in);
    }
    return c.body().outputs().getFirst().type();
  }
}
