// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// What happens on Ctrl-C: a save that has begun is finished, none begins after it, and the user is
/// told where things stand.
final class CleanStop {
  private static final long PATIENCE_SECONDS = 10;

  // Held while files are written, and by the hook for good.
  private static final ReentrantLock SAVING = new ReentrantLock();
  private static volatile boolean training;
  private static volatile boolean stopping;

  private CleanStop() {}

  /// Something that writes files.
  @FunctionalInterface
  interface Save {
    void run() throws IOException;
  }

  /// Installs the hook. For a process of its own, once.
  static void install(PrintStream err) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(err), "navette-stop"));
  }

  private static void stop(PrintStream err) {
    if (!training) {
      return;
    }
    boolean saving = SAVING.isLocked();
    stopping = true;
    try {
      boolean done = SAVING.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
      err.println();
      err.println(
          saving
              ? "interrupted while saving; " + (done ? "what was saved is whole" : "old files stay")
              : "interrupted; nothing was saved");
      err.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Says that a training begins or is over.
  static void training(boolean running) {
    training = running;
  }

  /// Waits for the end of the process if it is coming, so that nothing is printed any more.
  static void check() {
    if (stopping) {
      SAVING.lock();
    }
  }

  /// Runs `save`, which the end of the process waits for.
  ///
  /// @throws IOException if `save` does
  static void saving(Save save) throws IOException {
    SAVING.lock();
    try {
      save.run();
    } finally {
      SAVING.unlock();
    }
  }
}
