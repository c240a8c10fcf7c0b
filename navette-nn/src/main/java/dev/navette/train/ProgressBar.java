// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/// Progress for people: a bar with loss, rate and time left that is redrawn in place on a terminal,
/// and one plain line an epoch elsewhere.
public final class ProgressBar implements Progress {
  private static final int WIDTH = 24;
  private static final long REDRAW_NANOS = 100_000_000L;

  private final PrintStream out;
  private final boolean live;
  private final long started = System.nanoTime();
  private long drawn;
  private long epochStarted = System.nanoTime();
  private int lastLength;

  /// A bar on `out`.
  ///
  /// @param live whether `out` is a terminal, so that lines can be redrawn
  public ProgressBar(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  @Override
  public void batch(int epoch, int epochs, int row, int rows, double loss) {
    long now = System.nanoTime();
    if (!live || now - drawn < REDRAW_NANOS && row < rows) {
      return;
    }
    drawn = now;
    int full = (int) ((long) WIDTH * row / Math.max(1, rows));
    double seconds = (now - epochStarted) / 1e9;
    double rate = row / Math.max(1e-9, seconds);
    double done = epoch - 1 + (double) row / Math.max(1, rows);
    double left = (now - started) / 1e9 / done * (epochs - done);
    redraw(
        String.format(
            Locale.ROOT,
            "epoch %d/%d [%s%s] loss %.4f, %,.0f rows/s, %s left",
            epoch,
            epochs,
            "#".repeat(full),
            ".".repeat(WIDTH - full),
            loss,
            rate,
            time(left)));
  }

  @Override
  public void epoch(EpochLog log, int epochs) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT, "epoch %d/%d  loss %.4f", log.epoch(), epochs, log.trainLoss()));
    append(line, log.trainMetrics(), "");
    if (!Double.isNaN(log.validLoss())) {
      line.append(String.format(Locale.ROOT, "  valid loss %.4f", log.validLoss()));
      append(line, log.validMetrics(), "valid ");
    }
    line.append(String.format(Locale.ROOT, "  %.2f s", log.seconds()));
    if (live) {
      redraw(line.toString());
      out.println();
      lastLength = 0;
    } else {
      out.println(line);
    }
    out.flush();
    epochStarted = System.nanoTime();
  }

  private static void append(StringBuilder line, Map<String, Double> metrics, String prefix) {
    metrics.forEach((name, value) ->
        line.append(String.format(Locale.ROOT, "  %s%s %.4f", prefix, name, value)));
  }

  private void redraw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
    out.flush();
    lastLength = line.length();
  }

  private static String time(double seconds) {
    long s = Math.round(seconds);
    return s < 60 ? s + " s" : s / 60 + " min " + s % 60 + " s";
  }
}
