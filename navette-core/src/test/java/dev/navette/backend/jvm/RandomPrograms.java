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
import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.UnaryKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/// Draws valid programs of any form, dtype and instruction.
final class RandomPrograms {
  private static final List<DType> HALVES = List.of(DType.F16, DType.BF16);

  private final SplittableRandom random;
  private final Form form;
  private final List<DType> dtypes;
  private final boolean strided;
  private final List<Operand> operands = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();
  private final BitSet indices = new BitSet();

  private RandomPrograms(SplittableRandom random, Form form) {
    this.random = random;
    this.form = form;
    dtypes =
        switch (random.nextInt(5)) {
          case 0 -> List.of(DType.F32);
          case 1 -> List.of(DType.F32, DType.I32, DType.BOOL);
          case 2 -> List.of(DType.F64, DType.I64, DType.BOOL);
          case 3 -> List.of(DType.I32, DType.BOOL, DType.F32);
          default -> Arrays.stream(DType.values()).filter(d -> !d.isHalf()).toList();
        };
    strided = random.nextInt(4) == 0;
  }

  static Program draw(SplittableRandom random, Form form) {
    return new RandomPrograms(random, form).program();
  }

  private Program program() {
    for (int k = 0, count = 1 + random.nextInt(4); k < count; k++) {
      operands.add(new Operand(inMemory(pick(dtypes)), step(), random.nextInt(4) == 0));
    }
    int count = form == Form.ROWS ? 1 + random.nextInt(3) : 1;
    for (int p = 0; p < count; p++) {
      phases.add(phase(p));
    }
    return new Program(form, operands, phases);
  }

  /// An f32 may lie in memory as a 16-bit float.
  private DType inMemory(DType type) {
    return type == DType.F32 && random.nextInt(3) == 0 ? pick(HALVES) : type;
  }

  /// A value of the list as it lies in memory: rounded, where that is a 16-bit float.
  private int stored(List<Instr> list, int value, DType type) {
    if (!type.isHalf()) {
      return value;
    }
    list.add(new Instr.Round(value, type));
    return list.size() - 1;
  }

  private Step step() {
    int r = random.nextInt(8);
    return r == 0 ? Step.FIXED : strided && r < 4 ? Step.STRIDED : Step.UNIT;
  }

  private Phase phase(int p) {
    List<Instr> body = new ArrayList<>();
    int inputs = operands.size();
    for (int k = 0; k < inputs; k++) {
      if (!indices.get(k)) {
        body.add(new Instr.Load(k, operands.get(k).dtype().computeType()));
      }
    }
    if (form != Form.COLUMNS) {
      results(body, p);
    }
    if (random.nextInt(3) == 0) {
      DType type = dtypes.contains(DType.I64) ? DType.I64 : DType.I32;
      indices.set(operands.size());
      operands.add(new Operand(type, Step.UNIT, false));
      body.add(new Instr.Index(operands.size() - 1, type));
    }
    extend(body, 2 + random.nextInt(20));
    List<Store> stores = new ArrayList<>();
    if (form != Form.COLUMNS) {
      for (int s = 0, count = form == Form.MAP ? 1 + random.nextInt(2) : random.nextInt(2);
          s < count;
          s++) {
        int value = random.nextInt(body.size());
        DType type = inMemory(body.get(value).dtype());
        operands.add(
            new Operand(type, strided && random.nextBoolean() ? Step.STRIDED : Step.UNIT, true));
        stores.add(new Store(operands.size() - 1, stored(body, value, type)));
      }
      for (int k = 0; k < inputs; k++) {
        if (operands.get(k).stored() && operands.get(k).step() != Step.FIXED) {
          DType type = operands.get(k).dtype();
          stores.add(new Store(k, stored(body, last(body, type.computeType()), type)));
        }
      }
    }
    if (form == Form.MAP) {
      return new Phase(body, stores, List.of(), List.of(), List.of());
    }
    List<Accumulate> sums = new ArrayList<>();
    for (int s = 0, count = 1 + random.nextInt(2); s < count; s++) {
      int value = random.nextInt(body.size());
      DType type = body.get(value).dtype();
      ReduceKind kind =
          type == DType.BOOL
              ? (random.nextBoolean() ? ReduceKind.MAX : ReduceKind.MIN)
              : pick(List.of(ReduceKind.values()));
      sums.add(new Accumulate(kind, value, type));
    }
    List<Instr> after = new ArrayList<>();
    for (int s = 0; s < sums.size(); s++) {
      after.add(new Instr.Folded(p, s, sums.get(s).dtype()));
    }
    if (form == Form.ROWS) {
      results(after, p);
      extend(after, random.nextInt(6));
    }
    List<Store> rowStores = new ArrayList<>();
    for (int s = 0; s <= random.nextInt(3); s++) {
      int value = s < sums.size() ? s : random.nextInt(after.size());
      DType type = after.get(value).dtype();
      type = form == Form.COLUMNS ? type : inMemory(type);
      operands.add(new Operand(type, Step.UNIT, true));
      rowStores.add(new Store(operands.size() - 1, stored(after, value, type)));
    }
    return new Phase(body, stores, sums, after, rowStores);
  }

