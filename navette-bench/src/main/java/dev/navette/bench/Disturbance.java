// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// How much of the machine others took while something was measured.
final class Disturbance {
  private static final Path STAT = Path.of("/proc/stat");

  /// The kernel counts in hundredths of a second, whatever its own clock.
  private static final double TICK = 0.01;

  /// Of the numbers in the first line: idle, and idle while a disk works.
  private static final int IDLE = 3;

  private static final int WAITING = 4;

  /// Time of guests is in the user's time already.
  private static final int COUNTED = 8;

  private final long start = System.nanoTime();
  private final double busy = busySeconds();
  private final double own = ownSeconds();

  /// The part of all cores' time since this was made that others took, 0 if the system does not
  /// say.
  double others() {
    double elapsed = (System.nanoTime() - start) / 1e9;
    double taken = busySeconds() - busy - (ownSeconds() - own);
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.clamp(taken / elapsed / cores, 0.0, 1.0);
  }

  private static double ownSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }

  private static double busySeconds() {
    try {
      String all = Files.readString(STAT).lines().findFirst().orElse("");
      long[] ticks =
          Arrays.stream(all.split(" +"))
              .skip(1)
              .limit(COUNTED)
              .mapToLong(Long::parseLong)
              .toArray();
      return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[WAITING]) * TICK;
    } catch (IOException e) {
      return 0;
    }
  }
}
