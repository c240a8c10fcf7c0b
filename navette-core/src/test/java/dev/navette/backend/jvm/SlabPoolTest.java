// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.navette.ir.DType;
import dev.navette.tensor.OnBackend;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SlabPoolTest {
  private final SlabPool pool = new SlabPool();

  private SoftReference<Object> take(int size) {
    return pool.take(DType.F32, size);
  }

  private static int length(SoftReference<Object> slab) {
    return Array.getLength(Objects.requireNonNull(slab.get()));
  }

  @Test
  void theSmallestThatSuffices() {
    List<SoftReference<Object>> slabs = List.of(take(100), take(300), take(200));
    slabs.forEach(s -> pool.give(DType.F32, s));
    assertSame(slabs.get(2), take(101));
    assertSame(slabs.get(1), take(101));
    assertSame(slabs.get(0), take(100));
    assertEquals(7, length(take(7)));
  }

  @Test
  void onlyAsManyAsAreTakenAtOnce() {
    // A larger one takes the place of the largest that is too small.
    SoftReference<Object> small = take(10);
    SoftReference<Object> large = take(20);
    pool.give(DType.F32, small);
    pool.give(DType.F32, large);
    SoftReference<Object> larger = take(30);
    assertEquals(30, length(larger));
    pool.give(DType.F32, larger);
    assertSame(small, take(10));
    assertSame(larger, take(10));
  }

  @Test
  void aTypeHasSlabsOfItsOwn() {
    SoftReference<Object> floats = take(10);
    pool.give(DType.F32, floats);
    assertNotSame(floats, pool.take(DType.I32, 10));
    assertSame(floats, take(10));
  }

  @Test
  void whatTheCollectorTookIsMadeAgain() {
    SoftReference<Object> slab = take(10);
    pool.give(DType.F32, slab);
    slab.clear();
    assertEquals(10, length(take(10)));
  }

  @Test
  void plansOfSeveralThreadsDoNotMeet() throws InterruptedException {
    Tensor x = Rng.of(4).standardNormal(256, 256).eval();
    float[] once = product(x, 1);
    float[] often = product(x, 3);
    List<float[]> wrong = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int times = t % 2 == 0 ? 1 : 3;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 20; i++) {
                  float[] found = product(x, times);
                  if (!java.util.Arrays.equals(found, times == 1 ? once : often)) {
                    synchronized (wrong) {
                      wrong.add(found);
                    }
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertArrayEquals(new float[0][], wrong.toArray(new float[0][]));
  }

  private static float[] product(Tensor x, int times) {
    float[][] found = new float[1][];
    OnBackend.run(
        JvmBackend.of(0, 1),
        () -> {
          Tensor y = x;
          for (int i = 0; i < times; i++) {
            y = y.sort(1).values().mul(0.5f);
          }
          found[0] = y.toFloatArray();
        });
    return found[0];
  }
}
