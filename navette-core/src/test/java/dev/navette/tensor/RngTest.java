// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.math.Threefry;
import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RngTest {
  private static final int MANY = 100_000;

  @Test
  void theSameSeedGivesTheSameNumbers() {
    assertArrayEquals(Rng.of(7).bits(50).toLongArray(), Rng.of(7).bits(50).toLongArray());
    assertNotEquals(Rng.of(7).nextLong(), Rng.of(8).nextLong());
    Rng rng = Rng.of(7);
    assertNotEquals(rng.bits(1).item(), rng.bits(1).item());
  }

  @Test
  void bitsAreTheWordsOfTheDerivedKey() {
    long key = Threefry.derive(Threefry.derive(0, 5), 0);
    long[] words = Rng.of(5).bits(70).toLongArray();
    for (int i = 0; i < words.length; i++) {
      assertEquals(Threefry.bits((int) key, (int) (key >>> 32), i), words[i]);
    }
    float[] uniform = Rng.of(5).standardUniform(70).toFloatArray();
    for (int i = 0; i < words.length; i++) {
      assertEquals(Threefry.uniform((int) words[i]), uniform[i]);
    }
  }

  @Test
  void streamsAreIndependentOfEachOther() {
    Rng a = Rng.of(1);
    double[] expected = a.stream("params").standardUniform(5).toDoubleArray();
    Rng b = Rng.of(1);
    b.stream("dropout").standardUniform(100).eval();
    b.standardUniform(3).eval();
    assertArrayEquals(expected, b.stream("params").standardUniform(5).toDoubleArray());
    assertSame(b.stream("params"), b.stream("params"));
    assertNotEquals(a.stream("x").nextLong(), a.stream("y").nextLong());
    assertNotEquals(a.stream("x").stream("y").nextLong(), a.stream("y").stream("x").nextLong());
    assertNotEquals(Rng.of(1).stream("").nextLong(), Rng.of(1).nextLong());
  }

  @Test
  void restoringContinuesExactly() {
    Rng rng = Rng.of(3).stream("noise");
    rng.standardNormal(10).eval();
    rng.nextInt(5);
    RngState state = rng.state();
    double[] expected = rng.standardNormal(10).toDoubleArray();
    assertArrayEquals(expected, Rng.restore(state).standardNormal(10).toDoubleArray());
    assertEquals(2, state.counter());
  }

  @Test
  void aTreeOfStreamsIsRestoredByPath() {
    Rng rng = Rng.of(3);
    rng.stream("params").stream("encoder").nextLong();
    rng.stream("shuffle").permutation(4);
    rng.nextLong();
    Map<String, RngState> states = rng.states();
    assertEquals("[, params, params/encoder, shuffle]", states.keySet().toString());
    long encoder = rng.stream("params").stream("encoder").nextLong();
    long shuffle = rng.stream("shuffle").nextLong();
    long own = rng.nextLong();

    Rng again = Rng.of(3);
    again.stream("forgotten").nextLong();
    again.restoreAll(states);
    assertEquals(own, again.nextLong());
    assertEquals(encoder, again.stream("params").stream("encoder").nextLong());
    assertEquals(shuffle, again.stream("shuffle").nextLong());
    assertEquals(0, again.stream("forgotten").state().counter());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Rng.of(4).restoreAll(states));
    assertEquals(
        "restoreAll: the states belong to another seed; restore into Rng.of with the seed that was"
            + " saved",
        e.getMessage());
  }

  @Test
  void uniform() {
    Tensor x = Rng.of(11).standardUniform(MANY);
    assertEquals(0.5, x.mean().item(), 0.005);
    assertEquals(1 / 12.0, x.var(true).item(), 0.001);
    assertTrue(x.min().item() >= 0 && x.max().item() < 1);
    Tensor y = Rng.of(11).uniform(-3, 5, MANY);
    assertEquals(1, y.mean().item(), 0.04);
    assertTrue(y.min().item() >= -3 && y.max().item() <= 5);
    assertEquals(Shape.of(2, 3), Rng.of(1).standardUniform(2, 3).shape());
    assertEquals(Shape.SCALAR, Rng.of(1).standardUniform().shape());
  }

  @Test
  void normal() {
    Tensor x = Rng.of(12).standardNormal(MANY);
    assertEquals(DType.F32, x.dtype());
    assertEquals(0, x.mean().item(), 0.015);
    assertEquals(1, x.std(true).item(), 0.01);
    assertEquals(0, x.pow(3).mean().item(), 0.05);
    assertEquals(3, x.pow(4).mean().item(), 0.1);
    assertEquals(0.6827, x.abs().lt(1).cast(DType.F64).mean().item(), 0.006);
    assertEquals(1, x.isFinite().all().item());
    Tensor y = Rng.of(12).normal(4, 0.5, MANY);
    assertEquals(Shape.of(2, 3), Rng.of(1).normal(0, 1, 2, 3).shape());
    assertEquals(Shape.of(2, 3), Rng.of(1).normal(0, 1, new int[] {2, 3}).shape());
    assertEquals(4, y.mean().item(), 0.01);
    assertEquals(0.5, y.std(true).item(), 0.005);
  }

  @Test
  void bernoulli() {
    for (double p : new double[] {0, 0.1, 0.5, 0.9, 1}) {
      Tensor x = Rng.of(13).bernoulli(p, MANY);
      assertEquals(DType.BOOL, x.dtype());
      double tolerance = p == 0 || p == 1 ? 0 : 0.006;
      assertEquals(p, x.cast(DType.F64).mean().item(), tolerance);
    }
  }

  @Test
  void integers() {
    Tensor x = Rng.of(14).randint(-2, 3, MANY);
    assertEquals(DType.I64, x.dtype());
    for (int v = -2; v < 3; v++) {
      assertEquals(MANY / 5, x.eq(v).countNonzero().item(), MANY / 100);
    }
    assertEquals(-2, x.min().item());
    assertEquals(2, x.max().item());
    Tensor wide = Rng.of(14).randint(1L << 40, (1L << 40) + (1L << 31), 1000);
    assertTrue(wide.min().toLongArray()[0] >= 1L << 40);
  }

  @Test
  void newDrawsCompileNothing() {
    Rng rng = Rng.of(15);
    Runnable draws =
        () -> {
          Navette.eval(rng.standardNormal(8), rng.standardUniform(8), rng.bits(8));
          Navette.eval(rng.bernoulli(0.3 + 0.001 * rng.nextInt(100), 8));
          Navette.eval(rng.randint(0, 10 + rng.nextInt(50), 8));
        };
    draws.run();
    long before = Navette.planMisses();
    for (int i = 0; i < 10; i++) {
      draws.run();
    }
    assertEquals(before, Navette.planMisses(), () -> Navette.missReasons().toString());
  }

  @Test
  void numbersOnTheHost() {
    Rng rng = Rng.of(16);
    int[] counts = new int[3];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 30_000; i++) {
      counts[rng.nextInt(3)]++;
      double d = rng.nextDouble();
      assertTrue(d >= 0 && d < 1);
      double g = rng.nextGaussian();
      sum += g;
      squares += g * g;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 300);
    }
    assertEquals(0, sum / 30_000, 0.02);
    assertEquals(1, squares / 30_000, 0.03);
  }

  @Test
  void permutations() {
    Rng rng = Rng.of(17);
    int[] order = rng.permutation(1000);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    assertArrayEquals(IntStream.range(0, 1000).toArray(), sorted);
    assertNotEquals(Arrays.toString(order), Arrays.toString(rng.permutation(1000)));
    int[][] counts = new int[3][3];
    for (int i = 0; i < 9000; i++) {
      int[] p = rng.permutation(3);
      for (int j = 0; j < 3; j++) {
        counts[j][p[j]]++;
      }
    }
    for (int[] row : counts) {
      for (int count : row) {
        assertEquals(3000, count, 200);
      }
    }
    assertEquals(0, rng.permutation(0).length);
  }

  @Test
  void badArguments() {
    Rng rng = Rng.of(18);
    assertThrows(IllegalArgumentException.class, () -> rng.bernoulli(1.5, 3));
    assertThrows(IllegalArgumentException.class, () -> rng.bernoulli(Double.NaN, 3));
    assertThrows(IllegalArgumentException.class, () -> rng.normal(0, -1, 3));
    assertThrows(IllegalArgumentException.class, () -> rng.uniform(2, 1, 3));
    assertThrows(IllegalArgumentException.class, () -> rng.randint(3, 3, 3));
    assertThrows(IllegalArgumentException.class, () -> rng.standardNormal(-1));
    assertThrows(IllegalArgumentException.class, () -> rng.nextInt(0));
    assertThrows(IllegalArgumentException.class, () -> rng.permutation(-1));
    assertEquals(0, rng.state().counter());
  }
}
