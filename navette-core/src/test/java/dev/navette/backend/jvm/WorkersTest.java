// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
  private static int[] runAndCount(Workers workers, int chunks) {
    AtomicIntegerArray runs = new AtomicIntegerArray(chunks);
    workers.run(chunks, runs::incrementAndGet);
    int[] counts = new int[chunks];
    Arrays.setAll(counts, runs::get);
    return counts;
  }

  private static int[] ones(int length) {
    int[] ones = new int[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyChunkRunsOnce(int threads) {
    Workers workers = Workers.of(threads);
    assertEquals(threads, workers.threads());
    for (int chunks : new int[] {0, 1, 2, 3, 7, 100, 1000}) {
      for (int round = 0; round < 50; round++) {
        assertArrayEquals(ones(chunks), runAndCount(workers, chunks));
      }
    }
    workers.stop();
  }

  @Test
  void otherThreadsTakePart() {
    Workers workers = Workers.of(3);
    CountDownLatch all = new CountDownLatch(3);
    // Each chunk waits for the other two, so three threads must be at work.
    workers.run(
        3,
        _ -> {
          all.countDown();
          try {
            all.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertEquals(0, all.getCount());
    workers.stop();
  }

  @Test
  void parkedWorkersWakeUp() throws InterruptedException {
    Workers workers = Workers.of(2);
    for (int round = 0; round < 5; round++) {
      CountDownLatch both = new CountDownLatch(2);
      workers.run(
          2,
          _ -> {
            both.countDown();
            try {
              both.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      Thread.sleep(20);
    }
    workers.stop();
  }

  @Test
  void aChunkMayRunAJobOfItsOwn() {
    Workers workers = Workers.of(2);
    AtomicInteger inner = new AtomicInteger();
    workers.run(8, _ -> workers.run(10, _ -> inner.incrementAndGet()));
    assertEquals(80, inner.get());
    workers.stop();
  }

  @Test
  void callersThatFindTheTeamBusyRunTheirOwnChunks() throws InterruptedException {
    Workers workers = Workers.of(2);
    AtomicInteger total = new AtomicInteger();
    Thread[] callers = new Thread[4];
    for (int i = 0; i < callers.length; i++) {
      callers[i] =
          new Thread(() -> {
            for (int round = 0; round < 500; round++) {
              workers.run(6, _ -> total.incrementAndGet());
            }
          });
      callers[i].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(4 * 500 * 6, total.get());
    workers.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void anExceptionReachesTheCallerAndTheTeamGoesOn(int threads) {
    Workers workers = Workers.of(threads);
    IllegalStateException planned = new IllegalStateException("planned");
    for (int bad = 0; bad < 5; bad++) {
      int failing = bad;
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.run(
                      5,
                      chunk -> {
                        if (chunk == failing) {
                          throw planned;
                        }
                      }));
      assertSame(planned, thrown);
      assertArrayEquals(ones(20), runAndCount(workers, 20));
    }
    workers.stop();
  }

  @Test
  void aJobAllocatesNothing() {
    Workers workers = Workers.of(2);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Workers.ChunkBody body = _ -> {};
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        workers.run(4, body);
      }
      best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(best < 1000, "bytes allocated by 1000 jobs: " + best);
    workers.stop();
  }

  @Test
  void aTeamOfNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
  }
}
