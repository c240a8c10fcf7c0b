// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/// How line charts look in all figures.
final class Charts {
  private static final BigDecimal SMALL = new BigDecimal("0.001");

  private Charts() {}

  /// The house style of a chart.
  static void style(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartPadding(14);
    styler.setChartFontColor(Figure.INK);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(Figure.LINE);
    styler.setPlotGridLinesColor(Figure.GRID);
    styler.setPlotGridLinesStroke(Figure.HAIRLINE);
    styler.setAxisTickMarksColor(Figure.LINE);
    styler.setAxisTickLabelsColor(Figure.FAINT_INK);
    styler.setAxisTickLabelsFont(Figure.TEXT);
    styler.setAxisTitleFont(Figure.BOLD);
    styler.setLegendVisible(false);
    styler.setPlotMargin(0);
    styler.setAxisTicksLineVisible(false);
    styler.setMarkerSize(5);
    styler.setLocale(Locale.ROOT);
    styler.setXAxisDecimalPattern("#");
    styler.setChartTitleVisible(false);
    styler.setAntiAlias(true);
  }

  /// Paints a chart at a place of a figure.
  static void paint(Graphics2D g, XYChart chart, int x, int y, int width, int height) {
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    chart.paint(g, width, height);
    g.setTransform(before);
  }

  /// A value as an axis shows it: an accuracy in percent, others with up to four digits.
  static String tick(String name, double value) {
    return name.equals("accuracy") ? shortest(100 * value) + "%" : shortest(value);
  }

  private static String shortest(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return rounded.signum() != 0 && rounded.abs().compareTo(SMALL) < 0
        ? rounded.toString().replace("E", "e")
        : rounded.toPlainString();
  }
}
