// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// How the derivative of a recurrent state by an earlier one vanishes or explodes: its norm over
/// the steps in between, on a logarithmic scale, with the singular values of the recurrent weights
/// in the legend.
///
/// @param title the heading
/// @param cells at least one, at most as many as there are colours
public record GradientReach(String title, List<Cell> cells) {
  /// A cell.
  ///
  /// @param name what the legend calls it
  /// @param norms by the steps in between, from 0 on
  /// @param largest the largest singular value of its recurrent weights
  /// @param smallest the smallest one
  public record Cell(String name, List<Double> norms, double largest, double smallest) {
    /// Copies the list.
    public Cell {
      norms = List.copyOf(norms);
    }
  }

  private static final List<Color> COLOURS =
      List.of(Figure.BLUE, Figure.ORANGE, new Color(0x2A9D5C), new Color(0x8E44AD));
  private static final int WIDTH = 900;
  private static final int HEADER = 58;
  private static final int ROW = 20;
  private static final int CHART = 420;
  private static final double LEAST = 1e-30;
  private static final BasicStroke SOLID = new BasicStroke(2.2f);

  /// Copies the list.
  ///
  /// @throws IllegalArgumentException if there are no cells, or more than there are colours
  public GradientReach {
    cells = List.copyOf(cells);
    if (cells.isEmpty() || cells.size() > COLOURS.size()) {
      throw new IllegalArgumentException(
          "GradientReach: "
              + cells.size()
              + " cells; 1 to "
              + COLOURS.size()
              + " can be told apart");
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
    int top = HEADER + ROW * cells.size();
    return Figure.draw(
        WIDTH,
        top + CHART,
        g -> {
          Figure.title(g, title, "below 1 the gradient vanishes, above it explodes", WIDTH);
          legend(g);
          Charts.paint(g, chart(), 0, top, WIDTH, CHART);
        });
  }

  private void legend(Graphics2D g) {
    g.setFont(Figure.TEXT);
    for (int i = 0; i < cells.size(); i++) {
      int y = HEADER + ROW * i + ROW / 2;
      Cell cell = cells.get(i);
      g.setColor(COLOURS.get(i));
      g.setStroke(SOLID);
      g.draw(new Line2D.Double(Figure.MARGIN, y, Figure.MARGIN + 24.0, y));
      g.setColor(Figure.INK);
      String text =
          String.format(
              java.util.Locale.ROOT,
              "%s, singular values of W_hh %.3g to %.3g",
              cell.name(),
              cell.largest(),
              cell.smallest());
      g.drawString(Figure.fit(g, text, WIDTH - 3 * Figure.MARGIN), Figure.MARGIN + 32, y + 4);
    }
  }

  private XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(CHART)
            .xAxisTitle("steps in between, t - k")
            .yAxisTitle("norm of dh_t/dh_k")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setYAxisLogarithmic(true);
    for (int i = 0; i < cells.size(); i++) {
      List<Double> norms = cells.get(i).norms();
      // A logarithm has no place for zero or for what has overflowed.
      int[] shown =
          IntStream.range(0, norms.size())
              .filter(lag -> norms.get(lag) > LEAST && Double.isFinite(norms.get(lag)))
              .toArray();
      if (shown.length > 0) {
        XYSeries series =
            chart.addSeries(
                "" + i,
                IntStream.of(shown).mapToDouble(lag -> lag).toArray(),
                IntStream.of(shown).mapToDouble(norms::get).toArray());
        series.setLineColor(COLOURS.get(i));
        series.setLineStyle(SOLID);
        series.setMarker(SeriesMarkers.NONE);
      }
    }
    return chart;
  }
}