  /// Adds what earlier phases left.
  private void results(List<Instr> list, int phase) {
    for (int p = 0; p < phase; p++) {
      for (int s = 0; s < phases.get(p).sums().size(); s++) {
        list.add(new Instr.Folded(p, s, phases.get(p).sums().get(s).dtype()));
      }
      for (int v = 0; v < phases.get(p).after().size(); v++) {
        if (random.nextBoolean()) {
          list.add(new Instr.Scalar(p, v, phases.get(p).after().get(v).dtype()));
        }
      }
    }
  }

  private void extend(List<Instr> list, int count) {
    for (int i = 0; i < count; i++) {
      list.add(instr(list));
    }
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static int last(List<Instr> list, DType type) {
    for (int v = list.size() - 1; ; v--) {
      if (list.get(v).dtype() == type) {
        return v;
      }
    }
  }

  /// A value of the dtype, or a new constant.
  private int value(List<Instr> list, DType type) {
    for (int tries = 0; tries < 20 && random.nextInt(8) > 0; tries++) {
      int v = random.nextInt(list.size());
      if (list.get(v).dtype() == type) {
        return v;
      }
    }
    list.add(new Instr.Const(random.nextInt(-3, 4), type));
    return list.size() - 1;
  }

  private Instr instr(List<Instr> list) {
    int a = random.nextInt(list.size());
    DType type = list.get(a).dtype();
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        UnaryKind kind = pick(List.of(UnaryKind.values()));
        boolean valid =
            switch (kind) {
              case NOT -> !type.isFloat();
              case NEG, ABS, SIGN -> type != DType.BOOL;
              case FLOOR, CEIL, ROUND -> type != DType.BOOL;
              default -> type.isFloat();
            };
        yield valid ? new Instr.Unary(kind, a, type) : instr(list);
      }
      case 3, 4, 5 -> {
        BinaryKind kind = pick(List.of(BinaryKind.values()));
        boolean valid =
            switch (kind) {
              case ADD, SUB, MUL, DIV, MOD -> type != DType.BOOL;
              case MAX, MIN -> true;
              case POW, ATAN2 -> type.isFloat();
              case AND, OR, XOR -> !type.isFloat();
              case SHL, SHR -> type == DType.I32 || type == DType.I64;
            };
        if (!valid) {
          yield instr(list);
        }
        int b = value(list, type);
        if (!type.isFloat() && (kind == BinaryKind.DIV || kind == BinaryKind.MOD)) {
          list.add(new Instr.Const(1, type));
          list.add(new Instr.Binary(BinaryKind.OR, b, list.size() - 1, type));
          b = list.size() - 1;
        }
        yield new Instr.Binary(kind, a, b, type);
      }
      case 6 ->
          new Instr.Compare(pick(List.of(CompareKind.values())), a, value(list, type), DType.BOOL);
      case 7 -> {
        int b = value(list, type);
        yield new Instr.Where(value(list, DType.BOOL), a, b, type);
      }
      case 8 ->
          type == DType.F32 && random.nextBoolean()
              ? new Instr.Round(a, pick(HALVES))
              : new Instr.Cast(a, pick(dtypes));
      default -> {
        if (type == DType.I32 && dtypes.contains(DType.F32)) {
          yield new Instr.Bitcast(a, DType.F32);
        }
        // The bits of a computed NaN are not specified: only those of memory are read.
        if (list.get(a) instanceof Instr.Load && type == DType.F64 && dtypes.contains(DType.I64)) {
          yield new Instr.Bitcast(a, DType.I64);
        }
        yield instr(list);
      }
    };
  }
}
