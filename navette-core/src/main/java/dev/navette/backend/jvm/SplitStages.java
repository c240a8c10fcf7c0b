// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Operand;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.backend.jvm.Program.Step;
import dev.navette.backend.jvm.Program.Store;
import dev.navette.backend.jvm.StagedKernel.Extent;
import dev.navette.backend.jvm.StagedKernel.Stage;
import dev.navette.ir.DType;
import dev.navette.ir.ReduceKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Cuts a program that is too long for one method into stages. Each list of instructions becomes
/// element-wise programs that keep what later ones need in spills; results are stored only after
/// everything was computed, so that a stage never reads what another has overwritten.
final class SplitStages {
  /// Instructions in a stage, those that bring values in included; a costly one counts for many.
  /// Reading an operand takes up to 44 bytes of bytecode, so that a stage always fits a method.
  private static final int BUDGET = 120;

  /// Stores or accumulators in a stage.
  private static final int RESULTS = 16;

  private final Program program;
  private final int vectorBits;
  private final int budget;
  private final List<DType> spills = new ArrayList<>();

  /// Where results of passes are, by the instruction that reads them.
  private final Map<Instr, Integer> results = new HashMap<>();

  /// No list of instructions as heavy as this fits a method.
  private static final int HOPELESS = 800;

  private SplitStages(Program program, int vectorBits, int budget) {
    this.program = program;
    this.vectorBits = vectorBits;
    this.budget = budget;
  }

  /// Whether a program is so long that emitting it as it is need not be tried.
  static boolean isHopeless(Program program) {
    return program.operands().size() > HOPELESS
        || program.phases().stream().anyMatch(p -> weight(p.body()) > HOPELESS)
        || program.phases().stream().mapToInt(p -> weight(p.after())).sum() > HOPELESS
        || program.phases().stream().mapToInt(p -> p.sums().size()).sum() > HOPELESS;
  }

  private static int weight(List<Instr> list) {
    return list.stream().mapToInt(InstrList::weight).sum();
  }

  /// The kernel of a program, in stages.
  static Kernel emit(Program program, int vectorBits) {
    return emit(program, vectorBits, BUDGET);
  }

  /// The same with stages of another length, for tests.
  static Kernel emit(Program program, int vectorBits, int budget) {
    SplitStages split = new SplitStages(program, vectorBits, budget);
    return program.form() == Form.COLUMNS ? split.columns() : split.rows();
  }

  private int spill(DType dtype) {
    spills.add(dtype);
    return program.operands().size() + spills.size() - 1;
  }

  private Kernel rows() {
    List<Stage> stages = new ArrayList<>();
    int lanes = 0;
    List<Runnable> later = new ArrayList<>();
    for (int p = 0; p < program.phases().size(); p++) {
      Phase phase = program.phases().get(p);
      Map<Integer, Integer> body = list(phase.body(), InstrList.roots(phase), Extent.ALL, stages);
      store(phase.body(), phase.stores(), body, Extent.ALL, stages);
      for (int k = 0; k < phase.sums().size(); k++) {
        Accumulate sum = phase.sums().get(k);
        int folded = spill(sum.dtype());
        results.put(new Instr.Folded(p, k, sum.dtype()), folded);
        int lane = lanes++;
        // The number of a scratch array follows from the number of spills, known at the end.
        int place = stages.size();
        stages.add(new Stage.Run(sumOf(sum), List.of(), 0, Extent.ALL));
        int term = body.getOrDefault(sum.value(), 0);
        later.add(() -> {
          int array = program.operands().size() + spills.size() + lane;
          Stage.Run run = (Stage.Run) stages.get(place);
          stages.set(
              place, new Stage.Run(run.kernel(), List.of(term, folded, array), 2, Extent.ALL));
        });
      }
      BitSet all = new BitSet();
      all.set(0, phase.after().size());
      Map<Integer, Integer> after = list(phase.after(), all, Extent.ONE, stages);
      for (int v = 0; v < phase.after().size(); v++) {
        results.put(new Instr.Scalar(p, v, phase.after().get(v).dtype()), after.getOrDefault(v, 0));
      }
      store(phase.after(), phase.rowStores(), after, Extent.ONE, stages);
    }
    later.forEach(Runnable::run);
    return new StagedKernel(program, spills, List.of(), stages, List.of());
  }

