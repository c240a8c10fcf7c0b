// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.DType;
import dev.navette.ir.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Emits the loops over a part of a row, static methods `(Object[] arrays, int[] at, int from, int
/// to, scalars...)` where the scalars are the results of other passes that the body uses.
///
/// Element `i` is combined into lane `i mod 64`. Lanes lie in the scratch array of the accumulator
/// between methods. The block loop keeps them in registers; a step of the other loops combines as
/// many adjacent lanes as it has elements.
final class RowCode {
  private static final int ARRAYS = 0;
  private static final int AT = 1;
  private static final int FROM = 2;
  private static final int TO = 3;

  /// Registers that the lanes of a block may take.
  private static final int MAX_REGISTERS = 16;

  /// Instructions that the unrolled body of a block may have.
  private static final int MAX_BLOCK = 64;

  private final Program program;
  private final Phase phase;
  private final int firstLanes;
  private final BitSet needed;
  private final BitSet uniform;
  private final BitSet roots;
  private final List<Instr> scalars = new ArrayList<>();

  /// @param firstLanes how many accumulators earlier phases have
  RowCode(Program program, Phase phase, int firstLanes) {
    this.program = program;
    this.phase = phase;
    this.firstLanes = firstLanes;
    roots = InstrList.roots(phase);
    needed = InstrList.needed(phase.body(), roots);
    uniform = InstrList.uniform(phase.body(), leaf -> InstrList.isUniformLeaf(program, leaf));
    needed.stream()
        .mapToObj(phase.body()::get)
        .filter(i -> i instanceof Instr.Folded || i instanceof Instr.Scalar)
        .distinct()
        .forEach(scalars::add);
  }

  /// The results of other passes that the methods take as parameters.
  List<Instr> scalars() {
    return scalars;
  }

  /// The type of the methods.
  MethodTypeDesc type() {
    List<ClassDesc> parameters =
        new ArrayList<>(List.of(CD_Object.arrayType(), CD_int.arrayType(), CD_int, CD_int));
    scalars.forEach(s -> parameters.add(ScalarElements.primitive(s.dtype())));
    return MethodTypeDesc.of(CD_void, parameters);
  }

  /// Whether a block of 64 elements with the lanes in registers is worth its bytecode.
  boolean hasBlock(Elements elements) {
    int steps = Op.Reduce.LANES / elements.length();
    long size = needed.stream().filter(v -> !uniform.get(v)).count();
    int registers = phase.sums().stream().mapToInt(s -> BlockLanes.registers(s, steps)).sum();
    boolean costly = needed.stream().mapToObj(phase.body()::get).anyMatch(InstrList::isCostly);
    return elements instanceof VectorElements
        && !phase.sums().isEmpty()
        && registers <= MAX_REGISTERS
        && size * steps <= MAX_BLOCK
        && !costly;
  }

  /// Emits a loop from `from` to `to` in steps of the elements' length.
  void steps(CodeBuilder code, Elements elements) {
    Pass pass = new Pass(code, elements);
    int[] lanes = pass.lanes();
    loop(
        code,
        FROM,
        TO,
        elements.length(),
        () -> {
          pass.turn(0);
          for (int k = 0; k < lanes.length; k++) {
            pass.combineInMemory(k, lanes[k]);
          }
        });
    code.return_();
  }

  /// Emits a loop over blocks of 64 elements, which sets the lanes at its end.
  void blocks(CodeBuilder code, VectorElements elements) {
    Pass pass = new Pass(code, elements);
    List<BlockLanes> registers = pass.blocks(elements, TO);
    int[] lanes = pass.lanes();
    for (int k = 0; k < lanes.length; k++) {
      registers.get(k).store(lanes[k]);
    }
    code.return_();
  }

  /// Emits the pass over a row of whole blocks in a method that has unpacked the arguments; adds
  /// what the row comes to to `scalars`.
  ///
  /// @param n the local variable of the row's length
  void row(
      CodeBuilder code,
      VectorElements elements,
      Arguments arguments,
      Map<Instr, Integer> scalars,
      int n) {
    int from = code.allocateLocal(TypeKind.INT);
    Pass pass = new Pass(code, elements, arguments, scalars, from);
    int[] lanes = pass.lanes();
    code.iconst_0().istore(from);
    List<BlockLanes> registers = pass.blocks(elements, n);
    for (int k = 0; k < lanes.length; k++) {
      Accumulate sum = phase.sums().get(k);
      pass.total(elements, sum, registers.get(k).fold(), lanes[k]);
      int total = code.allocateLocal(ScalarElements.INSTANCE.kind(sum.dtype()));
      code.storeLocal(ScalarElements.INSTANCE.kind(sum.dtype()), total);
      scalars.put(new Instr.Folded(0, k, sum.dtype()), total);
    }
  }

  /// Emits a method `(lanes)` that combines 64 lanes until they are one vector, lane `l` with lane
  /// `l + s` for s from 32 down.
  static void halve(CodeBuilder code, VectorElements elements, Accumulate sum) {
    DType lane = InstrList.laneType(sum.dtype());
    int[] registers = new int[Op.Reduce.LANES / elements.length()];
    for (int r = 0; r < registers.length; r++) {
      int from = r * elements.length();
      elements.load(code, lane, () -> code.aload(0).loadConstant(from));
      registers[r] = code.allocateLocal(elements.kind(lane));
      code.storeLocal(elements.kind(lane), registers[r]);
    }
    int vector = halved(code, elements, sum, registers);
    elements.store(
        code,
        lane,
        () -> code.loadLocal(elements.kind(lane), vector),
        () -> code.aload(0).iconst_0());
    code.return_();
  }

