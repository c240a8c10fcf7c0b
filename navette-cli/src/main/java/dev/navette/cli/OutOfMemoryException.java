// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import java.util.List;
import java.util.Locale;

/// Thrown when the heap is too small for a training; the message says what needs how much, and what
/// to do.
final class OutOfMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final double MIB = 1 << 20;

  private OutOfMemoryException(String message, Throwable cause) {
    super(message, cause);
  }

  /// While a network is trained: its rows, its parameters (with their gradients and Adam's two
  /// means), and what a batch leaves in each layer for the way back.
  static OutOfMemoryException whileTraining(
      List<Integer> sizes, int rows, int batch, OutOfMemoryError cause) {
    double parameters = 0;
    double units = sizes.getFirst();
    for (int k = 1; k < sizes.size(); k++) {
      parameters += (sizes.get(k - 1) + 1.0) * sizes.get(k);
      units += 3.0 * sizes.get(k);
    }
    return new OutOfMemoryException(
        String.format(
            Locale.ROOT,
            "out of memory: of a heap of %.0f MiB the rows need about %.0f MiB, the parameters and"
                + " their optimizer state %.0f MiB, a batch of %d rows %.0f MiB; lower --batch or"
                + " --hidden, or raise the heap, for example NAVETTE_JAVA_OPTS=-Xmx8g",
            Runtime.getRuntime().maxMemory() / MIB,
            4.0 * rows * sizes.getFirst() / MIB,
            16 * parameters / MIB,
            batch,
            4.0 * Math.min(batch, rows) * units / MIB),
        cause);
  }

  /// While something else is done, such as reading a file.
  static OutOfMemoryException otherwise(OutOfMemoryError cause) {
    return new OutOfMemoryException(
        String.format(
            Locale.ROOT,
            "out of memory: the heap of %.0f MiB is full (%s) before training began, so the data"
                + " itself does not fit; raise the heap, for example NAVETTE_JAVA_OPTS=-Xmx8g",
            Runtime.getRuntime().maxMemory() / MIB,
            cause.getMessage()),
        cause);
  }
}
