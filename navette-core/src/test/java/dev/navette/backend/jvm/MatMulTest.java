// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every path of the matrix product against the definition of its bits: a plain loop with fma in
/// blocks of 256 steps.
class MatMulTest {
  private static final List<Workers> TEAMS =
      List.of(Workers.of(1), Workers.of(2), Workers.of(3), Workers.of(4));

  @AfterAll
  static void stopTeams() {
    TEAMS.forEach(Workers::stop);
  }

  /// A product with strides, offsets and broadcasts drawn at random.
  private record Case(MatMulShape shape, int aOff, int bOff, int cOff, int a, int b, int c) {
    static Case random(SplittableRandom random, int batch, int m, int n, int k) {
      boolean aTransposed = random.nextBoolean();
      boolean bTransposed = random.nextBoolean();
      int aLine = (aTransposed ? m : k) + random.nextInt(3);
      int bLine = (bTransposed ? k : n) + random.nextInt(3);
      int cLine = n + random.nextInt(3);
      int aSize = aLine * (aTransposed ? k : m);
      int bSize = bLine * (bTransposed ? n : k);
      int aOff = random.nextInt(5);
      int bOff = random.nextInt(5);
      int cOff = random.nextInt(5);
      MatMulShape shape =
          new MatMulShape(
              batch,
              m,
              n,
              k,
              random.nextInt(4) == 0 ? 0 : aSize,
              aTransposed ? 1 : aLine,
              aTransposed ? aLine : 1,
              random.nextInt(4) == 0 ? 0 : bSize,
              bTransposed ? 1 : bLine,
              bTransposed ? bLine : 1,
              cLine * m,
              cLine);
      return new Case(
          shape,
          aOff,
          bOff,
          cOff,
          aOff + batch * aSize,
          bOff + batch * bSize,
          cOff + batch * m * cLine);
    }

    int at(int batch, int i, int j) {
      return cOff + batch * shape.cBatch() + i * shape.cRow() + j;
    }
  }

  private static Case random(SplittableRandom random, int most) {
    int m = 1 + random.nextInt(random.nextBoolean() ? 8 : most);
    int n = 1 + random.nextInt(random.nextBoolean() ? 20 : most);
    int deep = random.nextInt(12) == 0 ? 4000 : 3 * most;
    int k = random.nextInt(random.nextBoolean() ? 30 : deep);
    return Case.random(random, 1 + random.nextInt(3), m, n, k);
  }

