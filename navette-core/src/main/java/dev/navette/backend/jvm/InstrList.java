// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Instr;
import dev.navette.ir.DType;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/// Questions about a list of instructions, each a value that later ones may use.
final class InstrList {
  private static final int[] NONE = {};

  private InstrList() {}

  /// The values that an instruction uses.
  static int[] arguments(Instr instr) {
    return switch (instr) {
      case Instr.Load _, Instr.Const _, Instr.Index _, Instr.Folded _, Instr.Scalar _ -> NONE;
      case Instr.Unary u -> new int[] {u.a()};
      case Instr.Polygamma p -> new int[] {p.a()};
      case Instr.Binary b -> new int[] {b.a(), b.b()};
      case Instr.Compare c -> new int[] {c.a(), c.b()};
      case Instr.Where w -> new int[] {w.a(), w.b(), w.c()};
      case Instr.Cast c -> new int[] {c.a()};
      case Instr.Bitcast b -> new int[] {b.a()};
      case Instr.Round r -> new int[] {r.a()};
    };
  }

  /// The operand that an instruction reads, or -1.
  static int operand(Instr instr) {
    return switch (instr) {
      case Instr.Load l -> l.operand();
      case Instr.Index i -> i.operand();
      default -> -1;
    };
  }

  /// The same instruction with other numbers for the values it uses and the operand it reads.
  static Instr renumbered(Instr instr, IntUnaryOperator value, IntUnaryOperator operand) {
    return switch (instr) {
      case Instr.Load l -> new Instr.Load(operand.applyAsInt(l.operand()), l.dtype());
      case Instr.Index i -> new Instr.Index(operand.applyAsInt(i.operand()), i.dtype());
      case Instr.Const _, Instr.Folded _, Instr.Scalar _ -> instr;
      case Instr.Unary u -> new Instr.Unary(u.kind(), value.applyAsInt(u.a()), u.dtype());
      case Instr.Polygamma p -> new Instr.Polygamma(p.order(), value.applyAsInt(p.a()), p.dtype());
      case Instr.Binary b -> {
        int x = value.applyAsInt(b.a());
        yield new Instr.Binary(b.kind(), x, value.applyAsInt(b.b()), b.dtype());
      }
      case Instr.Compare c -> {
        int x = value.applyAsInt(c.a());
        yield new Instr.Compare(c.kind(), x, value.applyAsInt(c.b()), c.dtype());
      }
      case Instr.Where w -> {
        int condition = value.applyAsInt(w.a());
        int x = value.applyAsInt(w.b());
        yield new Instr.Where(condition, x, value.applyAsInt(w.c()), w.dtype());
      }
      case Instr.Cast c -> new Instr.Cast(value.applyAsInt(c.a()), c.dtype());
      case Instr.Bitcast b -> new Instr.Bitcast(value.applyAsInt(b.a()), b.dtype());
      case Instr.Round r -> new Instr.Round(value.applyAsInt(r.a()), r.to());
    };
  }

  /// Whether an instruction takes many of the machine's.
  static boolean isCostly(Instr instr) {
    return switch (instr) {
      case Instr.Unary u -> u.kind().isCostly();
      case Instr.Binary b -> b.kind().isCostly();
      case Instr.Polygamma _ -> true;
      default -> false;
    };
  }

  /// How long the code of an instruction is, about, in that of a cheap one.
  static int weight(Instr instr) {
    return isCostly(instr) ? 25 : 1;
  }

  /// Whether an operand only counts.
  static boolean isIndex(Program program, int operand) {
    return program.phases().stream()
        .anyMatch(p -> isIndex(p.body(), operand) || isIndex(p.after(), operand));
  }

  private static boolean isIndex(List<Instr> list, int operand) {
    return list.stream().anyMatch(i -> i instanceof Instr.Index x && x.operand() == operand);
  }

  /// The values that `roots` need, themselves included.
  static BitSet needed(List<Instr> list, BitSet roots) {
    BitSet needed = (BitSet) roots.clone();
    for (int i = needed.length() - 1; i >= 0; i = needed.previousSetBit(i - 1)) {
      for (int a : arguments(list.get(i))) {
        needed.set(a);
      }
      if (i == 0) {
        break;
      }
    }
    return needed;
  }

  /// The values that depend only on leaves that are uniform.
  static BitSet uniform(List<Instr> list, Predicate<Instr> uniformLeaf) {
    BitSet uniform = new BitSet();
    for (int i = 0; i < list.size(); i++) {
      int[] arguments = arguments(list.get(i));
      boolean all = arguments.length > 0 || uniformLeaf.test(list.get(i));
      for (int a : arguments) {
        all &= uniform.get(a);
      }
      uniform.set(i, all);
    }
    return uniform;
  }

  /// The values that a phase stores or accumulates.
  static BitSet roots(Program.Phase phase) {
    BitSet roots = new BitSet();
    phase.stores().forEach(s -> roots.set(s.value()));
    phase.sums().forEach(s -> roots.set(s.value()));
    return roots;
  }

  /// Whether a leaf of a loop's body is the same on every turn.
  static boolean isUniformLeaf(Program program, Instr leaf) {
    return switch (leaf) {
      case Instr.Const _, Instr.Folded _, Instr.Scalar _ -> true;
      case Instr.Load l ->
          program.form() != Program.Form.COLUMNS
              && program.operands().get(l.operand()).step() == Program.Step.FIXED;
      default -> false;
    };
  }

  /// Whether `test` holds for each of the values.
  static boolean all(BitSet values, IntPredicate test) {
    return values.stream().allMatch(test);
  }

  /// The element type of the lanes that accumulate a dtype.
  static DType laneType(DType dtype) {
    return dtype == DType.BOOL || dtype == DType.U8 ? DType.I32 : dtype;
  }
}
