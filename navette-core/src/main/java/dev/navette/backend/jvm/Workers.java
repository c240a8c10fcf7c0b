// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A fixed team of threads that runs the chunks of one job at a time: the caller and a few daemon
/// threads, which spin briefly between jobs and then park.
///
/// Chunks are claimed dynamically, so that a core taken by another process delays one chunk and not
/// a fixed share of the job. A caller that finds the team busy, or that is itself running a chunk,
/// runs all its chunks alone, in order. Posting a job allocates nothing.
///
/// Which thread runs a chunk is unspecified; a body whose chunks write to disjoint places gives the
/// same result for any number of threads.
final class Workers {
  /// The work of a job, one chunk at a time. Called by several threads at once.
  @FunctionalInterface
  interface ChunkBody {
    /// Runs one chunk.
    ///
    /// @param chunk the chunk's number, from 0
    void run(int chunk);
  }

  /// Turns of the idle loop before a worker parks: some 100 to 300 microseconds, longer than the
  /// gap between two kernels of a training step. Waking a parked worker costs 2 microseconds, a
  /// spinning one 0.2.
  private static final int SPINS_BEFORE_PARK = 10_000;

  /// Turns of the caller's wait for the last chunks before it offers its core to others.
  private static final int SPINS_BEFORE_YIELD = 2_000;

  private static final ChunkBody NOTHING = chunk -> {};
  private static final long ONE_JOB = 1L << 32;
  private static final VarHandle TICKET;
  private static final VarHandle UNFINISHED;
  private static final VarHandle BUSY;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TICKET = lookup.findVarHandle(Workers.class, "ticket", long.class);
      UNFINISHED = lookup.findVarHandle(Workers.class, "unfinished", int.class);
      BUSY = lookup.findVarHandle(Workers.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int threads;
  private final Worker[] team;
  private boolean started;

  /// The number of the job in the upper half, its unclaimed chunks in the lower. One word, so that
  /// a late worker cannot claim a chunk of one job and run it with the body of another.
  private volatile long ticket;

  /// Chunks claimed or unclaimed that have not finished; the caller waits for 0.
  private volatile int unfinished;

  private volatile boolean busy;
  private volatile boolean stopped;

  // Written before the ticket that publishes them, read only after a chunk was claimed.
  private ChunkBody body = NOTHING;
  private int chunks;
  private volatile @Nullable Throwable failure;

  private Workers(int threads) {
    this.threads = threads;
    this.team = new Worker[threads - 1];
  }

  /// A team of its own.
  ///
  /// @param threads how many threads work on a job, the caller included; at least 1. The others
  ///   start with the first job that needs them.
  static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a team needs at least 1 thread, got " + threads);
    }
    return new Workers(threads);
  }

  /// The team of the process: as many threads as the system property `navette.threads` says, by
  /// default one a processor.
  static Workers shared() {
    return Shared.TEAM;
  }

  /// How many threads work on a job, the caller included.
  int threads() {
    return threads;
  }

  /// Runs chunks `0` to `chunks - 1`, each once, and returns when all have finished.
  ///
  /// The first exception that a chunk throws is thrown here, whichever thread ran it; chunks that
  /// had not begun by then are dropped.
  void run(int chunks, ChunkBody body) {
    if (chunks < 2 || threads == 1 || !BUSY.compareAndSet(this, false, true)) {
      for (int chunk = 0; chunk < chunks; chunk++) {
        body.run(chunk);
      }
      return;
    }
    try {
      post(chunks, body);
      work();
      await();
      Throwable thrown = failure;
      if (thrown != null) {
        rethrow(thrown);
      }
    } finally {
      this.body = NOTHING;
      busy = false;
    }
  }

  /// Ends the threads of a team that is no longer used; later jobs run on their caller.
  void stop() {
    stopped = true;
    for (Worker worker : team) {
      LockSupport.unpark(worker);
    }
  }

  private void post(int chunks, ChunkBody body) {
    if (!started) {
      started = true;
      for (int i = 0; i < team.length; i++) {
        team[i] = new Worker(i + 1);
        team[i].start();
      }
    }
    this.body = body;
    this.chunks = chunks;
    failure = null;
    unfinished = chunks;
    ticket = ((ticket >>> 32) + 1) * ONE_JOB + chunks;
    int wanted = Math.min(chunks - 1, team.length);
    for (int i = 0; i < wanted; i++) {
      if (team[i].parked) {
        LockSupport.unpark(team[i]);
      }
    }
  }

  /// Claims and runs chunks of the current job until none is left.
  private void work() {
    long now = ticket;
    int finished = 0;
    while ((int) now > 0) {
      if (TICKET.compareAndSet(this, now, now - 1)) {
        try {
          if (failure == null) {
            body.run(chunks - (int) now);
          }
        } catch (Throwable thrown) {
          failure = thrown;
        }
        finished++;
      }
      now = ticket;
    }
    if (finished > 0) {
      UNFINISHED.getAndAdd(this, -finished);
    }
  }

  // Yielding is a courtesy to whoever holds the core that a worker waits for; nothing relies on it.
  @SuppressWarnings("ThreadPriorityCheck")
  private void await() {
    for (int spins = 0; unfinished > 0; spins++) {
      if (spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /// Throws what a chunk threw, unchanged. A body declares no checked exception, so none can pass.
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private final class Worker extends Thread {
    private volatile boolean parked;

    Worker(int number) {
      super(null, null, "navette-worker-" + number, 0, false);
      setDaemon(true);
    }

    @Override
    public void run() {
      int idle = 0;
      while (!stopped) {
        if ((int) ticket > 0) {
          work();
          idle = 0;
        } else if (idle++ < SPINS_BEFORE_PARK) {
          Thread.onSpinWait();
        } else {
          // The flag goes up before the last look at the ticket: a caller that posts after that
          // look sees the flag and wakes this thread.
          parked = true;
          if ((int) ticket == 0 && !stopped) {
            LockSupport.park(Workers.this);
          }
          parked = false;
          idle = 0;
        }
      }
    }
  }

  private static final class Shared {
    static final Workers TEAM =
        of(
            Math.max(
                1,
                Integer.getInteger("navette.threads", Runtime.getRuntime().availableProcessors())));
  }
}
