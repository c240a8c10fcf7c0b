// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Instr;
import dev.navette.ir.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/// Emits a list of instructions into a method: values that are the same on every turn of the loop
/// once before it, the others on each turn. Every value has a local variable.
final class ListCode implements Elements.Values {
  private static final int NONE = -1;

  private final CodeBuilder code;
  private final List<Instr> list;
  private final Elements elements;
  private final Arguments arguments;
  private final BitSet needed;
  private final BitSet uniform;
  private final int[] scalarSlot;
  private final int[] slot;
  private final Map<Instr, Integer> ramps = new HashMap<>();

  /// @param needed the values to compute
  /// @param uniform those that are the same on every turn
  ListCode(
      CodeBuilder code,
      List<Instr> list,
      Elements elements,
      Arguments arguments,
      BitSet needed,
      BitSet uniform) {
    this.code = code;
    this.list = list;
    this.elements = elements;
    this.arguments = arguments;
    this.needed = needed;
    this.uniform = uniform;
    scalarSlot = new int[list.size()];
    slot = new int[list.size()];
    Arrays.fill(scalarSlot, NONE);
    Arrays.fill(slot, NONE);
  }

  @Override
  public DType dtype(int value) {
    return list.get(value).dtype();
  }

  /// Emits the uniform values, and what the turns of the loop need prepared.
  ///
  /// @param given the local variables that hold the scalars of other passes
  /// @param roots the values that the loop stores or accumulates
  void prepare(Map<Instr, Integer> given, BitSet roots) {
    needed.stream().filter(uniform::get).forEach(v -> prepareUniform(v, given));
    needed.stream()
        .filter(v -> !uniform.get(v))
        .forEach(v -> {
          if (elements instanceof VectorElements vectors
              && list.get(v) instanceof Instr.Index index) {
            vectors.ramp(code, index.dtype(), () -> arguments.stride(index.operand()));
            ramps.put(index, stored(TypeKind.REFERENCE));
          }
          for (int a : InstrList.arguments(list.get(v))) {
            spread(a);
          }
        });
    roots.stream().forEach(this::spread);
  }

  private void prepareUniform(int v, Map<Instr, Integer> given) {
    Instr instr = list.get(v);
    DType dtype = instr.dtype();
    switch (instr) {
      case Instr.Const _ -> {
        return;
      }
      case Instr.Folded _, Instr.Scalar _ -> {
        scalarSlot[v] = Objects.requireNonNull(given.get(instr));
        return;
      }
      case Instr.Load load ->
          ScalarElements.INSTANCE.load(
              code,
              arguments.dtype(load.operand()),
              () -> {
                arguments.array(load.operand());
                arguments.base(load.operand());
              });
      case Instr.Index index -> {
        arguments.base(index.operand());
        code.conversion(TypeKind.INT, ScalarElements.INSTANCE.kind(dtype));
      }
      default -> ScalarElements.INSTANCE.compute(code, instr, new Scalars());
    }
    scalarSlot[v] = stored(ScalarElements.INSTANCE.kind(dtype));
  }

  /// Makes a uniform value one that the loop's elements combine with.
  private void spread(int v) {
    if (uniform.get(v) && slot[v] == NONE && elements instanceof VectorElements) {
      elements.spread(code, dtype(v), () -> new Scalars().push(v));
      slot[v] = stored(TypeKind.REFERENCE);
    }
  }

  private int stored(TypeKind kind) {
    int local = code.allocateLocal(kind);
    code.storeLocal(kind, local);
    return local;
  }

  /// Emits one turn: the values that are not uniform.
  ///
  /// @param given the local variables that hold values of the turn computed elsewhere
  /// @param offset pushes where the current element of an operand lies
  void turn(Map<Instr, Integer> given, IntConsumer offset) {
    needed.stream().filter(v -> !uniform.get(v)).forEach(v -> turn(v, given, offset));
  }

  private void turn(int v, Map<Instr, Integer> given, IntConsumer offset) {
    Instr instr = list.get(v);
    switch (instr) {
      case Instr.Folded _, Instr.Scalar _ -> {
        slot[v] = Objects.requireNonNull(given.get(instr));
        return;
      }
      case Instr.Load load -> load(load, offset);
      case Instr.Index index -> index(index, offset);
      default -> elements.compute(code, instr, this);
    }
    TypeKind kind = elements.kind(instr.dtype());
    if (slot[v] == NONE) {
      slot[v] = code.allocateLocal(kind);
    }
    code.storeLocal(kind, slot[v]);
  }

  private void load(Instr.Load load, IntConsumer offset) {
    Runnable address =
        () -> {
          arguments.array(load.operand());
          offset.accept(load.operand());
        };
    DType stored = arguments.dtype(load.operand());
    if (arguments.isFixed(load.operand())) {
      elements.spread(
          code, load.dtype(), () -> ScalarElements.INSTANCE.load(code, stored, address));
    } else {
      elements.load(code, stored, address);
    }
  }

  private void index(Instr.Index index, IntConsumer offset) {
    elements.spread(
        code,
        index.dtype(),
        () -> {
          offset.accept(index.operand());
          code.conversion(TypeKind.INT, ScalarElements.INSTANCE.kind(index.dtype()));
        });
    Integer ramp = ramps.get(index);
    if (ramp != null) {
      code.aload(ramp);
      VectorArithmetic.lanewise(code, "add", index.dtype());
    }
  }

  /// Pushes a value as the loop's elements.
  @Override
  public void push(int v) {
    if (slot[v] == NONE) {
      new Scalars().push(v);
    } else {
      code.loadLocal(elements.kind(dtype(v)), slot[v]);
    }
  }

  /// The local variable of a uniform value as one element.
  int slotOfScalar(int v) {
    if (scalarSlot[v] == NONE) {
      new Scalars().push(v);
      scalarSlot[v] = stored(ScalarElements.INSTANCE.kind(dtype(v)));
    }
    return scalarSlot[v];
  }

  private final class Scalars implements Elements.Values {
    @Override
    public void push(int v) {
      if (scalarSlot[v] == NONE) {
        ScalarElements.constant(code, ((Instr.Const) list.get(v)).value(), dtype(v));
      } else {
        code.loadLocal(ScalarElements.INSTANCE.kind(dtype(v)), scalarSlot[v]);
      }
    }

    @Override
    public DType dtype(int v) {
      return list.get(v).dtype();
    }
  }
}
