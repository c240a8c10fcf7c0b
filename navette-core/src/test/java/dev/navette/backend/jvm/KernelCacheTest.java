// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KernelCacheTest {
  @Test
  void equalProgramsShareOneKernel() {
    KernelCache cache = new KernelCache(0, 10);
    Kernel kernel = cache.get(KernelExamples.adam());
    assertSame(kernel, cache.get(KernelExamples.adam()));
    assertEquals(1, cache.compiles());
    assertNotSame(kernel, cache.get(KernelExamples.softmax()));
    assertEquals(2, cache.compiles());
  }

  @Test
  void theLeastRecentlyUsedKernelGoes() {
    KernelCache cache = new KernelCache(0, 2);
    Kernel adam = cache.get(KernelExamples.adam());
    cache.get(KernelExamples.softmax());
    cache.get(KernelExamples.adam());
    cache.get(KernelExamples.rowSum());
    assertEquals(2, cache.size());
    assertSame(adam, cache.get(KernelExamples.adam()));
    assertEquals(3, cache.compiles());
    cache.get(KernelExamples.softmax());
    assertEquals(4, cache.compiles());
  }

  @Test
  void aCapacityOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new KernelCache(256, 0));
  }

  @Test
  void evictedClassesUnload() throws InterruptedException {
    KernelCache cache = new KernelCache(256, 1);
    WeakReference<Class<?>> plain = used(cache, KernelExamples.softmax());
    WeakReference<Class<?>> staged = used(cache, KernelExamples.chain(1000));
    cache.get(KernelExamples.rowSum());
    for (int tries = 0; tries < 50 && !(plain.refersTo(null) && staged.refersTo(null)); tries++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(plain.get());
    assertNull(staged.get());
  }

  private static WeakReference<Class<?>> used(KernelCache cache, Program program) {
    Kernel kernel = cache.get(program);
    ProgramData.draw(new SplittableRandom(1), program, 100, 1).run(kernel);
    Kernel emitted = kernel instanceof StagedKernel staged ? staged.lastKernel() : kernel;
    return new WeakReference<>(emitted.getClass());
  }
}
