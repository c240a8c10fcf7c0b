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
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The course of a training: the loss and, where there is one, a metric, by epoch, for the rows
/// trained on and the rows held out. Two panels side by side; the best epoch is marked.
///
/// @param title what came out, in a sentence; the heading of the figure
/// @param metric what the metric is called, such as `accuracy`, which is shown in percent; empty
///   for the loss alone
/// @param epochs the epochs in order, at least one
public record LearningCurves(String title, String metric, List<Epoch> epochs) {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 420;
  private static final int HEADER = 58;
  private static final int MARKERS_UP_TO = 30;
  private static final double LOGARITHMIC_FROM = 1000;
  private static final BasicStroke TRAINING_LINE = new BasicStroke(1.8f);
  private static final BasicStroke VALIDATION_LINE = new BasicStroke(2.2f);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 4}, 0);

  /// The figures of one epoch; NaN where there is none.
  ///
  /// @param number its number, usually from 1
  /// @param trainLoss the loss on the rows trained on
  /// @param validationLoss the loss on the rows held out
  /// @param trainMetric the metric on the rows trained on
  /// @param validationMetric the metric on the rows held out
  public record Epoch(
      int number,
      double trainLoss,
      double validationLoss,
      double trainMetric,
      double validationMetric) {}

  /// Copies the list.
  ///
  /// @throws IllegalArgumentException if there is no epoch
  public LearningCurves {
    epochs = List.copyOf(epochs);
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("LearningCurves: no epoch to draw");
    }
  }

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
    boolean withMetric =
        !metric.isEmpty() && (has(Epoch::trainMetric) || has(Epoch::validationMetric));
    return Figure.draw(
        WIDTH,
        HEIGHT,
        g -> {
          Figure.title(g, title, subtitle(), WIDTH);
          legend(g);
          int panel = withMetric ? WIDTH / 2 : WIDTH;
          XYChart loss = panel("loss", Epoch::trainLoss, Epoch::validationLoss, panel);
          Charts.paint(g, loss, 0, HEADER, panel, HEIGHT - HEADER);
          if (withMetric) {
            XYChart chart = panel(metric, Epoch::trainMetric, Epoch::validationMetric, panel);
            Charts.paint(g, chart, panel, HEADER, panel, HEIGHT - HEADER);
          }
        });
  }

  /// The epoch with the lowest loss on the rows held out, or, without any, on the rows trained on.
  Epoch best() {
    ToDoubleFunction<Epoch> loss =
        has(Epoch::validationLoss) ? Epoch::validationLoss : Epoch::trainLoss;
    Epoch best = epochs.getFirst();
    for (Epoch epoch : epochs) {
      double value = loss.applyAsDouble(epoch);
      if (value < loss.applyAsDouble(best) || Double.isNaN(loss.applyAsDouble(best))) {
        best = epoch;
      }
    }
    return best;
  }

  private String subtitle() {
    Epoch best = best();
    boolean held = has(Epoch::validationLoss);
    return String.format(
        Locale.ROOT,
        "lowest %s loss %.4g at epoch %d of %d",
        held ? "validation" : "training",
        held ? best.validationLoss() : best.trainLoss(),
        best.number(),
        epochs.getLast().number());
  }

  private boolean has(ToDoubleFunction<Epoch> value) {
    return epochs.stream().anyMatch(epoch -> Double.isFinite(value.applyAsDouble(epoch)));
  }

  private XYChart panel(
      String name, ToDoubleFunction<Epoch> train, ToDoubleFunction<Epoch> validation, int width) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(HEIGHT - HEADER)
            .xAxisTitle("epoch")
            .yAxisTitle(name)
            .build();
    Charts.style(chart.getStyler());
    double[] range = range(train, validation);
    addBest(chart, range);
    add(chart, "training", train, Figure.BLUE, TRAINING_LINE);
    add(chart, "validation", validation, Figure.ORANGE, VALIDATION_LINE);
    XYStyler styler = chart.getStyler();
    if (name.equals("accuracy")) {
      styler.setYAxisMax(1.0);
      styler.setYAxisMin(Math.floor(Math.min(range[0], 0.95) * 10) / 10);
    } else {
      styler.setYAxisLogarithmic(range[0] > 0 && range[1] / range[0] > LOGARITHMIC_FROM);
    }
    styler.setYAxisTickLabelsFormattingFunction(value -> Charts.tick(name, value));
    if (epochs.size() > MARKERS_UP_TO) {
      // From 0 the ticks fall on round numbers.
      styler.setXAxisMin(0.0);
      styler.setXAxisMax((double) epochs.getLast().number());
    }
    return chart;
  }

  // One legend for both panels, above them, where it hides no curve.
  private void legend(Graphics2D g) {
    g.setFont(Figure.TEXT);
    double right = WIDTH - Figure.MARGIN;
    if (hasBestMark()) {
      right = entry(g, "lowest validation loss", Figure.FAINT_INK, DASHED, right);
    }
    if (has(Epoch::validationLoss) || has(Epoch::validationMetric)) {
      right = entry(g, "validation", Figure.ORANGE, VALIDATION_LINE, right);
    }
    entry(g, "training", Figure.BLUE, TRAINING_LINE, right);
  }

  private static double entry(
      Graphics2D g, String name, Color colour, BasicStroke stroke, double right) {
    double start = right - g.getFontMetrics().stringWidth(name);
    g.setColor(Figure.INK);
    g.drawString(name, (float) start, 49);
    g.setColor(colour);
    g.setStroke(stroke);
    g.draw(new Line2D.Double(start - 28, 45, start - 6, 45));
    return start - 46;
  }

  private double[] range(ToDoubleFunction<Epoch> train, ToDoubleFunction<Epoch> validation) {
    double[] values =
        epochs.stream()
            .flatMapToDouble(epoch ->
                DoubleStream.of(train.applyAsDouble(epoch), validation.applyAsDouble(epoch)))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return values.length == 0
        ? new double[] {0, 1}
        : new double[] {values[0], values[values.length - 1]};
  }

  // A diverged loss is a gap in the curve; a series without any number is left out.
  private void add(
      XYChart chart, String name, ToDoubleFunction<Epoch> value, Color colour, BasicStroke stroke) {
    if (!has(value)) {
      return;
    }
    double[] x = epochs.stream().mapToDouble(Epoch::number).toArray();
    if (epochs.size() > MARKERS_UP_TO) {
      // XChart would put its ticks on equally spaced values, such as 81, 162, 243; a nudge too
      // small
      // to see makes it choose round numbers.
      x[0] += 0.01;
    }
    double[] y =
        epochs.stream().mapToDouble(value).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarkerColor(colour);
    series.setLineColor(colour);
    series.setLineStyle(stroke);
    series.setMarker(epochs.size() <= MARKERS_UP_TO ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }

  private void addBest(XYChart chart, double[] range) {
    if (!hasBestMark()) {
      return;
    }
    double at = best().number();
    XYSeries line =
        chart.addSeries("best epoch", new double[] {at, at}, new double[] {range[0], range[1]});
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(Figure.FAINT_INK);
    line.setLineStyle(DASHED);
  }

  private boolean hasBestMark() {
    return has(Epoch::validationLoss) && epochs.size() > 1;
  }
}
