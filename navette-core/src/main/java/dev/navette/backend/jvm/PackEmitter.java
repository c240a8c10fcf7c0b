// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Writes [PackKernel]s as hidden classes: a copy of whole vectors, and a transposition in
/// registers.
///
/// A square block of lines `r_i` is transposed by two rotations and a barrel shift between them:
/// line `i` is rotated by `i` lanes, so that the elements of column `k` come to lie in different
/// lanes; then each lane selects, in one blend for each bit of its number, from which line it takes
/// its element; then column `k` is rotated by `k` lanes into place. This needs `2 (n - 1)` lane
/// permutations, which are the slow operation, where the usual butterfly needs `n log n`.
final class PackEmitter {
  // The parameters of PackKernel.run, as local variable slots; `this` is 0.
  private static final int FROM = 1;
  private static final int OFF = 2;
  private static final int STEP = 3;
  private static final int LINES = 4;
  private static final int DEPTH = 5;
  private static final int TO = 6;
  private static final int TO_OFF = 7;
  private static final int WIDTH = 8;
  private static final int DONE = 9;
  private static final int FIRST_FREE = 10;

  private static final HiddenKernel<PackKernel> KERNEL =
      new HiddenKernel<>(
          PackKernel.class,
          MethodTypeDesc.of(
              ConstantDescs.CD_void,
              ConstantDescs.CD_Object,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_Object,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int));

  private final TileLanes lanes;
  private final ClassDesc self;

  private PackEmitter(TileLanes lanes, String name) {
    this.lanes = lanes;
    this.self = HiddenKernel.named(name + "_" + lanes.type() + "_" + lanes.bits());
  }

  /// A kernel that copies `vectors` vectors for each step of `k`.
  static PackKernel copy(TileLanes lanes, int vectors) {
    PackEmitter emitter = new PackEmitter(lanes, "Copy" + vectors);
    return KERNEL.emit(emitter.self, code -> emitter.copyBody(code, vectors));
  }

  /// A kernel that transposes as many lines as a vector has lanes; where there are fewer, it
  /// repeats the last one.
  static PackKernel transpose(TileLanes lanes) {
    PackEmitter emitter = new PackEmitter(lanes, "Transpose");
    return KERNEL.emit(emitter.self, emitter::constants, emitter::transposeBody);
  }

  private void copyBody(CodeBuilder code, int vectors) {
    loop(
        code,
        1,
        () -> {
          for (int j = 0; j < vectors; j++) {
            lanes.load(code, FROM, OFF, j * lanes.count());
            lanes.storeLocal(code, FIRST_FREE);
            lanes.store(code, FIRST_FREE, TO, TO_OFF, j * lanes.count());
          }
          advance(code, OFF, STEP);
          advance(code, TO_OFF, WIDTH);
        });
  }

  private void transposeBody(CodeBuilder code) {
    int n = lanes.count();
    int line = FIRST_FREE;
    int last = line + 1;
    int first = last + 1;
    // lastLine = off + (lines - 1) * step, advanced with off.
    code.iload(LINES).iconst_1().isub().iload(STEP).imul().iload(OFF).iadd().istore(last);
    loop(
        code,
        n,
        () -> {
          code.iload(OFF).istore(line);
          for (int i = 0; i < n; i++) {
            lanes.load(code, FROM, line, 0);
            if (i > 0) {
              rotate(code, n - i);
            }
            lanes.storeLocal(code, first + i);
            if (i < n - 1) {
              code.iload(line).iload(STEP).iadd().iload(last);
              code.invokestatic(
                  ClassDesc.of("java.lang.Math"),
                  "min",
                  MethodTypeDesc.of(
                      ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int));
              code.istore(line);
            }
          }
          int now = first;
          int next = first + n;
          for (int bit = 1; bit < n; bit *= 2) {
            for (int i = 0; i < n; i++) {
              code.aload(now + i).aload(now + (i + bit) % n);
              code.getstatic(self, "mask" + bit, TileLanes.MASK);
              lanes.blend(code);
              lanes.storeLocal(code, next + i);
            }
            int swap = now;
            now = next;
            next = swap;
          }
          for (int k = 0; k < n; k++) {
            code.aload(now + (n - k) % n);
            if (k > 0) {
              rotate(code, k);
            }
            lanes.storeLocal(code, line + 2 + 2 * n);
            lanes.store(code, line + 2 + 2 * n, TO, TO_OFF, 0);
            advance(code, TO_OFF, WIDTH);
          }
          code.iinc(OFF, n).iinc(last, n);
        });
  }

  /// Emits the class's constants: the rotations and, for each bit of a lane's number, the lanes
  /// that have it.
  private void constants(ClassBuilder type) {
    int n = lanes.count();
    int flags = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
    for (int d = 1; d < n; d++) {
      type.withField("rotation" + d, TileLanes.SHUFFLE, flags);
    }
    for (int bit = 1; bit < n; bit *= 2) {
      type.withField("mask" + bit, TileLanes.MASK, flags);
    }
    type.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC,
        code -> {
          for (int d = 1; d < n; d++) {
            lanes.rotation(code, d);
            code.putstatic(self, "rotation" + d, TileLanes.SHUFFLE);
          }
          for (int bit = 1; bit < n; bit *= 2) {
            long set = 0;
            for (int lane = 0; lane < n; lane++) {
              set |= (lane & bit) == 0 ? 0 : 1L << lane;
            }
            lanes.mask(code, set);
            code.putstatic(self, "mask" + bit, TileLanes.MASK);
          }
          code.return_();
        });
  }

  /// Emits `for (done = 0; done < depth; done += turn)` around a body.
  private void loop(CodeBuilder code, int turn, Runnable body) {
    for (int array : new int[] {FROM, TO}) {
      code.aload(array).checkcast(lanes.arrayType()).astore(array);
    }
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(DONE);
    code.labelBinding(top).iload(DONE).iload(DEPTH).if_icmpge(end);
    body.run();
    code.iinc(DONE, turn).goto_(top).labelBinding(end).return_();
  }

  /// Lane `j` becomes lane `(j + lanesLeft) mod n` of the vector on the stack.
  private void rotate(CodeBuilder code, int lanesLeft) {
    code.getstatic(self, "rotation" + lanesLeft, TileLanes.SHUFFLE);
    lanes.rearrange(code);
  }

  private static void advance(CodeBuilder code, int offset, int stride) {
    code.iload(offset).iload(stride).iadd().istore(offset);
  }
}
