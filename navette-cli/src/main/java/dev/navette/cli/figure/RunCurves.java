// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The courses of several trainings over each other: the loss, and the metric where they have one.
/// A colour is a run; what was held out is drawn solid, what was trained on dashed.
///
/// @param title the heading
/// @param metric what the metric is called; empty for the loss alone
/// @param runs at least one, at most as many as there are colours
public record RunCurves(String title, String metric, List<Run> runs) {
  /// A training.
  ///
  /// @param name what the legend calls it
  /// @param epochs in order, at least one
  public record Run(String name, List<LearningCurves.Epoch> epochs) {
    /// Copies the list.
    public Run {
      epochs = List.copyOf(epochs);
    }
  }

  private static final List<Color> COLOURS =
      List.of(
          Figure.BLUE,
          Figure.ORANGE,
          new Color(0x2A9D5C),
          new Color(0x8E44AD),
          new Color(0xC0A000),
          new Color(0x17A2B8),
          new Color(0x7F5539),
          new Color(0xD63384));

  /// How many runs one figure can show.
  public static final int MOST = COLOURS.size();

  private static final int WIDTH = 1000;
  private static final int HEADER = 58;
  private static final int ROW = 20;
  private static final int CHART = 380;
  private static final BasicStroke SOLID = new BasicStroke(2.2f);
  private static final BasicStroke DASHED =
      new BasicStroke(
          1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 4}, 0);

  /// Copies the list.
  ///
  /// @throws IllegalArgumentException if there are no runs, or more than [#MOST]
  public RunCurves {
    runs = List.copyOf(runs);
    if (runs.isEmpty() || runs.size() > MOST) {
      throw new IllegalArgumentException(
          "RunCurves: " + runs.size() + " runs; 1 to " + MOST + " can be told apart");
    }
  }

  /// Draws the figure.
  ///
  /// @throws IOException if this system cannot draw text
  public BufferedImage draw() throws IOException {
    boolean withMetric = !metric.isEmpty();
    int top = HEADER + ROW * runs.size();
    return Figure.draw(
        WIDTH,
        top + CHART,
        g -> {
          Figure.title(g, title, "solid: held out, dashed: trained on", WIDTH);
          legend(g);
          int panel = withMetric ? WIDTH / 2 : WIDTH;
          XYChart loss =
              panel(
                  "loss",
                  LearningCurves.Epoch::trainLoss,
                  LearningCurves.Epoch::validationLoss,
                  panel);
          Charts.paint(g, loss, 0, top, panel, CHART);
          if (withMetric) {
            XYChart chart =
                panel(
                    metric,
                    LearningCurves.Epoch::trainMetric,
                    LearningCurves.Epoch::validationMetric,
                    panel);
            Charts.paint(g, chart, panel, top, panel, CHART);
          }
        });
  }

  private void legend(Graphics2D g) {
    g.setFont(Figure.TEXT);
    for (int i = 0; i < runs.size(); i++) {
      int y = HEADER + ROW * i + ROW / 2;
      g.setColor(COLOURS.get(i));
      g.setStroke(SOLID);
      g.draw(new Line2D.Double(Figure.MARGIN, y, Figure.MARGIN + 24.0, y));
      g.setColor(Figure.INK);
      String name = Figure.fit(g, runs.get(i).name(), WIDTH - 3 * Figure.MARGIN);
      g.drawString(name, Figure.MARGIN + 32, y + 4);
    }
  }

  private XYChart panel(
      String name,
      ToDoubleFunction<LearningCurves.Epoch> train,
      ToDoubleFunction<LearningCurves.Epoch> held,
      int width) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(CHART)
            .xAxisTitle("epoch")
            .yAxisTitle(name)
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setYAxisTickLabelsFormattingFunction(value -> Charts.tick(name, value));
    for (int i = 0; i < runs.size(); i++) {
      add(chart, i + " held", runs.get(i), held, COLOURS.get(i), SOLID);
      add(chart, i + " train", runs.get(i), train, COLOURS.get(i), DASHED);
    }
    return chart;
  }

  private static void add(
      XYChart chart,
      String name,
      Run run,
      ToDoubleFunction<LearningCurves.Epoch> value,
      Color colour,
      BasicStroke stroke) {
    List<LearningCurves.Epoch> finite =
        run.epochs().stream().filter(e -> Double.isFinite(value.applyAsDouble(e))).toList();
    if (finite.isEmpty()) {
      return;
    }
    XYSeries series =
        chart.addSeries(
            name,
            finite.stream().mapToDouble(LearningCurves.Epoch::number).toArray(),
            finite.stream().mapToDouble(value).toArray());
    series.setLineColor(colour);
    series.setLineStyle(stroke);
    series.setMarker(finite.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(colour);
  }
}
