// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.data.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// The ratios as bars on a logarithmic scale: to the right of 1 Navette is faster. A line through
/// the end of a bar is the middle half of the rounds.
final class Chart {
  static {
    System.setProperty("java.awt.headless", "true");
  }

  private static final int SCALE = 2;
  private static final int WIDTH = 860;
  private static final int LEFT = 250;
  private static final int RIGHT = 70;
  private static final int TOP = 74;
  private static final int ROW = 22;
  private static final int BAR = 14;
  private static final Color INK = new Color(0x24292F);
  private static final Color FAINT = new Color(0x6B7280);
  private static final Color GRID = new Color(0xE8EBEF);
  private static final Color FASTER = new Color(0x0B6BB5);
  private static final Color SLOWER = new Color(0xD9541A);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);

  private final List<Measurement> rows;
  private final int lowest;
  private final int highest;

  private Chart(List<Measurement> rows) {
    this.rows = rows;
    double low = rows.stream().mapToDouble(Measurement::ratioLow).min().orElse(1);
    double high = rows.stream().mapToDouble(Measurement::ratioHigh).max().orElse(1);
    this.lowest = Math.min(-1, (int) Math.floor(log2(low)));
    this.highest = Math.max(1, (int) Math.ceil(log2(high)));
  }

  /// Draws what was measured into a PNG file, replaced in one step; of the matrix products only
  /// their mean, where there is one.
  ///
  /// @throws IOException if it cannot be saved, or this system cannot draw text
  static void save(List<Measurement> measured, Path file) throws IOException {
    boolean mean = measured.stream().anyMatch(m -> m.name().equals(MatmulWorkloads.GEOMEAN));
    Chart chart = new Chart(measured.stream().filter(m -> !mean || !isProduct(m)).toList());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    if (!ImageIO.write(chart.draw(), "png", png)) {
      throw new IOException("cannot write PNG images: this Java has no PNG encoder");
    }
    AtomicFile.writeBytes(file, png.toByteArray());
  }

  private static boolean isProduct(Measurement m) {
    return m.name().matches("matmul-[0-9].*");
  }

  private BufferedImage draw() throws IOException {
    int height = TOP + rows.size() * ROW + 20;
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    try {
      Graphics2D g = image.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
      g.scale(SCALE, SCALE);
      heading(g, height);
      for (int i = 0; i < rows.size(); i++) {
        row(g, rows.get(i), TOP + i * ROW);
      }
      g.dispose();
    } catch (LinkageError | InternalError e) {
      // A minimal system (a container) has no fonts, and the platform fails in this way.
      throw new IOException(
          "cannot draw the chart: this system has no font that Java can use; install fontconfig"
              + " and a font such as DejaVu",
          e);
    }
    return image;
  }

  private void heading(Graphics2D g, int height) {
    g.setColor(INK);
    g.setFont(TITLE);
    g.drawString("How many times faster Navette is", 20, 28);
    g.setFont(TEXT);
    for (int power = lowest; power <= highest; power++) {
      int x = x(Math.scalb(1.0, power));
      g.setColor(power == 0 ? INK : GRID);
      g.drawLine(x, TOP - 6, x, height - 14);
      g.setColor(FAINT);
      centred(g, number(Math.scalb(1.0, power)), x, TOP - 12);
    }
  }

  private void row(Graphics2D g, Measurement m, int top) {
    int one = x(1);
    int end = x(m.ratio());
    int y = top + (ROW - BAR) / 2;
    g.setColor(m.ratio() >= 1 ? FASTER : SLOWER);
    g.fillRect(Math.min(one, end), y, Math.max(1, Math.abs(end - one)), BAR);
    g.setColor(INK);
    g.setStroke(new BasicStroke(1));
    int middle = y + BAR / 2;
    g.drawLine(x(m.ratioLow()), middle, x(m.ratioHigh()), middle);
    String threads = m.threads() == 1 ? "1 thread" : m.threads() + " threads";
    String peer = m.peer().equals(Peer.LIBTORCH.label()) ? "" : " / " + m.peer();
    String label = m.name() + peer + ", " + threads;
    g.drawString(label, LEFT - 14 - g.getFontMetrics().stringWidth(label), y + BAR - 2);
    g.drawString(
        number(m.ratio()), Math.max(x(m.ratioHigh()), Math.max(end, one)) + 6, y + BAR - 2);
  }

  private int x(double ratio) {
    double part = (log2(ratio) - lowest) / (highest - lowest);
    return (int) Math.round(LEFT + part * (WIDTH - LEFT - RIGHT));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static String number(double ratio) {
    return ratio >= 9.95
        ? String.format(Locale.ROOT, "%.0f", ratio)
        : String.format(Locale.ROOT, "%.2f", ratio).replaceAll("\\.?0+$", "");
  }

  private static void centred(Graphics2D g, String text, int x, int y) {
    g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2, y);
  }
}
