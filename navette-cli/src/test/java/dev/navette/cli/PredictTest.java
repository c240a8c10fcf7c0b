// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.cli.run.Report;
import dev.navette.datasets.Datasets;
import dev.navette.datasets.Labelled;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PredictTest {
  @TempDir static Path directory;

  private static Path model() {
    return directory.resolve("digits");
  }

  @BeforeAll
  static void train() {
    Cli cli = Cli.run("train", "digits", "--quiet", "--epochs", "10", "--out", model().toString());
    assertEquals(0, cli.code(), cli.err());
  }

  // A digit as a picture: each pixel enlarged, dark on light or light on dark.
  private static Path picture(int row, int enlarged, boolean dark, String format)
      throws IOException {
    Labelled digits = Datasets.digits();
    BufferedImage image = new BufferedImage(8 * enlarged, 8 * enlarged, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        float ink = digits.features()[64 * row + 8 * (y / enlarged) + x / enlarged];
        int shade = Math.round(255 * (dark ? 1 - ink : ink));
        image.setRGB(x, y, shade << 16 | shade << 8 | shade);
      }
    }
    Path file = directory.resolve(row + "-" + enlarged + "-" + dark + "." + format);
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  @Test
  void digitsAreRead() throws IOException {
    Labelled digits = Datasets.digits();
    int right = 0;
    for (int row = 0; row < 50; row++) {
      Cli cli = Cli.run("predict", model().toString(), picture(row, 1, false, "png").toString());
      assertEquals(0, cli.code(), cli.err());
      right += cli.out().lines().findFirst().orElse("").equals("" + digits.labels()[row]) ? 1 : 0;
    }
    assertTrue(right >= 47, right + " of 50 are right");
  }

  @Test
  void sizeAndInkDoNotMatter() throws IOException {
    String plain = predicted(picture(3, 1, false, "png")).out();
    Cli large = predicted(picture(3, 10, true, "png"));
    assertEquals(plain.lines().findFirst(), large.out().lines().findFirst());
    assertTrue(large.err().contains("it was inverted"), large.err());
    assertTrue(large.err().contains("resized from 80 x 80 to 8 x 8"), large.err());
    Cli jpeg = predicted(picture(3, 10, false, "jpg"));
    assertEquals(plain.lines().findFirst(), jpeg.out().lines().findFirst());
  }

  private static Cli predicted(Path picture) {
    Cli cli = Cli.run("predict", model().toString(), picture.toString());
    assertEquals(0, cli.code(), cli.err());
    return cli;
  }

  @Test
  void jsonHasClassAndProbabilities() throws IOException {
    String file = picture(0, 1, false, "png").toString();
    Cli cli = Cli.run("predict", model().resolve("model.json").toString(), file, "--json");
    assertEquals(0, cli.code(), cli.err());
    JsonNode prediction = Report.JSON.readTree(cli.out()).path("predictions").path(0);
    assertEquals("0", prediction.path("class").asString());
    double sum = 0;
    for (int c = 0; c < 10; c++) {
      sum += prediction.path("probabilities").path("" + c).asDouble();
    }
    assertEquals(1, sum, 1e-5);
  }

  private static String refused(Path model, String input) {
    Cli cli = Cli.run("predict", model.toString(), input);
    assertTrue(cli.code() != 0, cli.out());
    assertEquals(1, cli.err().lines().count(), cli.err());
    return cli.err();
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    String image = picture(0, 1, false, "png").toString();
    assertTrue(refused(directory.resolve("none"), image).contains("there is no such model"));
    Path empty = Files.createDirectories(directory.resolve("empty"));
    assertTrue(refused(empty, image).contains("there is no model in this directory"));
    assertTrue(refused(model(), "none.png").contains("none.png"));
    Path text = Files.writeString(directory.resolve("text.png"), "no image");
    assertTrue(refused(model(), text.toString()).contains("expected an image"));
  }

  @Test
  void aModelThatDoesNotFitItselfIsRefused() throws IOException {
    String image = picture(0, 1, false, "png").toString();
    Path copy = Files.createDirectories(directory.resolve("copy"));
    Files.copy(model().resolve("model.safetensors"), copy.resolve("model.safetensors"));
    String card = Files.readString(model().resolve("model.json"));
    Path file = copy.resolve("model.json");
    Files.writeString(file, card.replace("\"mlp\"", "\"perceiver\""));
    assertTrue(refused(copy, image).contains("unknown kind of model 'perceiver'"));
    Files.writeString(file, card.replace("\"relu\"", "\"rely\""));
    assertTrue(refused(copy, image).contains("did you mean 'relu'"));
    Files.writeString(file, card.replace("[ 1, 8, 8 ]", "[ 1, 8, 9 ]"));
    assertTrue(refused(copy, image).contains("does not fit the model"));
    Files.writeString(file, card.substring(0, card.length() / 2));
    assertTrue(refused(copy, image).contains("model.json:"));
  }

  @Test
  void aModelOfNumbersTakesNumbers() {
    Path xor = directory.resolve("xor");
    assertEquals(0, Cli.run("train", "xor", "--quiet", "--out", xor.toString()).code());
    assertTrue(Cli.run("predict", xor.toString(), "0,1").out().startsWith("1\n"));
    assertTrue(Cli.run("predict", xor.toString(), "1,1").out().startsWith("0\n"));
    assertTrue(refused(xor, "1").contains("the model takes 2 numbers"));
    assertTrue(refused(xor, "1,b").contains("'b' is not a number"));
  }
}
