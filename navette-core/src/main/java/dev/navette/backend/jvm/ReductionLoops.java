// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.backend.jvm.Program.Step;
import dev.navette.backend.jvm.Program.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A COLUMNS loop, or a ROWS loop of one phase, cut in two: what is added up, and what is then
/// computed of the results of each column or row.
///
/// The two are kernels of their own, because the second may run only when all parts of a long
/// column or row are combined, and because each is fastest with the vectors that fit it. Operand
/// `k` of both is where result `k` lies: in the memory of an output if it is one, else (without a
/// location) in memory of the launch.
///
/// @param adding the loop that only adds up and stores the results
/// @param following the MAP loop over the results, a row of it being the columns side by side, or
///   the result of one row; empty if the results are all that is wanted
record ReductionLoops(Loop adding, Optional<Loop> following) {

  /// Cuts `loop`, whose phase may compute anything after its sums.
  static ReductionLoops of(Loop loop) {
    Phase phase = loop.program().phases().getFirst();
    int count = phase.sums().size();
    Map<Integer, Loop.Operand> outputs = new HashMap<>();
    List<Store> others = new ArrayList<>();
    for (Store store : phase.rowStores()) {
      boolean result = phase.after().get(store.value()) instanceof Instr.Folded;
      Loop.Operand output = loop.operands().get(store.operand());
      if (!result || outputs.putIfAbsent(phase.sumOf(store), output) != null) {
        others.add(store);
      }
    }
    Half adding = new Half(loop, outputs, true);
    Half following = new Half(loop, outputs, false);
    List<Instr> results = new ArrayList<>();
    List<Store> stores = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      results.add(new Instr.Folded(0, k, phase.sums().get(k).dtype()));
      stores.add(new Store(k, k));
    }
    Phase sums =
        new Phase(
            adding.list(phase.body()),
            adding.stores(phase.stores()),
            phase.sums(),
            results,
            stores);
    Loop first = adding.loop(loop.program().form(), sums, loop.length(), loop.inner());
    if (others.isEmpty()) {
      return new ReductionLoops(first, Optional.empty());
    }
    List<Instr> body = following.list(phase.after());
    Phase after = new Phase(body, following.stores(others), List.of(), List.of(), List.of());
    return new ReductionLoops(first, Optional.of(following.loop(Form.MAP, after, loop.inner(), 1)));
  }

  /// One of the two loops in the making.
  private static final class Half {
    private final Loop whole;
    private final List<Program.Operand> types = new ArrayList<>();
    private final List<Loop.Operand> operands = new ArrayList<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();

    Half(Loop whole, Map<Integer, Loop.Operand> outputs, boolean stored) {
      this.whole = whole;
      Phase phase = whole.program().phases().getFirst();
      List<Program.Accumulate> sums = phase.sums();
      // A result without memory of its own has no location: LoopRun.redirect says where it lies.
      Loop.Operand hidden = new Loop.Operand(null, 0, new int[whole.outer().length], 1, 0);
      for (int k = 0; k < sums.size(); k++) {
        types.add(new Program.Operand(sums.get(k).dtype(), Step.UNIT, stored));
        operands.add(outputs.getOrDefault(k, hidden));
      }
    }

    private int number(int operand) {
      return numbers.computeIfAbsent(
          operand,
          _ -> {
            types.add(whole.program().operands().get(operand));
            operands.add(whole.operands().get(operand));
            return operands.size() - 1;
          });
    }

    List<Instr> list(List<Instr> list) {
      return list.stream()
          .map(i ->
              i instanceof Instr.Folded f
                  ? new Instr.Load(f.sum(), f.dtype())
                  : InstrList.renumbered(i, v -> v, this::number))
          .toList();
    }

    List<Store> stores(List<Store> stores) {
      return stores.stream().map(s -> new Store(number(s.operand()), s.value())).toList();
    }

    Loop loop(Form form, Phase phase, int length, int inner) {
      Program program = new Program(form, types, List.of(phase));
      return new Loop(program, operands, whole.outer(), length, inner);
    }
  }
}
