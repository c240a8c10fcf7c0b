// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Operand;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.backend.jvm.Program.Step;
import dev.navette.backend.jvm.StagedKernel.Stage;
import dev.navette.ir.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes the random words out of a program over rows: they are written a block at a time before the
/// program reads them, because a loop that held the generator too would be too long for registers.
final class RandomStages {
  private static final Map<Integer, RandomWords> GENERATORS = new ConcurrentHashMap<>();

  private final Program program;
  private final Map<Words, Integer> spills = new LinkedHashMap<>();

  /// A stream by the operands of its key and of its count.
  private record Words(int key0, int key1, int index) {}

  private RandomStages(Program program) {
    this.program = program;
  }

  /// The kernel of a program that draws random words, or null if it draws none that can be written
  /// beforehand.
  static @Nullable Kernel emit(Program program, int vectorBits) {
    return program.form() == Form.COLUMNS ? null : new RandomStages(program).kernel(vectorBits);
  }

  private @Nullable Kernel kernel(int vectorBits) {
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : program.phases()) {
      List<Instr> body = new ArrayList<>();
      for (Instr instr : phase.body()) {
        Words words = instr instanceof Instr.RandomBits r ? words(r, phase.body()) : null;
        body.add(words == null ? instr : new Instr.Load(spill(words), DType.I32));
      }
      phases.add(new Phase(body, phase.stores(), phase.sums(), phase.after(), phase.rowStores()));
    }
    if (spills.isEmpty()) {
      return null;
    }
    List<Operand> operands = new ArrayList<>(program.operands());
    List<DType> types = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    RandomWords generator = GENERATORS.computeIfAbsent(vectorBits, RandomWords::of);
    spills.forEach((words, spill) -> {
      operands.add(new Operand(DType.I32, Step.UNIT, false));
      types.add(DType.I32);
      stages.add(new Stage.Fill(generator, words.key0, words.key1, words.index, spill));
    });
    List<Integer> all = new ArrayList<>();
    int lanes = phases.stream().mapToInt(p -> p.sums().size()).sum();
    for (int k = 0; k < operands.size() + lanes; k++) {
      all.add(k);
    }
    Kernel rest = KernelEmitter.emit(new Program(program.form(), operands, phases), vectorBits);
    stages.add(new Stage.Run(rest, all, operands.size(), StagedKernel.Extent.ALL));
    return new StagedKernel(program, types, List.of(), stages, List.of());
  }

  private int spill(Words words) {
    return spills.computeIfAbsent(words, _ -> program.operands().size() + spills.size());
  }

  private @Nullable Words words(Instr.RandomBits r, List<Instr> body) {
    return body.get(r.key0()) instanceof Instr.Load key0
            && body.get(r.key1()) instanceof Instr.Load key1
            && body.get(r.a()) instanceof Instr.Index index
            && program.operands().get(key0.operand()).step() == Step.FIXED
            && program.operands().get(key1.operand()).step() == Step.FIXED
            && index.dtype() == DType.I32
        ? new Words(key0.operand(), key1.operand(), index.operand())
        : null;
  }
}
