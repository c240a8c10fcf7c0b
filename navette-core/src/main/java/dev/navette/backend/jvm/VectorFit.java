// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.backend.jvm.Program.Step;
import dev.navette.ir.DType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides which passes of a program run on vectors: those whose varying values all have one lane
/// width, lie in memory side by side or in one place, and come from instructions that the hardware
/// does on vectors. The others run element by element, with the same bits.
final class VectorFit {
  /// The functions of f32 that `VectorF32Math` has; read only when vectors are asked for.
  private static final class Functions {
    static final Set<String> NAMES =
        Arrays.stream(VectorF32Math.class.getDeclaredMethods())
            .map(java.lang.reflect.Method::getName)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Lanes from which on a mask is kept in a register; a smaller one is an object.
  private static final int MASK_LANES = 4;

  private final Program program;
  private final int bits;

  /// @param bits the width of a vector, or 0 for none
  VectorFit(Program program, int bits) {
    this.program = program;
    this.bits = bits;
  }

  /// The elements that the loop over `body` computes with.
  Elements body(Phase phase) {
    BitSet needed = InstrList.needed(phase.body(), InstrList.roots(phase));
    BitSet uniform =
        InstrList.uniform(phase.body(), leaf -> InstrList.isUniformLeaf(program, leaf));
    Elements elements =
        elements(phase.body(), InstrList.roots(phase), needed, uniform, phase.stores());
    boolean lanes = program.form() == Form.ROWS;
    boolean sums =
        phase.sums().stream().allMatch(s -> fits(s.dtype()) && !(lanes && s.dtype() == DType.BOOL));
    return sums ? elements : ScalarElements.INSTANCE;
  }

  private Elements elements(
      List<Instr> list, BitSet roots, BitSet needed, BitSet uniform, List<Program.Store> stores) {
    if (bits == 0) {
      return ScalarElements.INSTANCE;
    }
    int bytes = 4;
    BitSet used = (BitSet) roots.clone();
    for (int v = needed.nextSetBit(0); v >= 0; v = needed.nextSetBit(v + 1)) {
      if (!uniform.get(v)) {
        used.set(v);
        for (int a : InstrList.arguments(list.get(v))) {
          used.set(a);
        }
      }
    }
    for (int v = used.nextSetBit(0); v >= 0; v = used.nextSetBit(v + 1)) {
      if (list.get(v).dtype().bytes() == 8) {
        bytes = 8;
      }
    }
    VectorElements vectors = new VectorElements(bits, bytes);
    int width = bytes;
    boolean masks = vectors.length() >= MASK_LANES;
    boolean fits =
        InstrList.all(used, v -> hasWidth(list.get(v).dtype(), width, masks))
            && InstrList.all(used, v -> uniform.get(v) || hasVectorForm(list.get(v), list, masks))
            && stores.stream().allMatch(s -> step(s.operand()) == Step.UNIT);
    return fits ? vectors : ScalarElements.INSTANCE;
  }

  private static boolean fits(DType dtype) {
    return dtype != DType.U8;
  }

  private static boolean hasWidth(DType dtype, int bytes, boolean masks) {
    return dtype == DType.BOOL ? masks : dtype.bytes() == bytes;
  }

  private Step step(int operand) {
    return program.operands().get(operand).step();
  }

  /// Whether an instruction has a vector form.
  ///
  /// @param masks whether instructions that compare may be used
  private boolean hasVectorForm(Instr instr, List<Instr> list, boolean masks) {
    return switch (instr) {
      case Instr.Load load -> step(load.operand()) != Step.STRIDED;
      case Instr.Const _, Instr.Folded _, Instr.Scalar _ -> true;
      case Instr.Index index -> index.dtype() == DType.I32 || index.dtype() == DType.I64;
      case Instr.Unary u -> hasVectorForm(u, masks);
      case Instr.Polygamma _ -> false;
      case Instr.Binary b ->
          switch (b.kind()) {
            case ADD, SUB, MUL, MAX, MIN, AND, OR, XOR, SHL, SHR -> true;
            case DIV -> b.dtype().isFloat();
            case MOD -> false; // an exact remainder takes as many steps as its quotient has bits
            case POW, ATAN2 -> b.dtype() == DType.F32 && Functions.NAMES.contains(b.kind().label());
          };
      case Instr.Compare _, Instr.Where _, Instr.Bitcast _, Instr.Round _ -> true;
      case Instr.Cast c -> {
        DType from = list.get(c.a()).dtype();
        // Converting between f64 and i64 is one instruction only where vectors have 512 bits.
        yield from == c.dtype()
            || from == DType.BOOL
            || c.dtype() == DType.BOOL
            || from.bytes() == 4;
      }
    };
  }

  private static boolean hasVectorForm(Instr.Unary u, boolean masks) {
    return switch (u.kind()) {
      case NEG, ABS, NOT, SQRT, RECIP -> true;
      case SIGN, FLOOR, CEIL, ROUND -> masks || !u.dtype().isFloat();
      default -> u.dtype() == DType.F32 && Functions.NAMES.contains(u.kind().label());
    };
  }
}
