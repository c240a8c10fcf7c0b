// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Emits the loops over a strip of columns, static methods `(Object[] arrays, int[] at, int n, int
/// from, int to)`. Each goes down several adjacent columns at once, with their accumulators in
/// registers, element after element; then it stores them.
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

  ColumnCode(Program program, Phase phase) {
    this.program = program;
    this.phase = phase;
    roots = InstrList.roots(phase);
    needed = InstrList.needed(phase.body(), roots);
    uniform = InstrList.uniform(phase.body(), leaf -> InstrList.isUniformLeaf(program, leaf));
  }

  /// How many values of `elements` are worth computing abreast.
  int abreast() {
    int size = needed.cardinality() + phase.sums().size();
    return size <= 8 ? 4 : size <= 24 ? 2 : 1;
  }

  /// Emits the loop that takes `abreast` values of columns from `from` to `to` at a time.
  void emit(CodeBuilder code, Elements elements, int abreast) {
    Arguments arguments = new Arguments(code, program, ARRAYS, AT);
    BitSet operands = Arguments.operandsOf(phase.body(), needed, List.of());
    BitSet results = Arguments.operandsOf(List.of(), new BitSet(), phase.rowStores());
    arguments.unpack(operands);
    arguments.unpack(results);
    ListCode body = new ListCode(code, phase.body(), elements, arguments, needed, uniform);
    body.prepare(Map.of(), roots);
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
    arguments.toColumn(results, FROM);
    for (int u = 0; u < abreast; u++) {
      for (Program.Store store : phase.rowStores()) {
        int ahead = u * elements.length();
        int register = registers[u * sums.size() + phase.sumOf(store)];
        DType dtype = program.operands().get(store.operand()).dtype();
        elements.store(
            code,
            dtype,
            () -> code.loadLocal(elements.kind(dtype), register),
            () -> {
              arguments.array(store.operand());
              arguments.inColumn(store.operand(), ahead);
            });
      }
    }
    code.iinc(FROM, abreast * elements.length()).goto_(strip).labelBinding(end).return_();
  }
}
