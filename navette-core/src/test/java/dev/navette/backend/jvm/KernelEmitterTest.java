// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
          int inner = form == Form.COLUMNS ? random.nextInt(60) : 1 + random.nextInt(3);
          int n = random.nextInt(form == Form.COLUMNS ? 30 : 201);
          check(
              random,
              program,
              kernel,
              run == 3 ? 8 * n : n,
              run == 3 && form == Form.COLUMNS ? inner / 8 : inner,
              what);
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
        int inner = form == Form.COLUMNS ? random.nextInt(60) : 1 + random.nextInt(3);
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
        check(
            random, program, kernel, columns ? n % 13 : n, columns ? n : 1 + n % 3, bits + " bits");
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

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256})
  void extremesAreThoseOfJavaWhateverTheFloats(int bits) {
    float[][] pools = {
      {0f, -0f},
      {-0f},
      {-0f, -1f, -Float.MIN_VALUE, Float.NEGATIVE_INFINITY},
      {0f, 1f, Float.MIN_VALUE, Float.POSITIVE_INFINITY},
      {Float.NEGATIVE_INFINITY},
      {Float.POSITIVE_INFINITY},
      {-1f, -2f, -3f},
      {1f, 2f, 3f, -0f, -7f}
    };
    float[] nans = {Float.NaN, Float.intBitsToFloat(-1), Float.intBitsToFloat(0xFFC00000)};
    Kernel kernel = KernelEmitter.emit(KernelExamples.extremes(), bits);
    SplittableRandom random = new SplittableRandom(bits);
    for (float[] pool : pools) {
      for (int n : new int[] {1, 63, 64, 128, 200, 512}) {
        for (int nan = -1; nan < nans.length; nan++) {
          float[] row = new float[n];
          float largest = Float.NEGATIVE_INFINITY;
          float smallest = Float.POSITIVE_INFINITY;
          for (int i = 0; i < n; i++) {
            row[i] = pool[random.nextInt(pool.length)];
          }
          if (nan >= 0) {
            row[random.nextInt(n)] = nans[nan];
          }
          for (float x : row) {
            largest = Math.max(largest, x);
            smallest = Math.min(smallest, x);
          }
          float[] result = new float[2];
          Object[] arrays = {row, result, result, new float[64], new float[64]};
          kernel.run(arrays, new int[] {0, 0, 1, 1, 1, 1, 0, 0, 0}, n, 1);
          // As objects, so that -0 is not 0.
          assertEquals(List.of(largest, smallest), List.of(result[0], result[1]));
        }
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
    check(new SplittableRandom(length), program, kernel, 30, 1, "chain of " + length);
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
