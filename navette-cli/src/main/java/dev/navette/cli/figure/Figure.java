// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import dev.navette.data.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// What all figures share: the look, and the way to a PNG file. Draws without a display. One unit
/// is two pixels, so that a figure stays sharp on fine screens.
public final class Figure {
  static {
    System.setProperty("java.awt.headless", "true");
  }

  public static final Color INK = new Color(0x24292F);
  public static final Color FAINT_INK = new Color(0x6B7280);
  public static final Color LINE = new Color(0xD0D7DE);
  public static final Color GRID = new Color(0xE8EBEF);
  public static final Color BLUE = new Color(0x0B6BB5);
  public static final Color ORANGE = new Color(0xD9541A);
  public static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  public static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
  public static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  public static final BasicStroke HAIRLINE = new BasicStroke(1);
  public static final int MARGIN = 20;

  private static final int SCALE = 2;

  private Figure() {}

  /// Draws in units from the top left.
  @FunctionalInterface
  public interface Painter {
    void paint(Graphics2D g);
  }

  /// Draws a figure of the given size in units on white.
  ///
  /// @throws IOException if this system cannot draw text
  public static BufferedImage draw(int width, int height, Painter painter) throws IOException {
    BufferedImage image =
        new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    try {
      Graphics2D g = image.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
      g.scale(SCALE, SCALE);
      painter.paint(g);
      g.dispose();
    } catch (LinkageError | InternalError e) {
      // A minimal system (a container) has no fonts, and the platform fails in this way.
      throw new IOException(
          "cannot draw figures: this system has no font that Java can use; install fontconfig and"
              + " a font such as DejaVu",
          e);
    }
    return image;
  }

  /// Saves a figure as PNG in one step.
  public static void save(Path file, BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    if (!ImageIO.write(image, "png", png)) {
      throw new IOException("cannot write PNG images: this Java has no PNG encoder");
    }
    AtomicFile.writeBytes(file, png.toByteArray());
  }

  /// Writes the title, and below it a smaller line, at the top left.
  public static void title(Graphics2D g, String title, String subtitle, int width) {
    g.setColor(INK);
    g.setFont(TITLE);
    g.drawString(fit(g, title, width - 2 * MARGIN), MARGIN, 30);
    g.setColor(FAINT_INK);
    g.setFont(TEXT);
    g.drawString(fit(g, subtitle, width - 2 * MARGIN), MARGIN, 49);
  }

  /// Writes a text with its middle at `x`, its base line at `y`.
  public static void centred(Graphics2D g, String text, double x, double y) {
    FontMetrics metrics = g.getFontMetrics();
    g.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), (float) y);
  }

  /// Writes a text with its end at `x`, its base line at `y`.
  public static void rightAligned(Graphics2D g, String text, double x, double y) {
    g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text)), (float) y);
  }

  /// The text, cut with an ellipsis if it is wider than `width`.
  public static String fit(Graphics2D g, String text, int width) {
    FontMetrics metrics = g.getFontMetrics();
    String shown = text;
    while (metrics.stringWidth(shown) > width && shown.length() > 2) {
      shown = shown.substring(0, shown.length() - 2) + "\u2026";
    }
    return shown;
  }

  /// A colour between two, `part` 0 giving the first.
  public static Color mix(Color from, Color to, double part) {
    return new Color(
        blend(from.getRed(), to.getRed(), part),
        blend(from.getGreen(), to.getGreen(), part),
        blend(from.getBlue(), to.getBlue(), part));
  }

  private static int blend(int from, int to, double part) {
    return (int) Math.round(from + (to - from) * Math.clamp(part, 0.0, 1.0));
  }
}
