// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.nn.Layer;
import java.util.Locale;

/// Thrown when the heap is too small for a training; the message says what needs how much, and what
/// to do.
public final class OutOfMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final double MIB = 1 << 20;

  private OutOfMemoryException(String message, Throwable cause) {
    super(message, cause);
  }

  /// While a network is trained: its rows, its parameters (with their gradients and Adam's two
  /// means), and what a batch leaves in each layer for the way back.
  static OutOfMemoryException whileTraining(
      Layer model, int rowSize, int rows, int batch, OutOfMemoryError cause) {
    return new OutOfMemoryException(
        String.format(
            Locale.ROOT,
            "out of memory: of a heap of %.0f MiB the rows need about %.0f MiB, the parameters and"
                + " their optimizer state %.0f MiB, and the rest is what a batch of %d rows leaves in"
                + " the layers; lower --batch, or raise the heap, for example"
                + " NAVETTE_JAVA_OPTS=-Xmx8g",
            Runtime.getRuntime().maxMemory() / MIB,
            4.0 * rows * rowSize / MIB,
            16.0 * model.parameterCount() / MIB,
            Math.min(batch, rows)),
        cause);
  }

  /// While something else is done, such as reading a file.
  public static OutOfMemoryException otherwise(OutOfMemoryError cause) {
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
