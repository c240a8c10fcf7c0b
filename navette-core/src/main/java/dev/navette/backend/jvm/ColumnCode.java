// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Phase;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Emits the loops over a strip of columns, static methods `(Object[] arrays, int[] at, int n, int
/// from, int to)`. Each goes down several adjacent columns at once, with their accumulators in
/// registers, element after element; then it computes and stores what follows from the results.
final class ColumnCode {
  /// The type of the methods.
  static final MethodTypeDesc TYPE =
      MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int, CD_int, CD_int);

  private static final int ARRAYS = 0;
  private static final int AT = 1;
  private static final int N = 2;
  private static final int FROM = 3;
  private static final int TO = 4;

  private final Program program;
  private final Phase phase;
  private final BitSet needed;
  private final BitSet uniform;
  private final BitSet roots;
  private final BitSet rowRoots;
  private final BitSet rowNeeded;
  private final BitSet rowUniform;

  ColumnCode(Program program, Phase phase) {
    this.program = program;
    this.phase = phase;
    roots = InstrList.roots(phase);
    needed = InstrList.needed(phase.body(), roots);
    uniform = InstrList.uniform(phase.body(), leaf -> InstrList.isUniformLeaf(program, leaf));
    rowRoots = InstrList.rowRoots(phase);
    rowNeeded = InstrList.needed(phase.after(), rowRoots);
    rowUniform = InstrList.uniform(phase.after(), leaf -> leaf instanceof Instr.Const);
  }

  /// How many values of `elements` are worth computing abreast.
  int abreast() {
    int size = needed.cardinality() + phase.sums().size();
    return size <= 8 ? 4 : size <= 24 ? 2 : 1;
  }

  /// Whether columns may be computed twice: nothing is written but results, and none is read.
  boolean isRepeatable() {
    return phase.stores().isEmpty()
        && rowNeeded.stream().noneMatch(v -> phase.after().get(v) instanceof Instr.Load);
  }

  /// Emits the loop that takes `abreast` values of columns from `from` to `to` at a time.
  void emit(CodeBuilder code, Elements elements, int abreast) {
    Arguments arguments = new Arguments(code, program, ARRAYS, AT);
    BitSet operands = Arguments.operandsOf(phase.body(), needed, phase.stores());
    BitSet rowOperands = Arguments.operandsOf(phase.after(), rowNeeded, phase.rowStores());
    arguments.unpack(operands);
    arguments.unpack(rowOperands);
    ListCode body = new ListCode(code, phase.body(), elements, arguments, needed, uniform);
    ListCode after = new ListCode(code, phase.after(), elements, arguments, rowNeeded, rowUniform);
    body.prepare(Map.of(), roots);
    after.prepare(Map.of(), rowRoots);
    List<Accumulate> sums = phase.sums();
    int[] registers = new int[sums.size() * abreast];
    for (int r = 0; r < registers.length; r++) {
      registers[r] = code.allocateLocal(elements.kind(sums.get(r % sums.size()).dtype()));
    }
    int down = code.allocateLocal(TypeKind.INT);

    Label strip = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(strip).iload(FROM).iload(TO).if_icmpge(end);
    for (int r = 0; r < registers.length; r++) {
      Accumulate sum = sums.get(r % sums.size());
      elements.spread(
          code, sum.dtype(), () -> ScalarElements.identity(code, sum.kind(), sum.dtype()));
      code.storeLocal(elements.kind(sum.dtype()), registers[r]);
    }
    arguments.toColumn(operands, FROM);
    code.iconst_0().istore(down);
    Label top = code.newLabel();
    Label bottom = code.newLabel();
    code.labelBinding(top).iload(down).iload(N).if_icmpge(bottom);
    for (int u = 0; u < abreast; u++) {
      int ahead = u * elements.length();
      body.turn(Map.of(), k -> arguments.inColumn(k, ahead));
      store(code, elements, arguments, body, phase.stores(), ahead);
      for (int k = 0; k < sums.size(); k++) {
        Accumulate sum = sums.get(k);
        int register = registers[u * sums.size() + k];
        TypeKind kind = elements.kind(sum.dtype());
        code.loadLocal(kind, register);
        body.push(sum.value());
        elements.combine(code, sum.kind(), sum.dtype());
        code.storeLocal(kind, register);
      }
    }
    arguments.downColumn();
    code.iinc(down, 1).goto_(top).labelBinding(bottom);
    arguments.toColumn(rowOperands, FROM);
    for (int u = 0; u < abreast; u++) {
      int ahead = u * elements.length();
      Map<Instr, Integer> results = new HashMap<>();
      for (int k = 0; k < sums.size(); k++) {
        results.put(new Instr.Folded(0, k, sums.get(k).dtype()), registers[u * sums.size() + k]);
      }
      after.turn(results, k -> arguments.inColumn(k, ahead));
      store(code, elements, arguments, after, phase.rowStores(), ahead);
    }
    code.iinc(FROM, abreast * elements.length()).goto_(strip).labelBinding(end).return_();
  }

  private void store(
      CodeBuilder code,
      Elements elements,
      Arguments arguments,
      ListCode values,
      List<Program.Store> stores,
      int ahead) {
    for (Program.Store store : stores) {
      elements.store(
          code,
          program.operands().get(store.operand()).dtype(),
          () -> values.push(store.value()),
          () -> {
            arguments.array(store.operand());
            arguments.inColumn(store.operand(), ahead);
          });
    }
  }
}