  /// Folds operand 0 into operand 1.
  private Kernel sumOf(Accumulate sum) {
    DType type = sum.dtype();
    return KernelEmitter.emit(
        new Program(
            Form.ROWS,
            List.of(new Operand(type, Step.UNIT, false), new Operand(type, Step.UNIT, true)),
            List.of(
                new Phase(
                    List.of(new Instr.Load(0, type)),
                    List.of(),
                    List.of(new Accumulate(sum.kind(), 0, type)),
                    List.of(new Instr.Folded(0, 0, type)),
                    List.of(new Store(1, 0))))),
        vectorBits);
  }

  private Kernel columns() {
    Phase phase = program.phases().getFirst();
    List<Stage> before = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    Map<Integer, Integer> body = list(phase.body(), InstrList.roots(phase), Extent.ALL, stages);
    for (int k = 0; k < phase.sums().size(); k++) {
      Accumulate sum = phase.sums().get(k);
      DType type = sum.dtype();
      int total = spill(type);
      results.put(new Instr.Folded(0, k, type), total);
      Instr start = new Instr.Const(identity(sum.kind(), type), type);
      before.add(map(List.of(start), List.of(unit(type, true)), 0, List.of(total)));
      List<Instr> add =
          List.of(
              new Instr.Load(0, type),
              new Instr.Load(1, type),
              new Instr.Binary(ScalarArithmetic.binaryOf(sum.kind()), 0, 1, type));
      stages.add(
          map(
              add,
              List.of(unit(type, true), unit(type, false)),
              2,
              List.of(total, body.getOrDefault(sum.value(), 0))));
    }
    List<Stage> after = new ArrayList<>();
    store(phase.after(), phase.rowStores(), Map.of(), Extent.ALL, after);
    return new StagedKernel(program, spills, before, stages, after);
  }

