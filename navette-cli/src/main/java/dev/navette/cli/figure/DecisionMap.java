// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What a classifier makes of the plane: the colour of each place is that of the class it would
/// predict there, the stronger the surer it is; lines part the classes. The points of a data set
/// lie on top; those that are predicted wrong have a black ring.
public final class DecisionMap {
  private static final int SIDE = 440;
  private static final int HEADER = 64;
  private static final int LEFT = 64;
  private static final int BOTTOM = 54;
  private static final int LEGEND = 150;
  private static final int CELLS = 220;
  private static final int TICKS = 6;
  // Okabe and Ito's colours, which the colour-blind can tell apart.
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xE69F00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xD55E00),
          new Color(0x56B4E9),
          new Color(0xB5A800),
          new Color(0x6B7280));

  private final String title;
  private final List<String> classNames;
  private final float[] points;
  private final int[] labels;
  private final Classifier classifier;
  private final String xName;
  private final String yName;

  /// Gives the probabilities of the classes at places in the plane.
  @FunctionalInterface
  public interface Classifier {
    /// Predicts many places at once.
    ///
    /// @param places `(count, 2)`, row by row
    /// @param count how many places
    /// @return `(count, classes)`, row by row, each row from 0 to 1
    float[] probabilities(float[] places, int count);
  }

  /// A map of a classifier with the points of a data set.
  ///
  /// @param title what came out, in a sentence; the heading of the figure
  /// @param classNames the names of the classes, from 2 to 8
  /// @param points `(n, 2)`, row by row, at least one
  /// @param labels the class of each point, from 0
  /// @param classifier what to draw
  /// @throws IllegalArgumentException if the sizes contradict each other
  public DecisionMap(
      String title, List<String> classNames, float[] points, int[] labels, Classifier classifier) {
    this(title, classNames, points, labels, classifier, "first feature", "second feature");
  }

  private DecisionMap(
      String title,
      List<String> classNames,
      float[] points,
      int[] labels,
      Classifier classifier,
      String xName,
      String yName) {
    this.xName = xName;
    this.yName = yName;
    this.title = title;
    this.classNames = List.copyOf(classNames);
    this.points = points.clone();
    this.labels = labels.clone();
    this.classifier = classifier;
    if (labels.length == 0 || points.length != 2 * labels.length) {
      throw new IllegalArgumentException(
          "DecisionMap: "
              + labels.length
              + " labels need as many points of 2 numbers, got "
              + points.length
              + " numbers");
    }
    if (classNames.size() < 2 || classNames.size() > COLOURS.size()) {
      throw new IllegalArgumentException(
          "DecisionMap: from 2 to " + COLOURS.size() + " classes, got " + classNames.size());
    }
  }

  /// The same map with other names at the axes.
  ///
  /// @param x what the first number of a point is
  /// @param y what the second number of a point is
  /// @return a new map
  public DecisionMap withAxes(String x, String y) {
    return new DecisionMap(title, classNames, points, labels, classifier, x, y);
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
    Range x = Range.of(points, 0);
    Range y = Range.of(points, 1);
    float[] grid = predict(gridPlaces(x, y), CELLS * CELLS);
    float[] atPoints = predict(points, labels.length);
    int wrong = 0;
    for (int i = 0; i < labels.length; i++) {
      wrong += winner(atPoints, i) == labels[i] ? 0 : 1;
    }
    String subtitle =
        String.format(Locale.ROOT, "%,d of %,d points right", labels.length - wrong, labels.length);
    boolean ringed = wrong > 0;
    return Figure.draw(
        LEFT + SIDE + LEGEND,
        HEADER + SIDE + BOTTOM,
        g -> {
          Figure.title(g, title, subtitle, LEFT + SIDE + LEGEND);
          regions(g, grid);
          borders(g, grid);
          axes(g, x, y);
          for (int i = 0; i < labels.length; i++) {
            double px = LEFT + SIDE * x.part(points[2 * i]);
            double py = HEADER + SIDE * (1 - y.part(points[2 * i + 1]));
            point(g, px, py, labels[i], winner(atPoints, i) != labels[i], radius());
          }
          legend(g, ringed);
        });
  }

  /// The numbers an axis shows: those of the points and a margin around them.
  private record Range(double least, double most) {
    static Range of(float[] points, int offset) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = offset; i < points.length; i += 2) {
        least = Math.min(least, points[i]);
        most = Math.max(most, points[i]);
      }
      double margin = most > least ? 0.12 * (most - least) : 1;
      return new Range(least - margin, most + margin);
    }

    double part(double value) {
      return (value - least) / (most - least);
    }

    double at(double part) {
      return least + part * (most - least);
    }

    /// The step between ticks: 1, 2 or 5 times a power of ten.
    double step() {
      double rough = (most - least) / TICKS;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double lead = rough / power;
      return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }
  }

  private static float[] gridPlaces(Range x, Range y) {
    float[] places = new float[2 * CELLS * CELLS];
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        int at = 2 * (row * CELLS + column);
        places[at] = (float) x.at((column + 0.5) / CELLS);
        places[at + 1] = (float) y.at(1 - (row + 0.5) / CELLS);
      }
    }
    return places;
  }

  private float[] predict(float[] places, int count) {
    float[] probabilities = classifier.probabilities(places, count);
    if (probabilities.length != count * classNames.size()) {
      throw new IllegalStateException(
          "DecisionMap: the classifier gave "
              + probabilities.length
              + " probabilities for "
              + count
              + " places and "
              + classNames.size()
              + " classes");
    }
    return probabilities;
  }

  private int winner(float[] probabilities, int row) {
    int classes = classNames.size();
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (probabilities[row * classes + c] > probabilities[row * classes + best]) {
        best = c;
      }
    }
    return best;
  }

  private void regions(Graphics2D g, float[] grid) {
    int classes = classNames.size();
    double size = (double) SIDE / CELLS;
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        int place = row * CELLS + column;
        int winner = winner(grid, place);
        double sure = (grid[place * classes + winner] - 1.0 / classes) / (1 - 1.0 / classes);
        g.setColor(Figure.mix(Color.WHITE, COLOURS.get(winner), 0.08 + 0.37 * sure));
        // A little larger than its place, so that no white lines remain between the cells.
        g.fill(
            new Rectangle2D.Double(
                LEFT + column * size, HEADER + row * size, size + 0.5, size + 0.5));
      }
    }
  }

  // Marching squares: the zero line of (this class - best other class) between four neighbours, by
  // linear interpolation, so that a straight border is drawn straight.
  private void borders(Graphics2D g, float[] grid) {
    g.setColor(Figure.INK);
    g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.clip(new Rectangle2D.Double(LEFT, HEADER, SIDE, SIDE));
    // Of two classes the borders are the same.
    int lines = classNames.size() == 2 ? 1 : classNames.size();
    for (int c = 0; c < lines; c++) {
      for (int row = 0; row + 1 < CELLS; row++) {
        for (int column = 0; column + 1 < CELLS; column++) {
          border(g, grid, c, row, column);
        }
      }
    }
    g.setClip(null);
  }

  private void border(Graphics2D g, float[] grid, int c, int row, int column) {
    double[] corners = new double[4];
    for (int k = 0; k < 4; k++) {
      // Around the square: top left, top right, bottom right, bottom left.
      corners[k] = lead(grid, (row + k / 2) * CELLS + column + (k == 1 || k == 2 ? 1 : 0), c);
    }
    double size = (double) SIDE / CELLS;
    double[] x = new double[4];
    double[] y = new double[4];
    int crossings = 0;
    for (int k = 0; k < 4; k++) {
      double from = corners[k];
      double to = corners[(k + 1) % 4];
      if (from > 0 != to > 0) {
        double part = from / (from - to);
        double across = k == 0 ? part : k == 1 ? 1 : k == 2 ? 1 - part : 0;
        double down = k == 0 ? 0 : k == 1 ? part : k == 2 ? 1 : 1 - part;
        x[crossings] = LEFT + (column + 0.5 + across) * size;
        y[crossings] = HEADER + (row + 0.5 + down) * size;
        crossings++;
      }
    }
    for (int k = 0; k + 1 < crossings; k += 2) {
      g.draw(new Line2D.Double(x[k], y[k], x[k + 1], y[k + 1]));
    }
  }

  // How far a class is ahead of the best other one.
  private double lead(float[] grid, int place, int c) {
    int classes = classNames.size();
    double other = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      other = k == c ? other : Math.max(other, grid[place * classes + k]);
    }
    return grid[place * classes + c] - other;
  }

  private void axes(Graphics2D g, Range x, Range y) {
    g.setStroke(Figure.HAIRLINE);
    g.setColor(Figure.LINE);
    g.draw(new Rectangle2D.Double(LEFT, HEADER, SIDE, SIDE));
    g.setFont(Figure.TEXT);
    g.setColor(Figure.FAINT_INK);
    double step = x.step();
    for (long k = (long) Math.ceil(x.least() / step); k * step <= x.most(); k++) {
      double at = LEFT + SIDE * x.part(k * step);
      g.draw(new Line2D.Double(at, HEADER + SIDE, at, HEADER + SIDE + 4));
      Figure.centred(g, number(k * step), at, HEADER + SIDE + 18);
    }
    step = y.step();
    for (long k = (long) Math.ceil(y.least() / step); k * step <= y.most(); k++) {
      double at = HEADER + SIDE * (1 - y.part(k * step));
      g.draw(new Line2D.Double(LEFT - 4, at, LEFT, at));
      Figure.rightAligned(g, number(k * step), LEFT - 8, at + 4);
    }
    g.setFont(Figure.BOLD);
    g.setColor(Figure.INK);
    Figure.centred(g, xName, LEFT + SIDE / 2.0, HEADER + SIDE + 40);
    AffineTransform before = g.getTransform();
    g.translate(Figure.MARGIN, HEADER + SIDE / 2.0);
    g.rotate(-Math.PI / 2);
    Figure.centred(g, yName, 0, 0);
    g.setTransform(before);
  }

  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    return rounded.abs().compareTo(new BigDecimal("1e-9")) < 0 ? "0" : rounded.toPlainString();
  }

  private double radius() {
    return labels.length <= 20 ? 7 : labels.length <= 300 ? 4.5 : 3;
  }

  private static void point(
      Graphics2D g, double x, double y, int label, boolean wrong, double radius) {
    g.setColor(COLOURS.get(label % COLOURS.size()));
    g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    g.setStroke(new BasicStroke(wrong ? 2f : 1.2f));
    g.setColor(wrong ? Color.BLACK : Color.WHITE);
    g.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  private void legend(Graphics2D g, boolean ringed) {
    int left = LEFT + SIDE + 24;
    int y = HEADER + 16;
    for (int c = 0; c < classNames.size(); c++) {
      point(g, left, y, c, false, 6);
      label(g, classNames.get(c), left, y);
      y += 22;
    }
    if (ringed) {
      g.setStroke(new BasicStroke(2f));
      g.setColor(Color.BLACK);
      g.draw(new Ellipse2D.Double(left - 6, y - 6, 12, 12));
      label(g, "wrong", left, y);
    }
  }

  private static void label(Graphics2D g, String text, int left, int y) {
    g.setFont(Figure.TEXT);
    g.setColor(Figure.INK);
    g.drawString(Figure.fit(g, text, LEGEND - 50), left + 14, y + 4);
  }
}