  private static float[] floats(SplittableRandom random, int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = random.nextInt(50) == 0 ? -0f : (float) random.nextDouble(-1, 1);
    }
    return x;
  }

  private static double[] doubles(SplittableRandom random, int length) {
    double[] x = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = random.nextDouble(-1, 1);
    }
    return x;
  }

  private static void defineF32(Case test, float[] a, float[] b, float[] c) {
    MatMulShape s = test.shape;
    for (int batch = 0; batch < s.batch(); batch++) {
      for (int i = 0; i < s.m(); i++) {
        for (int j = 0; j < s.n(); j++) {
          float sum = 0;
          for (int from = 0; from < s.k(); from += 256) {
            float block = 0;
            for (int p = from; p < Math.min(s.k(), from + 256); p++) {
              float x = a[test.aOff + batch * s.aBatch() + i * s.aRow() + p * s.aCol()];
              float y = b[test.bOff + batch * s.bBatch() + p * s.bRow() + j * s.bCol()];
              block = Math.fma(x, y, block);
            }
            sum = from == 0 ? block : sum + block;
          }
          c[test.at(batch, i, j)] = sum;
        }
      }
    }
  }

  private static void defineF64(Case test, double[] a, double[] b, double[] c) {
    MatMulShape s = test.shape;
    for (int batch = 0; batch < s.batch(); batch++) {
      for (int i = 0; i < s.m(); i++) {
        for (int j = 0; j < s.n(); j++) {
          double sum = 0;
          for (int from = 0; from < s.k(); from += 256) {
            double block = 0;
            for (int p = from; p < Math.min(s.k(), from + 256); p++) {
              double x = a[test.aOff + batch * s.aBatch() + i * s.aRow() + p * s.aCol()];
              double y = b[test.bOff + batch * s.bBatch() + p * s.bRow() + j * s.bCol()];
              block = Math.fma(x, y, block);
            }
            sum = from == 0 ? block : sum + block;
          }
          c[test.at(batch, i, j)] = sum;
        }
      }
    }
  }

  /// Counts how often the epilogue sees each element.
  private static Epilogue counting(Case test, int[] seen) {
    return (batch, rowFrom, rowTo, colFrom, colTo) -> {
      for (int i = rowFrom; i < rowTo; i++) {
        for (int j = colFrom; j < colTo; j++) {
          seen[test.at(batch, i, j)]++;
        }
      }
    };
  }

  private static void assertSeenOnce(Case test, int[] seen) {
    int[] once = new int[seen.length];
    for (int batch = 0; batch < test.shape.batch(); batch++) {
      counting(test, once).apply(batch, 0, test.shape.m(), 0, test.shape.n());
    }
    assertArrayEquals(once, seen, () -> "elements the epilogue saw, " + test);
  }

  private static void checkF32(Case test, SplittableRandom random, int bits, Workers workers) {
    float[] a = floats(random, test.a);
    float[] b = floats(random, test.b);
    float[] expected = new float[test.c];
    Arrays.fill(expected, 7);
    float[] actual = expected.clone();
    int[] seen = new int[test.c];
    defineF32(test, a, b, expected);
    new MatMul(bits, workers)
        .f32(test.shape, a, test.aOff, b, test.bOff, actual, test.cOff, counting(test, seen));
    // Compares by Float.compare, which tells the zeros apart.
    assertArrayEquals(
        expected, actual, () -> bits + " bits, " + workers.threads() + " threads, " + test);
    assertSeenOnce(test, seen);
  }

  private static void checkF64(Case test, SplittableRandom random, int bits, Workers workers) {
    double[] a = doubles(random, test.a);
    double[] b = doubles(random, test.b);
    double[] expected = new double[test.c];
    Arrays.fill(expected, 7);
    double[] actual = expected.clone();
    int[] seen = new int[test.c];
    defineF64(test, a, b, expected);
    new MatMul(bits, workers)
        .f64(test.shape, a, test.aOff, b, test.bOff, actual, test.cOff, counting(test, seen));
    assertArrayEquals(
        expected, actual, () -> bits + " bits, " + workers.threads() + " threads, " + test);
    assertSeenOnce(test, seen);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256})
  void anyWidthAndTeamGivesTheDefinedBits(int bits) {
    SplittableRandom random = new SplittableRandom(20261);
    for (int i = 0; i < 40; i++) {
      Case test = random(random, 80);
      Workers workers = TEAMS.get(i % TEAMS.size());
      checkF32(test, random, bits, workers);
      checkF64(test, random, bits, workers);
    }
  }

  @Test
  void emulatedVectorsGiveTheDefinedBits() {
    // A width the machine lacks runs as plain Java, thousands of times slower.
    SplittableRandom random = new SplittableRandom(20262);
    for (int i = 0; i < 6; i++) {
      Case test = random(random, 20);
      checkF32(test, random, 512, TEAMS.get(1));
      checkF64(test, random, 512, TEAMS.get(1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 130, 300, 1", "1, 300, 130, 300", "300, 1, 70, 2", "2, 200, 520, 1", "3, 64, 64, 1",
    "4, 100, 33, 2", "200, 10, 256, 1", "40, 200, 257, 1", "190, 210, 40, 1", "13, 16, 2100, 1",
    "6, 16, 8, 40", "8, 8, 8, 100", "400, 40, 3, 1", "25, 3000, 7, 1", "20, 500, 600, 2"
  })
  void shapesThatTakeAPathOfTheirOwn(int m, int n, int k, int batch) {
    SplittableRandom random = new SplittableRandom(20263);
    for (int i = 0; i < 4; i++) {
      Case test = Case.random(random, batch, m, n, k);
      for (Workers workers : TEAMS) {
        checkF32(test, random, 256, workers);
      }
    }
  }

  @Test
  void theBitsAreAsDefinedWhileKernelsCompile() {
    SplittableRandom random = new SplittableRandom(20264);
    MatMul product = new MatMul(256, TEAMS.getLast(), true);
    for (int i = 0; i < 40; i++) {
      Case test = Case.random(random, 1, 48, 48, 48);
      float[] a = floats(random, test.a);
      float[] b = floats(random, test.b);
      float[] expected = new float[test.c];
      float[] actual = new float[test.c];
      defineF32(test, a, b, expected);
      product.f32(test.shape, a, test.aOff, b, test.bOff, actual, test.cOff, Epilogue.NONE);
      assertArrayEquals(expected, actual, test::toString);
    }
  }

  @Test
  void infinitiesAndNansStayInTheirRowsAndColumns() {
    // Padding computes on whatever lies beyond an edge; none of it may reach the result.
    int m = 7;
    int n = 11;
    int k = 300;
    for (boolean transposed : new boolean[] {false, true}) {
      MatMulShape shape = MatMulShape.contiguous(1, m, n, k, transposed, transposed);
      float[] a = new float[m * k + 40];
      float[] b = new float[n * k + 40];
      Arrays.fill(a, 1);
      Arrays.fill(b, 1);
      Arrays.fill(a, m * k, a.length, Float.NaN);
      Arrays.fill(b, n * k, b.length, Float.NaN);
      a[2 * shape.aRow() + 5 * shape.aCol()] = Float.POSITIVE_INFINITY;
      b[9 * shape.bRow() + 4 * shape.bCol()] = Float.NaN;
      float[] c = new float[m * n];
      new MatMul(256, TEAMS.get(0)).f32(shape, a, 0, b, 0, c, 0, Epilogue.NONE);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          float expected = j == 4 ? Float.NaN : i == 2 ? Float.POSITIVE_INFINITY : k;
          assertEquals(expected, c[i * n + j]);
        }
      }
    }
  }

  @Test
  void integersWrapAround() {
    SplittableRandom random = new SplittableRandom(20265);
    for (int round = 0; round < 30; round++) {
      Case test = random(random, 60);
      MatMulShape s = test.shape;
      long[] a = random.longs(test.a).toArray();
      long[] b = random.longs(test.b).toArray();
      long[] c = new long[test.c];
      int[] narrow = new int[test.c];
      int[] seen = new int[test.c];
      MatMul product = new MatMul(0, TEAMS.get(round % TEAMS.size()));
      product.i64(s, a, test.aOff, b, test.bOff, c, test.cOff, counting(test, seen));
      assertSeenOnce(test, seen);
      product.i32(
          s,
          Arrays.stream(a).mapToInt(x -> (int) x).toArray(),
          test.aOff,
          Arrays.stream(b).mapToInt(x -> (int) x).toArray(),
          test.bOff,
          narrow,
          test.cOff,
          Epilogue.NONE);
      for (int batch = 0; batch < s.batch(); batch++) {
        for (int i = 0; i < s.m(); i++) {
          for (int j = 0; j < s.n(); j++) {
            long sum = 0;
            for (int p = 0; p < s.k(); p++) {
              sum +=
                  a[test.aOff + batch * s.aBatch() + i * s.aRow() + p * s.aCol()]
                      * b[test.bOff + batch * s.bBatch() + p * s.bRow() + j * s.bCol()];
            }
            assertEquals(sum, c[test.at(batch, i, j)], test::toString);
            assertEquals((int) sum, narrow[test.at(batch, i, j)], test::toString);
          }
        }
      }
    }
  }

  @Test
  void nothingIsAllocatedOnceWarm() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Scalar kernels: interpreted vector operations allocate until they are compiled.
    MatMul product = new MatMul(0, TEAMS.get(1));
    SplittableRandom random = new SplittableRandom(20266);
    for (int[] size : new int[][] {{4, 2, 8}, {1, 64, 300}, {70, 90, 300}, {128, 10, 64}}) {
      for (int transposed = 0; transposed < 4; transposed++) {
        MatMulShape shape =
            MatMulShape.contiguous(
                2, size[0], size[1], size[2], (transposed & 1) != 0, (transposed & 2) != 0);
        float[] a = floats(random, 2 * size[0] * size[2]);
        float[] b = floats(random, 2 * size[1] * size[2]);
        float[] c = new float[2 * size[0] * size[1]];
        Runnable call = () -> product.f32(shape, a, 0, b, 0, c, 0, Epilogue.NONE);
        for (int i = 0; i < 20; i++) {
          call.run();
        }
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
          long before = threads.getCurrentThreadAllocatedBytes();
          for (int i = 0; i < 10; i++) {
            call.run();
          }
          best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(best < 100, "bytes allocated by 10 calls of " + shape + ": " + best);
      }
    }
  }

  @Test
  void anEpilogueMayThrow() {
    MatMul product = new MatMul(0, TEAMS.get(3));
    MatMulShape shape = MatMulShape.contiguous(1, 128, 128, 128, false, false);
    float[] a = new float[128 * 128];
    float[] c = new float[128 * 128];
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                product.f32(
                    shape,
                    a,
                    0,
                    a,
                    0,
                    c,
                    0,
                    (_, _, _, _, _) -> {
                      throw new IllegalStateException("from the epilogue");
                    }));
    assertEquals("from the epilogue", thrown.getMessage());
    Arrays.fill(c, 7);
    product.f32(shape, a, 0, a, 0, c, 0, Epilogue.NONE);
    assertArrayEquals(new float[128 * 128], c);
  }

  @Test
  void stridesThatCannotBeReadAreRefused() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MatMulShape(1, 4, 5, 6, 0, 12, 2, 0, 5, 1, 0, 5));
    assertEquals(
        "matmul: one stride of A must be 1, got row 12, column 2; copy it", thrown.getMessage());
  }
}
