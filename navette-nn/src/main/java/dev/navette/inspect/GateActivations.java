// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.nn.recurrent.Cell;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What the gates of a recurrent cell do along a sequence.
///
/// @param gates by name, `(T, H)` each
public record GateActivations(SequencedMap<String, Tensor> gates) {
  /// Runs `cell` along one sequence, from a state of zeros.
  ///
  /// @param x `(T, in)`
  public static GateActivations of(Cell cell, Tensor x) {
    List<String> names = new ArrayList<>();
    Scan.Result loop =
        Scan.over(cell.input(x).unsqueeze(1)) // (T, 1, G)
            .run(
                cell.zeros(1, x.dtype()),
                (state, row) -> {
                  Cell.Step step = cell.step(row.getFirst(), state.getFirst(), state);
                  names.addAll(step.gates().keySet());
                  return Scan.step(step.state(), List.copyOf(step.gates().values()));
                });
    SequencedMap<String, Tensor> gates = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      gates.put(names.get(i), Plain.of(loop.stacked().get(i).squeeze(1))); // (T, H)
    }
    return new GateActivations(gates);
  }
}
