// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Form;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Emitted kernels against [ProgramOracle], bit for bit, at every vector width.
class KernelEmitterTest {
  private static final int PROGRAMS = Integer.getInteger("navette.test.programs", 60);

  @ParameterizedTest
  @EnumSource
  void randomProgramsGiveTheOraclesBits(Form form) {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = RandomPrograms.draw(random, form);
      int[] widths = seed % 20 == 0 ? new int[] {0, 128, 256, 512} : new int[] {0, 128, 256};
      for (int bits : widths) {
        String what = "seed " + seed + ", " + form + ", " + bits + " bits";
        Kernel kernel;
        try {
          kernel = KernelEmitter.emit(program, bits);
        } catch (RuntimeException | LinkageError e) {
          throw new AssertionError(what + ": " + program, e);
        }
        for (int run = 0; run < 4; run++) {
          int n = run == 3 ? 512 : random.nextInt(201);
          int inner = form == Form.COLUMNS ? random.nextInt(60) : 0;
          check(random, program, kernel, n, inner, what);
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
        check(random, program, kernel, random.nextInt(601), inner, what);
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
      for (int n = 0; n <= 200; n++) {
        int inner = program.form() == Form.COLUMNS ? (n * 37) % 100 : 0;
        check(random, program, kernel, n, inner, bits + " bits");
      }
      check(random, program, kernel, 512, 512, bits + " bits");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 4000})
  void longProgramsGiveTheOraclesBits(int length) {
    Program program = KernelExamples.chain(length);
    Kernel kernel = KernelEmitter.emit(program, 256);
    check(new SplittableRandom(length), program, kernel, 300, 0, "chain of " + length);
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
