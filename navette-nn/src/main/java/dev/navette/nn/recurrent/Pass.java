// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.nn.Dropout;
import dev.navette.nn.Mode;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One cell over sequences in one direction: the loop of every recurrent net.
///
/// @param cell what a step computes
/// @param reverse whether it runs from the end to the start
/// @param dropout the probability of dropping an element of h in the recurrence
record Pass(Cell cell, boolean reverse, double dropout) {
  /// What it gives.
  ///
  /// @param outputs `(T, B, out)`
  /// @param state the final state, `(B, H)` each
  record Result(Tensor outputs, List<Tensor> state) {}

  /// @param x `(T, B, in)`
  /// @param state the first state, `(B, H)` each
  /// @param valid whether each step is one of its sequence, `(T, B, 1)`; all are if empty
  Result run(Tensor x, List<Tensor> state, Optional<Tensor> valid) {
    List<Tensor> sequences = new ArrayList<>();
    sequences.add(cell.input(x)); // (T, B, G)
    valid.ifPresent(sequences::add);
    Optional<Tensor> mask = mask(state.getFirst());
    Scan scan = Scan.over(sequences);
    Scan.Result loop =
        (reverse ? scan.reversed() : scan)
            .run(
                state,
                (before, rows) -> {
                  Tensor h = before.getFirst(); // (B, out)
                  Tensor seen = mask.isPresent() ? h.mul(mask.get()) : h;
                  List<Tensor> after = cell.step(rows.getFirst(), seen, before).state();
                  List<Tensor> next = rows.size() > 1 ? held(rows.get(1), after, before) : after;
                  return Scan.step(next, List.of(next.getFirst()));
                });
    Tensor outputs = loop.stacked().getFirst();
    return new Result(valid.isPresent() ? outputs.where(valid.get(), 0) : outputs, loop.carry());
  }

  /// Where a sequence has not begun or has ended, its state stays.
  private static List<Tensor> held(Tensor valid, List<Tensor> after, List<Tensor> before) {
    List<Tensor> next = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      next.add(Tensors.where(valid, after.get(i), before.get(i)));
    }
    return next;
  }

  /// What h is multiplied with in every step, or nothing where none is dropped.
  private Optional<Tensor> mask(Tensor h) {
    return dropout > 0 && Mode.drops()
        ? Optional.of(new Dropout(dropout).forward(h.onesLike()))
        : Optional.empty();
  }
}