  /// Emits the combination of 64 lanes in registers; returns that of the vector that they become.
  static int halved(CodeBuilder code, VectorElements elements, Accumulate sum, int[] registers) {
    DType lane = InstrList.laneType(sum.dtype());
    TypeKind kind = elements.kind(lane);
    for (int s = registers.length / 2; s > 0; s /= 2) {
      for (int r = 0; r < s; r++) {
        code.loadLocal(kind, registers[r]).loadLocal(kind, registers[r + s]);
        elements.combine(code, sum.kind(), lane);
        code.storeLocal(kind, registers[r]);
      }
    }
    return registers[0];
  }

  private static void loop(CodeBuilder code, int from, int to, int step, Runnable turn) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(from).iload(to).if_icmpge(end);
    turn.run();
    code.iinc(from, step).goto_(top).labelBinding(end);
  }

  /// The parameters of a method that are results of other passes.
  private Map<Instr, Integer> parameters(CodeBuilder code) {
    Map<Instr, Integer> parameters = new HashMap<>();
    for (int i = 0; i < scalars.size(); i++) {
      parameters.put(scalars.get(i), code.parameterSlot(TO + 1 + i));
    }
    return parameters;
  }

  /// The body in one method.
  private final class Pass {
    private final CodeBuilder code;
    private final Elements elements;
    private final Arguments arguments;
    private final ListCode body;
    private final int from;

    /// In a method of its own.
    Pass(CodeBuilder code, Elements elements) {
      this(code, elements, new Arguments(code, program, ARRAYS, AT), parameters(code), FROM);
    }

    /// @param given the local variables of the results of other passes
    /// @param from the local variable that counts
    Pass(
        CodeBuilder code,
        Elements elements,
        Arguments arguments,
        Map<Instr, Integer> given,
        int from) {
      this.code = code;
      this.elements = elements;
      this.arguments = arguments;
      this.from = from;
      arguments.unpack(Arguments.operandsOf(phase.body(), needed, phase.stores()));
      body = new ListCode(code, phase.body(), elements, arguments, needed, uniform);
      body.prepare(given, roots);
    }

    /// The loop over blocks, which combines lanes in registers.
    List<BlockLanes> blocks(VectorElements vectors, int to) {
      List<Accumulate> sums = phase.sums();
      List<BlockLanes> registers =
          sums.stream().map(sum -> BlockLanes.of(code, vectors, sum)).toList();
      loop(
          code,
          from,
          to,
          Op.Reduce.LANES,
          () -> {
            for (int s = 0; s < Op.Reduce.LANES / vectors.length(); s++) {
              turn(s * vectors.length());
              for (int k = 0; k < sums.size(); k++) {
                int value = sums.get(k).value();
                registers.get(k).combine(s, () -> body.push(value));
              }
            }
          });
      return registers;
    }

    /// Pushes what the lanes of one vector come to, combined with the identity.
    void total(VectorElements vectors, Accumulate sum, int vector, int lanes) {
      vectors.store(
          code,
          sum.dtype(),
          () -> code.loadLocal(vectors.kind(sum.dtype()), vector),
          () -> code.aload(lanes).iconst_0());
      ScalarElements.identity(code, sum.kind(), sum.dtype());
      tree(sum, lanes, 0, 1, vectors.length());
      ScalarElements.INSTANCE.combine(code, sum.kind(), sum.dtype());
    }

    /// Pushes lane `l` after it took lanes `l + s` for s from half of `count` down to `step`.
    private void tree(Accumulate sum, int lanes, int l, int step, int count) {
      if (step == count) {
        ScalarElements.INSTANCE.load(code, sum.dtype(), () -> code.aload(lanes).loadConstant(l));
        return;
      }
      tree(sum, lanes, l, 2 * step, count);
      tree(sum, lanes, l + step, 2 * step, count);
      ScalarElements.INSTANCE.combine(code, sum.kind(), sum.dtype());
    }

    int[] lanes() {
      int[] slots = new int[phase.sums().size()];
      for (int k = 0; k < slots.length; k++) {
        slots[k] = arguments.unpackLanes(firstLanes + k, phase.sums().get(k).dtype());
      }
      return slots;
    }

    void turn(int ahead) {
      body.turn(Map.of(), k -> arguments.along(k, from, ahead));
      for (Program.Store store : phase.stores()) {
        elements.store(
            code,
            program.operands().get(store.operand()).dtype(),
            () -> body.push(store.value()),
            () -> {
              arguments.array(store.operand());
              arguments.along(store.operand(), from, ahead);
            });
      }
    }

    void combineInMemory(int k, int lanes) {
      Accumulate sum = phase.sums().get(k);
      DType type = InstrList.laneType(sum.dtype());
      Runnable address =
          () -> code.aload(lanes).iload(from).loadConstant(Op.Reduce.LANES - 1).iand();
      elements.store(
          code,
          type,
          () -> {
            elements.load(code, type, address);
            body.push(sum.value());
            elements.combine(code, sum.kind(), sum.dtype());
          },
          address);
    }
  }
}
