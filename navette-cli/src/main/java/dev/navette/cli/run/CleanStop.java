// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// What happens on Ctrl-C: a training finishes its step and is saved, a save that has begun is
/// finished, none begins after it, and the user is told where things stand.
public final class CleanStop {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  // Held while files are written, and by the hook for good.
  private static final ReentrantLock SAVING = new ReentrantLock();
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static volatile Optional<Trainer> training = Optional.empty();
  private static volatile boolean stopping;

  private CleanStop() {}

  /// Something that writes files.
  @FunctionalInterface
  public interface Save {
    void run() throws IOException;
  }

  /// Installs the hook. For a process of its own, once.
  public static void install(PrintStream err) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(err), "navette-stop"));
  }

  private static void stop(PrintStream err) {
    Optional<Trainer> running = training;
    if (running.isEmpty()) {
      return;
    }
    stopping = true;
    boolean saving = SAVING.isLocked();
    try {
      running.get().stop();
      boolean ended = running.get().awaitEnd(PATIENCE);
      boolean done = SAVING.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      err.println();
      err.println(
          saving
              ? "interrupted while saving; " + (done ? "what was saved is whole" : "old files stay")
              : ended
                  ? "interrupted; the training is saved, and --resume goes on from here"
                  : "interrupted; --resume goes on from the latest checkpoint, if there is one");
      err.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Says that a training begins.
  static void training(Trainer trainer) {
    training = Optional.of(trainer);
  }

  /// Says that all is over.
  public static void done() {
    training = Optional.empty();
  }

  /// Waits for the end of the process if it is coming, so that nothing is printed any more.
  static void check() {
    if (stopping) {
      try {
        NEVER.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Runs `save`, which the end of the process waits for.
  ///
  /// @throws IOException if `save` does
  public static void saving(Save save) throws IOException {
    SAVING.lock();
    try {
      save.run();
    } finally {
      SAVING.unlock();
    }
  }
}