  private static double identity(ReduceKind kind, DType dtype) {
    boolean max = kind == ReduceKind.MAX;
    return switch (kind) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX, MIN ->
          switch (dtype) {
            case BOOL -> max ? 0 : 1;
            case U8 -> max ? 0 : 255;
            // Converted to an integer this is the least or the largest.
            case I32, I64, F16, BF16, F32, F64 ->
                max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
          };
    };
  }

  private static Operand unit(DType dtype, boolean stored) {
    return new Operand(dtype, Step.UNIT, stored);
  }

  /// An element-wise stage that stores `value` to its operand 0.
  private Stage map(List<Instr> body, List<Operand> operands, int value, List<Integer> numbers) {
    Phase phase = new Phase(body, List.of(new Store(0, value)), List.of(), List.of(), List.of());
    Kernel kernel = KernelEmitter.emit(new Program(Form.MAP, operands, List.of(phase)), vectorBits);
    return new Stage.Run(kernel, numbers, operands.size(), Extent.ALL);
  }

  /// Adds stages that compute a list; returns the spills of its roots.
  private Map<Integer, Integer> list(
      List<Instr> list, BitSet roots, Extent extent, List<Stage> stages) {
    BitSet needed = InstrList.needed(list, roots);
    Map<Integer, Integer> spilled = new HashMap<>();
    int from = 0;
    while (from < list.size()) {
      int to = from;
      for (int cost = 0; to < list.size() && cost < budget; to++) {
        cost += needed.get(to) ? cost(list, from, to) : 0;
      }
      new Segment(list, extent).emit(from, to, needed, roots, spilled, stages);
      from = to;
    }
    return spilled;
  }

  private static int cost(List<Instr> list, int from, int v) {
    int cost = InstrList.weight(list.get(v));
    for (int a : InstrList.arguments(list.get(v))) {
      cost += a < from ? 1 : 0;
    }
    return cost;
  }

  /// Adds stages that write values to operands of the program.
  private void store(
      List<Instr> list,
      List<Store> stores,
      Map<Integer, Integer> spilled,
      Extent extent,
      List<Stage> stages) {
    for (int from = 0; from < stores.size(); from += RESULTS) {
      Segment segment = new Segment(list, extent);
      for (Store store : stores.subList(from, Math.min(stores.size(), from + RESULTS))) {
        int value = segment.value(store.value(), spilled);
        segment.store(store.operand(), value);
      }
      stages.add(segment.stage());
    }
  }

  /// An element-wise program in the making.
  private final class Segment {
    private final List<Instr> list;
    private final Extent extent;
    private final List<Instr> body = new ArrayList<>();
    private final List<Operand> operands = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private final Map<Integer, Integer> numbered = new HashMap<>();
    private final Map<Integer, Integer> values = new HashMap<>();

    Segment(List<Instr> list, Extent extent) {
      this.list = list;
      this.extent = extent;
    }

    void emit(
        int from,
        int to,
        BitSet needed,
        BitSet roots,
        Map<Integer, Integer> spilled,
        List<Stage> stages) {
      BitSet wanted = (BitSet) roots.clone();
      for (int v = needed.nextSetBit(to); v >= 0; v = needed.nextSetBit(v + 1)) {
        for (int a : InstrList.arguments(list.get(v))) {
          wanted.set(a);
        }
      }
      for (int v = needed.nextSetBit(from); v >= 0 && v < to; v = needed.nextSetBit(v + 1)) {
        if (!isLeaf(list.get(v)) || roots.get(v)) {
          int value = value(v, spilled);
          if (wanted.get(v)) {
            int spill = spill(list.get(v).dtype());
            store(spill, value);
            spilled.put(v, spill);
          }
        }
      }
      if (!stores.isEmpty()) {
        stages.add(stage());
      }
    }

    private static boolean isLeaf(Instr instr) {
      return InstrList.arguments(instr).length == 0;
    }

    /// The number in `body` of value `v` of the list.
    int value(int v, Map<Integer, Integer> spilled) {
      Integer known = values.get(v);
      if (known != null) {
        return known;
      }
      Instr instr = list.get(v);
      Integer spill = spilled.get(v);
      Integer result = results.get(instr);
      if (spill != null) {
        instr = new Instr.Load(operand(spill, Step.UNIT), instr.dtype());
      } else if (result != null) {
        Step step = program.form() == Form.COLUMNS ? Step.UNIT : Step.FIXED;
        instr = new Instr.Load(operand(result, step), instr.dtype());
      } else {
        instr = InstrList.renumbered(instr, a -> value(a, spilled), k -> operand(k, stepOf(k)));
      }
      body.add(instr);
      values.put(v, body.size() - 1);
      return body.size() - 1;
    }

    private Step stepOf(int k) {
      return extent == Extent.ONE ? Step.FIXED : program.operands().get(k).step();
    }

    void store(int operand, int value) {
      Step step = operand < program.operands().size() ? stepOf(operand) : Step.UNIT;
      int number = operand(operand, step == Step.FIXED ? Step.UNIT : step);
      operands.set(
          number,
          new Operand(operands.get(number).dtype(), step == Step.FIXED ? Step.UNIT : step, true));
      stores.add(new Store(number, value));
    }

    private int operand(int k, Step step) {
      return numbered.computeIfAbsent(
          k,
          _ -> {
            int own = program.operands().size();
            DType dtype = k < own ? program.operands().get(k).dtype() : spills.get(k - own);
            operands.add(new Operand(dtype, step, false));
            numbers.add(k);
            return operands.size() - 1;
          });
    }

    Stage stage() {
      Phase phase = new Phase(body, stores, List.of(), List.of(), List.of());
      Kernel kernel =
          KernelEmitter.emit(new Program(Form.MAP, operands, List.of(phase)), vectorBits);
      return new Stage.Run(kernel, numbers, operands.size(), extent);
    }
  }
}
