// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// A confusion matrix as a picture: one row for each true class, one column for each predicted
/// class. What is right is blue, mistakes are orange, each the darker the larger its part of the
/// true class. Recall stands at the right, precision at the bottom.
///
/// @param title what came out, in a sentence; the heading of the figure
/// @param counts what to show
public record ConfusionChart(String title, ConfusionCounts counts) {
  private static final int HEADER = 64;
  private static final int LARGEST_CELL = 84;
  private static final int SMALLEST_CELL = 10;
  private static final int WANTED_SIDE = 600;
  private static final int LONGEST_NAME = 150;
  private static final int SHARE_COLUMN = 62;
  private static final int SMALLEST_WIDTH = 460;
  private static final Color EMPTY = new Color(0xF6F8FA);

  /// Draws the figure into a PNG file.
  ///
  /// @param file the file, replaced in one step
  /// @throws IOException if it cannot be saved, or this system cannot draw text
  public void save(Path file) throws IOException {
    Figure.save(file, draw());
  }

  /// Draws the figure.
  ///
  /// @return the image
  /// @throws IOException if this system cannot draw text
  public BufferedImage draw() throws IOException {
    Layout layout = Layout.of(counts);
    return Figure.draw(
        layout.width,
        layout.height,
        g -> {
          Figure.title(g, title, subtitle(), layout.width);
          cells(g, layout);
          names(g, layout);
          shares(g, layout);
        });
  }

  private String subtitle() {
    return String.format(
        Locale.ROOT, "%,d rows that were held out; colour: part of the true class", counts.total());
  }

  /// Where things are, in units.
  private record Layout(
      int cell, int left, int top, int side, int width, int height, boolean turned) {

    static Layout of(ConfusionCounts counts) throws IOException {
      int classes = counts.classes();
      int cell = Math.clamp(WANTED_SIDE / classes, SMALLEST_CELL, LARGEST_CELL);
      int[] longest = new int[1];
      // A first drawing on nothing: the width of text is only known to a drawing.
      Figure.draw(
          1,
          1,
          g -> {
            g.setFont(Figure.TEXT);
            FontMetrics metrics = g.getFontMetrics();
            for (String name : counts.classNames()) {
              longest[0] = Math.max(longest[0], Math.min(LONGEST_NAME, metrics.stringWidth(name)));
            }
          });
      boolean turned = longest[0] > cell - 6;
      int left = Figure.MARGIN + 22 + longest[0] + 10;
      int side = cell * classes;
      int bottom = 24 + 8 + (turned ? longest[0] : 16) + 34;
      return new Layout(
          cell,
          left,
          HEADER + 14,
          side,
          Math.max(SMALLEST_WIDTH, left + side + SHARE_COLUMN + Figure.MARGIN),
          HEADER + 14 + side + bottom,
          turned);
    }

    double x(double column) {
      return left + column * cell;
    }

    double y(double row) {
      return top + row * cell;
    }
  }

  private void cells(Graphics2D g, Layout at) {
    g.setFont(
        at.cell >= 40 ? Figure.TEXT.deriveFont(13f) : Figure.TEXT.deriveFont(at.cell * 0.36f));
    boolean legible = at.cell >= 18;
    for (int t = 0; t < counts.classes(); t++) {
      long all = counts.truths(t);
      for (int p = 0; p < counts.classes(); p++) {
        long count = counts.count(t, p);
        double part = all == 0 ? 0 : (double) count / all;
        // A root, so that a few mistakes among many rows can still be seen.
        double depth = count == 0 ? 0 : 0.06 + 0.94 * (t == p ? part : Math.sqrt(part));
        g.setColor(Figure.mix(EMPTY, t == p ? Figure.BLUE : Figure.ORANGE, depth));
        g.fill(new Rectangle2D.Double(at.x(p) + 0.5, at.y(t) + 0.5, at.cell - 1, at.cell - 1));
        if (legible && (count > 0 || t == p)) {
          g.setColor(depth > 0.55 ? Color.WHITE : Figure.INK);
          double middle = g.getFontMetrics().getAscent() * 0.38;
          Figure.centred(g, Long.toString(count), at.x(p + 0.5), at.y(t + 0.5) + middle);
        }
      }
    }
  }

  private void names(Graphics2D g, Layout at) {
    boolean every = at.cell >= 12;
    int nameTop = at.top + at.side + 24 + 8;
    g.setFont(Figure.TEXT.deriveFont(Math.min(12f, at.cell * 0.9f)));
    g.setColor(Figure.INK);
    double middle = g.getFontMetrics().getAscent() * 0.38;
    for (int c = 0; c < counts.classes(); c++) {
      if (!every && c % 5 != 0) {
        continue;
      }
      String name = Figure.fit(g, counts.classNames().get(c), LONGEST_NAME);
      Figure.rightAligned(g, name, at.left - 10, at.y(c + 0.5) + middle);
      if (at.turned) {
        AffineTransform before = g.getTransform();
        g.translate(at.x(c + 0.5) + middle, nameTop);
        g.rotate(-Math.PI / 2);
        Figure.rightAligned(g, name, 0, 0);
        g.setTransform(before);
      } else {
        Figure.centred(g, name, at.x(c + 0.5), nameTop + 10);
      }
    }
    g.setFont(Figure.BOLD);
    Figure.centred(g, "predicted class", at.left + at.side / 2.0, at.height - 14);
    AffineTransform before = g.getTransform();
    g.translate(Figure.MARGIN + 8, at.top + at.side / 2.0);
    g.rotate(-Math.PI / 2);
    Figure.centred(g, "true class", 0, 0);
    g.setTransform(before);
  }

  private void shares(Graphics2D g, Layout at) {
    g.setFont(Figure.TEXT.deriveFont(11f));
    g.setColor(Figure.FAINT_INK);
    double right = at.left + at.side + SHARE_COLUMN - 6;
    boolean tall = at.cell >= 14;
    if (tall) {
      Figure.rightAligned(g, "recall", right, at.top - 6);
    }
    boolean wide = at.cell >= 40;
    double below = at.top + at.side + 16;
    for (int c = 0; c < counts.classes(); c++) {
      if (tall) {
        Figure.rightAligned(g, ConfusionCounts.percent(counts.recall(c)), right, at.y(c + 0.5) + 4);
      }
      if (wide) {
        Figure.centred(g, ConfusionCounts.percent(counts.precision(c)), at.x(c + 0.5), below);
      }
    }
    if (wide) {
      g.drawString("precision", (float) (at.left + at.side + 6), (float) below);
    }
  }
}
