// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.jvm.Program.Form;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Emitted kernels against [ProgramOracle], bit for bit, at every vector width.
class KernelEmitterTest {
  private static final int PROGRAMS = Integer.getInteger("navette.test.programs", 16);

  @ParameterizedTest
  @EnumSource
  void randomProgramsGiveTheOraclesBits(Form form) {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = RandomPrograms.draw(random, form);
      int[] widths = seed % 16 == 0 ? new int[] {0, 128, 256, 512} : new int[] {0, 128, 256};
      for (int bits : widths) {
        String what = "seed " + seed + ", " + form + ", " + bits + " bits";
        Kernel kernel;
        try {
          kernel = KernelEmitter.emit(program, bits);
        } catch (RuntimeException | LinkageError e) {
          throw new AssertionError(what + ": " + program, e);
        }
        for (int run = 0; run < 4; run++) {
          int inner = form == Form.COLUMNS ? random.nextInt(60) : 0;
          int n = random.nextInt(form == Form.COLUMNS ? 30 : 201);
          check(random, program, kernel, run == 3 ? 8 * n : n, run == 3 ? inner / 8 : inner, what);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void programsInStagesGiveTheOraclesBits(Form form) {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = RandomPrograms.draw(random, form);
      int bits = seed % 2 == 0 ? 256 : 0;
      String what = "seed " + seed + ", " + form + " in stages, " + bits + " bits";
      Kernel kernel = SplitStages.emit(program, bits, 5);
      for (int run = 0; run < 2; run++) {
        int inner = form == Form.COLUMNS ? random.nextInt(60) : 0;
        int n = random.nextInt(form == Form.COLUMNS ? 20 : 601);
        check(random, program, kernel, n, inner, what);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256})
  void everyLengthGivesTheOraclesBits(int bits) {
    for (Program program :
        List.of(
            KernelExamples.adam(),
            KernelExamples.biasGelu(),
            KernelExamples.dropout(),
            KernelExamples.softmax(),
            KernelExamples.rowSum(),
            KernelExamples.columnSum())) {
      Kernel kernel = KernelEmitter.emit(program, bits);
      SplittableRandom random = new SplittableRandom(bits);
      boolean columns = program.form() == Form.COLUMNS;
      for (int n = 0; n <= 200; n++) {
        check(random, program, kernel, columns ? n % 13 : n, n, bits + " bits");
      }
      check(random, program, kernel, 512, 37, bits + " bits");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32767, 32768, 32769, 32768 + 64, 3 * 32768 + 77})
  void longRowsAreAddedUpInPieces(int n) {
    for (Program program : List.of(KernelExamples.rowSum(), KernelExamples.softmax())) {
      for (int bits : new int[] {0, 256}) {
        Kernel kernel = KernelEmitter.emit(program, bits);
        check(new SplittableRandom(n), program, kernel, n, 1, n + " elements, " + bits + " bits");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256})
  void theBitsAreTheSameBeforeVectorsAreCompiled(int bits) {
    for (Program program :
        List.of(KernelExamples.adam(), KernelExamples.dropout(), KernelExamples.softmax())) {
      Kernel kernel = KernelEmitter.emit(program, bits);
      kernel.startWithoutVectors();
      SplittableRandom random = new SplittableRandom(bits);
      // Meanwhile vectors are compiled in the background, and may come into use.
      for (int n = 0; n <= 150; n++) {
        check(random, program, kernel, n, 1, bits + " bits");
      }
    }
  }

  @Test
  void aNewKernelOfTheCacheStartsWithoutVectors() {
    assertFalse(new KernelCache(256, 1).get(KernelExamples.adam()).vectors);
    assertTrue(KernelEmitter.emit(KernelExamples.adam(), 256).vectors);
    assertTrue(new KernelCache(0, 1).get(KernelExamples.adam()).vectors);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 2000})
  void longProgramsGiveTheOraclesBits(int length) {
    Program program = KernelExamples.chain(length);
    Kernel kernel = KernelEmitter.emit(program, 256);
    check(new SplittableRandom(length), program, kernel, 30, 0, "chain of " + length);
  }

  private static void check(
      SplittableRandom random, Program program, Kernel kernel, int n, int inner, String what) {
    ProgramData data = ProgramData.draw(random, program, n, inner);
    ProgramData expected = data.copy();
    expected.runOracle();
    try {
      data.run(kernel);
    } catch (RuntimeException | LinkageError e) {
      throw new AssertionError(what + ", n " + n + ", inner " + inner + ": " + program, e);
    }
    data.assertSameBits(expected, what);
  }
}
