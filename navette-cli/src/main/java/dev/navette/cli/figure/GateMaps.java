// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What the gates of a recurrent cell do over time: a map for each gate, a row a feature, a column
/// a step. Blue is -1, white 0, orange 1.
///
/// @param title the heading
/// @param steps what is read at each step, such as a character
/// @param gates by name, rows of features, each with a value a step
public record GateMaps(
    String title, List<String> steps, SequencedMap<String, List<float[]>> gates) {
  private static final int HEADER = 64;
  private static final int NAME = 22;
  private static final int LABELS = 26;
  private static final int MAP_WIDTH = 900;
  private static final int MAP_HEIGHT = 160;

  /// Copies the lists.
  ///
  /// @throws IllegalArgumentException if there is nothing to draw, or a row has not one value a
  ///   step
  public GateMaps {
    steps = List.copyOf(steps);
    SequencedMap<String, List<float[]>> copy = new LinkedHashMap<>();
    gates.forEach((name, rows) -> copy.put(name, List.copyOf(rows)));
    gates = copy;
    if (steps.isEmpty() || gates.isEmpty()) {
      throw new IllegalArgumentException("GateMaps: no steps or no gates to draw");
    }
    for (Map.Entry<String, List<float[]>> gate : gates.entrySet()) {
      for (float[] row : gate.getValue()) {
        if (row.length != steps.size()) {
          throw new IllegalArgumentException(
              "GateMaps: gate "
                  + gate.getKey()
                  + " has "
                  + row.length
                  + " values a feature for "
                  + steps.size()
                  + " steps");
        }
      }
    }
  }

  /// Saves the figure as PNG.
  public void save(Path file) throws IOException {
    Figure.save(file, draw());
  }

  /// Draws the figure.
  ///
  /// @throws IOException if this system cannot draw text
  public BufferedImage draw() throws IOException {
    int panel = NAME + MAP_HEIGHT + LABELS;
    int width = MAP_WIDTH + 2 * Figure.MARGIN;
    return Figure.draw(
        width,
        HEADER + panel * gates.size(),
        g -> {
          Figure.title(
              g, title, "a row a feature, a column a step; blue -1, white 0, orange 1", width);
          int top = HEADER;
          for (Map.Entry<String, List<float[]>> gate : gates.entrySet()) {
            g.setColor(Figure.INK);
            g.setFont(Figure.BOLD);
            g.drawString(gate.getKey(), Figure.MARGIN, top + NAME - 7);
            map(g, gate.getValue(), top + NAME);
            labels(g, top + NAME + MAP_HEIGHT);
            top += panel;
          }
        });
  }

  private void map(Graphics2D g, List<float[]> rows, int top) {
    for (int r = 0; r < rows.size(); r++) {
      int y = top + MAP_HEIGHT * r / rows.size();
      int bottom = top + MAP_HEIGHT * (r + 1) / rows.size();
      for (int s = 0; s < steps.size(); s++) {
        float value = rows.get(r)[s];
        g.setColor(
            Figure.mix(Color.WHITE, value < 0 ? Figure.BLUE : Figure.ORANGE, Math.abs(value)));
        int x = column(s);
        g.fillRect(x, y, Math.max(1, column(s + 1) - x), Math.max(1, bottom - y));
      }
    }
    g.setColor(Figure.LINE);
    g.setStroke(Figure.HAIRLINE);
    g.drawRect(Figure.MARGIN, top, MAP_WIDTH, MAP_HEIGHT);
  }

  private int column(int step) {
    return Figure.MARGIN + MAP_WIDTH * step / steps.size();
  }

  /// As many of the steps' names as there is room for.
  private void labels(Graphics2D g, int top) {
    g.setColor(Figure.FAINT_INK);
    g.setFont(Figure.TEXT);
    int widest =
        steps.stream().mapToInt(s -> g.getFontMetrics().stringWidth(s)).max().orElse(1) + 4;
    int every = Math.max(1, (int) Math.ceil((double) widest * steps.size() / MAP_WIDTH));
    for (int s = 0; s < steps.size(); s += every) {
      Figure.centred(g, steps.get(s), (column(s) + column(s + 1)) / 2.0, top + 15);
    }
  }
}
