// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the [Kernel] of a [Program] as a hidden class, which unloads with its last instance.
///
/// Each loop is a static method of its own: one over whole vectors, one over the rest (a method
/// that saw both long and short trips would be compiled badly for either). `run` calls them and
/// computes what follows a row.
final class KernelEmitter {
  private static final ClassDesc KERNEL = Kernel.class.describeConstable().orElseThrow();
  private static final ClassDesc FOLD = LaneFold.class.describeConstable().orElseThrow();
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc MIN = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int, CD_int);

  /// Longest method, in bytes. HotSpot compiles none of 8,000 bytes or more.
  private static final int MAX_CODE = 7000;

  private static final int STATIC = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;

  // The parameters of run; `this` is 0.
  private static final int ARRAYS = 1;
  private static final int AT = 2;
  private static final int N = 3;
  private static final int INNER = 4;
  private static final int ROWS = INNER;

  private final Program program;
  private final VectorFit fit;
  private final ClassDesc self;

  private KernelEmitter(Program program, int vectorBits) {
    this.program = program;
    fit = new VectorFit(program, vectorBits);
    String name = "Kernel_" + program.form().name().toLowerCase(Locale.ROOT);
    self = ClassDesc.of(KernelEmitter.class.getPackageName(), name);
  }

  /// Emits, loads and instantiates the kernel of a program.
  ///
  /// @param vectorBits the width of vectors: 512, 256, 128, or 0 for single elements
  static Kernel emit(Program program, int vectorBits) {
    if (SplitStages.isHopeless(program)) {
      return SplitStages.emit(program, vectorBits);
    }
    byte[] bytes = new KernelEmitter(program, vectorBits).classBytes();
    byte[] inlined = vectorBits > 0 ? FormulaInliner.inline(bytes) : bytes;
    boolean tooLong = vectorBits > 0 && isUntouched(bytes, inlined) || isTooLong(inlined);
    return tooLong ? SplitStages.emit(program, vectorBits) : load(program, vectorBits, inlined);
  }

  /// Whether the inliner gave back what would have become too long.
  @SuppressWarnings("ReferenceEquality") // That is how it says so.
  private static boolean isUntouched(byte[] bytes, byte[] inlined) {
    return bytes == inlined;
  }

  private static boolean isTooLong(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .anyMatch(
            m -> m.code().orElseThrow() instanceof CodeAttribute c && c.codeLength() > MAX_CODE);
  }

  private static Kernel load(Program program, int vectorBits, byte[] bytes) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      Kernel kernel = (Kernel) lookup.lookupClass().getDeclaredConstructor().newInstance();
      if (vectorBits > 0) {
        kernel.setWarmUp(new VectorWarmUp(kernel, program, vectorBits));
      }
      return kernel;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("kernel of " + program, e);
    }
  }

  private byte[] classBytes() {
    return ClassFile.of()
        .build(
            self,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                  .withSuperclass(KERNEL)
                  .withMethodBody(
                      INIT_NAME,
                      MTD_void,
                      0,
                      code -> code.aload(0).invokespecial(KERNEL, INIT_NAME, MTD_void).return_());
              if (program.form() == Form.COLUMNS) {
                columns(type);
              } else {
                rows(type);
              }
            });
  }

  // ---- MAP and ROWS

  private void rows(ClassBuilder type) {
    RowCode[] passes = new RowCode[program.phases().size()];
    Elements[] elements = new Elements[passes.length];
    int lanes = 0;
    for (int p = 0; p < passes.length; p++) {
      Phase phase = program.phases().get(p);
      RowCode pass = new RowCode(program, phase, lanes);
      lanes += phase.sums().size();
      passes[p] = pass;
      elements[p] = fit.body(phase);
      if (elements[p] instanceof VectorElements vectors) {
        type.withMethodBody("vectors" + p, pass.type(), STATIC, code -> pass.steps(code, vectors));
        if (pass.hasBlock(vectors)) {
          type.withMethodBody(
              "blocks" + p, pass.type(), STATIC, code -> pass.blocks(code, vectors));
        }
        for (int k = 0; k < phase.sums().size(); k++) {
          Accumulate sum = phase.sums().get(k);
          type.withMethodBody(
              halving(p, k), halvingType(sum), STATIC, code -> RowCode.halve(code, vectors, sum));
        }
      }
      type.withMethodBody(
          "rest" + p, pass.type(), STATIC, code -> pass.steps(code, ScalarElements.INSTANCE));
    }
    boolean whole =
        mayRunWhole(program)
            && elements[0] instanceof VectorElements
            && passes[0].hasBlock(elements[0]);
    if (whole) {
      VectorElements vectors = (VectorElements) elements[0];
      type.withMethodBody("whole", RUN, STATIC, code -> whole(code, passes[0], vectors));
    }
    type.withMethodBody(
        "run", RUN, ClassFile.ACC_FINAL, code -> new RowDriver(code).emit(passes, elements, whole));
  }

  /// Whether rows are gone over once and take so little time that what is around the loop counts:
  /// those of whole blocks then have a method of their own.
  static boolean mayRunWhole(Program program) {
    return program.form() == Form.ROWS
        && program.phases().size() == 1
        && program.phases().getFirst().body().stream().noneMatch(InstrList::isCostly);
  }

  /// Emits the method `(arrays, at, n, rows)` over rows of whole blocks: arguments are unpacked
  /// once, and lanes are folded where they are.
  private void whole(CodeBuilder code, RowCode pass, VectorElements elements) {
    Arguments arguments = new Arguments(code, program, 0, 1);
    arguments.unpack(allOperands());
    Label row = code.newBoundLabel();
    Label end = code.newLabel();
    Map<Instr, Integer> scalars = new HashMap<>();
    pass.row(code, elements, arguments, scalars, 2);
    after(code, arguments, 0, scalars);
    code.iinc(3, -1).iload(3).ifle(end);
    arguments.nextRow();
    code.goto_(row).labelBinding(end).return_();
  }

  /// What the one phase reads and writes.
  private BitSet allOperands() {
    Phase phase = program.phases().getFirst();
    BitSet body = InstrList.needed(phase.body(), InstrList.roots(phase));
    BitSet after = new BitSet();
    after.set(0, phase.after().size());
    BitSet all = Arguments.operandsOf(phase.body(), body, phase.stores());
    all.or(Arguments.operandsOf(phase.after(), after, phase.rowStores()));
    return all;
  }

  /// The method that halves the lanes of accumulator `k` of phase `p` until they are one vector.
  private static String halving(int p, int k) {
    return "halve" + p + "_" + k;
  }

  private static MethodTypeDesc halvingType(Accumulate sum) {
    return MethodTypeDesc.of(CD_void, ScalarElements.array(InstrList.laneType(sum.dtype())));
  }

  /// The method `run` of a program over rows.
  private final class RowDriver {
    private final CodeBuilder code;
    private final Map<Instr, Integer> scalars = new HashMap<>();
    private final Arguments arguments;
    private int lanes;
    private final int vectors;

    /// Local variables: where the piece of the row begins and ends that is in work.
    private final int from;

    private final int to;

    RowDriver(CodeBuilder code) {
      this.code = code;
      from = code.allocateLocal(TypeKind.INT);
      to = code.allocateLocal(TypeKind.INT);
      arguments = new Arguments(code, program, ARRAYS, AT);
      vectors = readVectors(code);
    }

    void emit(RowCode[] passes, Elements[] elements, boolean whole) {
      if (whole) {
        runWhole();
      }
      int size = code.allocateLocal(TypeKind.INT);
      code.iload(N).iload(ROWS).imul().istore(size);
      Label row = code.newBoundLabel();
      Label end = code.newLabel();
      for (int p = 0; p < passes.length; p++) {
        Phase phase = program.phases().get(p);
        if (phase.sums().isEmpty()) {
          code.iconst_0().istore(from).iload(N).istore(to);
          loops(p, passes[p], elements[p]);
        } else {
          pieces(p, passes[p], elements[p]);
        }
        after(p, phase);
      }
      code.iinc(ROWS, -1).iload(ROWS).ifle(end);
      code.aload(AT).loadConstant(program.operands().size());
      code.invokestatic(KERNEL, "nextRow", MethodTypeDesc.of(CD_void, CD_int.arrayType(), CD_int));
      code.goto_(row).labelBinding(end);
      if (Arrays.stream(elements).anyMatch(VectorElements.class::isInstance)) {
        report(code, vectors, () -> code.iload(size));
      }
      code.return_();
    }

    /// Leaves rows of whole blocks, of one piece each, to the method for them.
    private void runWhole() {
      Label others = code.newLabel();
      code.iload(vectors).ifeq(others);
      code.iload(N).loadConstant(Op.Reduce.LANES - 1).iand().ifne(others);
      code.iload(N).ifle(others).iload(N).loadConstant(Op.Reduce.PIECE).if_icmpgt(others);
      code.aload(ARRAYS).aload(AT).iload(N).iload(ROWS).invokestatic(self, "whole", RUN).return_();
      code.labelBinding(others);
    }

    /// Goes over the row piece by piece, and combines what the pieces come to.
    private void pieces(int p, RowCode pass, Elements elements) {
      List<Accumulate> sums = program.phases().get(p).sums();
      for (int k = 0; k < sums.size(); k++) {
        Accumulate sum = sums.get(k);
        TypeKind kind = ScalarElements.INSTANCE.kind(InstrList.laneType(sum.dtype()));
        int total = code.allocateLocal(kind);
        ScalarElements.identity(code, sum.kind(), sum.dtype());
        code.storeLocal(kind, total);
        scalars.put(new Instr.Folded(p, k, sum.dtype()), total);
      }
      Label piece = code.newLabel();
      code.iconst_0().istore(from).labelBinding(piece);
      code.iload(N).iload(from).isub().loadConstant(Op.Reduce.PIECE);
      code.invokestatic(MATH, "min", MIN).iload(from).iadd().istore(to);
      loops(p, pass, elements);
      for (int k = 0; k < sums.size(); k++) {
        fold(p, k, sums.get(k), elements);
      }
      code.iload(to).istore(from).iload(from).iload(N).if_icmplt(piece);
    }

    /// Runs the loops of a phase on the elements `from` to `to`.
    private void loops(int p, RowCode pass, Elements elements) {
      int done = code.allocateLocal(TypeKind.INT);
      code.iload(from).istore(done);
      if (pass.hasBlock(elements)) {
        Label blocked = code.newLabel();
        ifVectors(() -> part("blocks" + p, pass, done, Op.Reduce.LANES));
        code.iload(done).iload(from).if_icmpne(blocked);
        clear(p);
        code.labelBinding(blocked);
      } else {
        clear(p);
      }
      if (elements.length() > 1) {
        ifVectors(() -> part("vectors" + p, pass, done, elements.length()));
      }
      part("rest" + p, pass, done, 1);
    }

    private void ifVectors(Runnable then) {
      Label end = code.newLabel();
      code.iload(vectors).ifeq(end);
      then.run();
      code.labelBinding(end);
    }

    /// Calls a loop on the elements that are left, down to a multiple of `step`.
    private void part(String name, RowCode pass, int done, int step) {
      Label none = code.newLabel();
      int end = to;
      if (step > 1) {
        end = code.allocateLocal(TypeKind.INT);
        code.iload(to).loadConstant(-step).iand().istore(end);
      }
      code.iload(done).iload(end).if_icmpge(none);
      code.aload(ARRAYS).aload(AT).iload(done).iload(end);
      for (Instr scalar : pass.scalars()) {
        code.loadLocal(
            ScalarElements.INSTANCE.kind(scalar.dtype()), scalars.getOrDefault(scalar, -1));
      }
      code.invokestatic(self, name, pass.type());
      if (step > 1) {
        code.iload(end).istore(done);
      }
      code.labelBinding(none);
    }

    private void clear(int p) {
      Phase phase = program.phases().get(p);
      for (int k = 0; k < phase.sums().size(); k++) {
        Accumulate sum = phase.sums().get(k);
        DType lane = InstrList.laneType(sum.dtype());
        pushLanes(lanes + k, lane);
        code.iload(to).iload(from).isub();
        ScalarElements.identity(code, sum.kind(), sum.dtype());
        code.invokestatic(
            FOLD,
            "clear",
            MethodTypeDesc.of(
                CD_void, ScalarElements.array(lane), CD_int, ScalarElements.primitive(lane)));
      }
    }

    private void pushLanes(int k, DType lane) {
      code.aload(ARRAYS)
          .loadConstant(program.operands().size() + k)
          .aaload()
          .checkcast(ScalarElements.array(lane));
    }

    /// Adds what the lanes come to to the total.
    private void fold(int p, int k, Accumulate sum, Elements elements) {
      DType lane = InstrList.laneType(sum.dtype());
      TypeKind kind = ScalarElements.INSTANCE.kind(lane);
      int total = scalars.getOrDefault(new Instr.Folded(p, k, sum.dtype()), -1);
      int count = code.allocateLocal(TypeKind.INT);
      code.iload(to).iload(from).isub().istore(count);
      if (elements instanceof VectorElements) {
        Label few = code.newLabel();
        code.iload(vectors).ifeq(few).iload(count).loadConstant(Op.Reduce.LANES).if_icmplt(few);
        pushLanes(lanes + k, lane);
        code.invokestatic(self, halving(p, k), halvingType(sum));
        code.loadConstant(elements.length()).istore(count).labelBinding(few);
      }
      code.loadLocal(kind, total);
      pushLanes(lanes + k, lane);
      code.iload(count)
          .invokestatic(
              FOLD,
              sum.kind().label(),
              MethodTypeDesc.of(
                  ScalarElements.primitive(lane), ScalarElements.array(lane), CD_int));
      if (sum.dtype() == DType.U8
          && (sum.kind() == ReduceKind.SUM || sum.kind() == ReduceKind.PROD)) {
        ScalarElements.wrap(code);
      }
      ScalarElements.INSTANCE.combine(code, sum.kind(), sum.dtype());
      code.storeLocal(kind, total);
    }

    private void after(int p, Phase phase) {
      KernelEmitter.this.after(code, arguments, p, scalars);
      lanes += phase.sums().size();
    }
  }

  /// Computes what follows from a row in phase `p`, and adds it to `scalars`.
  private void after(CodeBuilder code, Arguments arguments, int p, Map<Instr, Integer> scalars) {
    Phase phase = program.phases().get(p);
    BitSet all = new BitSet();
    all.set(0, phase.after().size());
    arguments.unpack(Arguments.operandsOf(phase.after(), all, phase.rowStores()));
    ListCode after =
        new ListCode(code, phase.after(), ScalarElements.INSTANCE, arguments, all, all);
    after.prepare(scalars, all);
    for (Program.Store store : phase.rowStores()) {
      ScalarElements.INSTANCE.store(
          code,
          program.operands().get(store.operand()).dtype(),
          () -> after.push(store.value()),
          () -> {
            arguments.array(store.operand());
            arguments.base(store.operand());
          });
    }
    for (int v = 0; v < phase.after().size(); v++) {
      scalars.put(new Instr.Scalar(p, v, phase.after().get(v).dtype()), after.slotOfScalar(v));
    }
  }

  /// Reads whether vectors are to be used into a local variable.
  private static int readVectors(CodeBuilder code) {
    int vectors = code.allocateLocal(TypeKind.INT);
    code.aload(0).getfield(KERNEL, "vectors", CD_boolean).istore(vectors);
    return vectors;
  }

  /// Tells the kernel how much was done without vectors, if it was.
  private static void report(CodeBuilder code, int vectors, Runnable elements) {
    Label end = code.newLabel();
    code.iload(vectors).ifne(end).aload(0);
    elements.run();
    code.invokevirtual(KERNEL, "handledWithoutVectors", MethodTypeDesc.of(CD_void, CD_int))
        .labelBinding(end);
  }

  // ---- COLUMNS

  private void columns(ClassBuilder type) {
    Phase phase = program.phases().getFirst();
    ColumnCode loops = new ColumnCode(program, phase);
    Elements elements = fit.body(phase);
    int abreast = loops.abreast();
    int length = elements.length();
    if (abreast > 1) {
      method(type, "wide", loops, elements, abreast);
    }
    if (length > 1) {
      method(type, "vectors", loops, elements, 1);
    }
    method(type, "rest", loops, ScalarElements.INSTANCE, 1);
    type.withMethodBody(
        "run",
        RUN,
        ClassFile.ACC_FINAL,
        code -> {
          int vectors = readVectors(code);
          int done = code.allocateLocal(TypeKind.INT);
          code.iconst_0().istore(done);
          Label rest = code.newLabel();
          if (length > 1) {
            code.iload(vectors).ifeq(rest);
          }
          if (abreast > 1) {
            strip(code, "wide", done, abreast * length);
          }
          if (length > 1) {
            strip(code, "vectors", done, length);
            lastVector(code, done, length);
          }
          code.labelBinding(rest);
          strip(code, "rest", done, 1);
          if (length > 1) {
            report(code, vectors, () -> code.iload(N).iload(INNER).imul());
          }
          code.return_();
        });
  }

  private static void method(
      ClassBuilder type, String name, ColumnCode loops, Elements elements, int abreast) {
    type.withMethodBody(name, ColumnCode.TYPE, STATIC, code -> loops.emit(code, elements, abreast));
  }

  /// Calls a loop on the columns that are left, down to a multiple of `step`.
  private void strip(CodeBuilder code, String name, int done, int step) {
    Label none = code.newLabel();
    int to = code.allocateLocal(TypeKind.INT);
    code.iload(INNER).loadConstant(-step).iand().istore(to);
    code.iload(done).iload(to).if_icmpge(none);
    code.aload(ARRAYS).aload(AT).iload(N).iload(done).iload(to);
    code.invokestatic(self, name, ColumnCode.TYPE).iload(to).istore(done).labelBinding(none);
  }

  /// Covers the columns that are left by a vector that ends with the last of them, where the strip
  /// is that wide; some columns are then computed twice.
  private void lastVector(CodeBuilder code, int done, int length) {
    Label none = code.newLabel();
    code.iload(done).iload(INNER).if_icmpge(none);
    code.iload(done).ifeq(none);
    code.aload(ARRAYS).aload(AT).iload(N);
    code.iload(INNER).loadConstant(length).isub().iload(INNER);
    code.invokestatic(self, "vectors", ColumnCode.TYPE);
    code.iload(INNER).istore(done).labelBinding(none);
  }
}
