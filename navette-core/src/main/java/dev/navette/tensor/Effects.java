// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.grad.InferenceWarning;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import java.util.ArrayList;
import java.util.List;

/// Ties assignments to tensors, and marks what was recorded in inference mode.
final class Effects {
  private Effects() {}

  /// `x`, with the current versions of `state` as operands that nothing looks at: an evaluation
  /// carries out what is pending on the variables it meets.
  static Tensor tied(Tensor x, Variable... state) {
    Tensor[] inputs = new Tensor[state.length + 1];
    inputs[0] = x;
    for (int i = 0; i < state.length; i++) {
      inputs[i + 1] = state[i].value();
    }
    return Composites.record(
        "touching",
        List.of(),
        List::getFirst,
        (in, g) -> {
          List<Node> cotangents = new ArrayList<>(List.of(g));
          in.stream().skip(1).forEach(v -> cotangents.add(Nodes.zeros(v.type())));
          return cotangents;
        },
        inputs);
  }

  /// `x`, of which a gradient warns. What depends on no variable is left as it is: a gradient by
  /// plain inputs is what saliency asks for.
  static Tensor inInference(Tensor x, String layer) {
    return x.isTracked()
        ? Composites.record(
            InferenceWarning.mark(layer), List.of(), List::getFirst, (_, g) -> List.of(g), x)
        : x;
  }
}
