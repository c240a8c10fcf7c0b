// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.cli.run.Report;
import dev.navette.data.Image;
import dev.navette.data.ImageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The tasks with nets for images and tables, and the commands that look at what they leave.
class NetTasksTest {
  @TempDir Path directory;

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private static Cli succeed(String... arguments) {
    Cli cli = Cli.run(arguments);
    assertEquals(0, cli.code(), cli.err());
    return cli;
  }

  private static String fail(int code, String... arguments) {
    Cli cli = Cli.run(arguments);
    assertEquals(code, cli.code(), cli.err());
    assertEquals(1, cli.err().lines().count(), cli.err());
    return cli.err();
  }

  private JsonNode metrics(String run) throws IOException {
    Path report = directory.resolve(run).resolve("report.json");
    return Report.JSON.readTree(Files.readString(report)).path("metrics");
  }

  @Test
  void aConvolutionalNetReadsDigitsAndIsLookedAtAfterwards() throws IOException {
    Cli lenet =
        succeed("train", "lenet", "--data", "digits", "--epochs", "20", "--out", at("lenet"));
    assertTrue(lenet.out().contains("convolutions.0"), lenet.out());
    assertTrue(metrics("lenet").path("test_accuracy").asDouble() > 0.95, lenet.out());
    assertTrue(Files.isDirectory(directory.resolve("lenet").resolve("checkpoints")));

    Cli eval = succeed("eval", at("lenet"), "digits", "--report", at("eval.json"));
    assertTrue(eval.out().startsWith("test accuracy 9"), eval.out());
    JsonNode tested = Report.JSON.readTree(Files.readString(directory.resolve("eval.json")));
    assertTrue(tested.path("metrics").path("test_accuracy").asDouble() > 0.95, eval.out());

    Cli summary = succeed("summary", at("lenet"), "--batch", "4");
    assertTrue(summary.out().contains("(4, 16, 8, 8)"), summary.out());

    succeed(
        "train",
        "mobilenet",
        "--data",
        "digits",
        "--epochs",
        "1",
        "--quiet",
        "--out",
        at("mobile"));
    Cli compared = succeed("compare", at("lenet"), at("mobile"), "--out", at("both.png"));
    assertTrue(compared.out().contains("test_accuracy"), compared.out());
    assertNotNull(ImageIO.read(directory.resolve("both.png").toFile()));
  }

  @Test
  void aFolderOfImagesIsADataSet() throws IOException {
    Random random = new Random(5);
    for (String colour : new String[] {"blue", "red"}) {
      Path folder = Files.createDirectories(directory.resolve("colours").resolve(colour));
      for (int i = 0; i < 30; i++) {
        float[] pixels = new float[3 * 64];
        for (int p = 0; p < 64; p++) {
          pixels[(colour.equals("red") ? 0 : 128) + p] = 0.5f + random.nextFloat() / 2;
        }
        ImageFile.writePng(folder.resolve(i + ".png"), Image.colour(pixels, 8, 8));
      }
    }
    succeed(
        "train",
        "resnet",
        "--data",
        at("colours"),
        "--size",
        "8",
        "--epochs",
        "8",
        "--batch",
        "16",
        "--quiet",
        "--out",
        at("resnet"));
    assertTrue(metrics("resnet").path("test_accuracy").asDouble() > 0.8);
    assertTrue(metrics("resnet").has("roc_auc"));
    String image = directory.resolve("colours").resolve("red").resolve("3.png").toString();
    assertTrue(succeed("predict", at("resnet"), image).out().contains("red"));

    Files.createDirectories(directory.resolve("colours").resolve("void"));
    assertTrue(
        fail(1, "train", "resnet", "--data", at("colours"), "--out", at("r"))
            .contains("the class has no image"));
    Files.writeString(directory.resolve("colours").resolve("void").resolve("x.png"), "no image");
    assertTrue(
        fail(1, "train", "resnet", "--data", at("colours"), "--out", at("r")).contains("x.png"));
  }

  @Test
  void tumoursAreToldApart() throws IOException {
    Cli cli =
        succeed("train", "diagnose", "--epochs", "25", "--folds", "2", "--quiet", "--out", at("d"));
    assertTrue(cli.out().contains("ROC-AUC"), cli.out());
    assertTrue(metrics("d").path("roc_auc").asDouble() > 0.97, cli.out());
    assertTrue(metrics("d").path("test_accuracy").asDouble() > 0.92, cli.out());
  }

  @Test
  void pricesAreLearntOnALogarithmicScale() throws IOException {
    StringBuilder text = new StringBuilder("area,town,price\n");
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      int area = 20 + random.nextInt(200);
      boolean dear = random.nextBoolean();
      text.append(area).append(dear ? ",Oslo," : ",Bodo,");
      text.append(Math.round(area * (dear ? 90.0 : 30.0))).append(".5\n");
    }
    Path file = Files.writeString(directory.resolve("homes.csv"), text);
    succeed(
        "train",
        "tabular",
        "--data",
        file.toString(),
        "--target",
        "price",
        "--log",
        "--folds",
        "2",
        "--epochs",
        "60",
        "--quiet",
        "--out",
        at("t"));
    assertTrue(metrics("t").path("r2").asDouble() > 0.9, metrics("t").toString());
    Cli eval = succeed("eval", at("t"), file.toString());
    assertTrue(eval.out().contains("of the logarithm"), eval.out());
  }

  @Test
  void ratingsAreLearnt() throws IOException {
    StringBuilder text = new StringBuilder("userId,movieId,rating,timestamp\n");
    Random random = new Random(3);
    for (int user = 1; user <= 40; user++) {
      for (int movie = 1; movie <= 30; movie++) {
        if (random.nextDouble() < 0.8) {
          double rating = (user % 2 == movie % 2 ? 4.5 : 1.5) + (movie % 3 == 0 ? 0.5 : 0);
          text.append(user).append(',').append(movie).append(',').append(rating).append(",1\n");
        }
      }
    }
    Path file = Files.writeString(directory.resolve("ratings.csv"), text);
    succeed(
        "train",
        "recommend",
        "--data",
        file.toString(),
        "--factors",
        "4",
        "--epochs",
        "120",
        "--batch",
        "64",
        "--weight-decay",
        "0.01",
        "--quiet",
        "--out",
        at("rec"));
    JsonNode metrics = metrics("rec");
    assertTrue(metrics.path("rmse").asDouble() < 0.5, metrics.toString());
    assertTrue(metrics.path("baseline_rmse").asDouble() > 1, metrics.toString());
  }

  @Test
  void whatIsWrongIsNamed() {
    String out = at("x");
    assertTrue(
        fail(1, "train", "lenet", "--data", "digit", "--out", out)
            .contains("did you mean 'digits'"));
    assertTrue(
        fail(2, "train", "lenet", "--data", "digits", "--augment", "mirrors", "--out", out)
            .contains("did you mean 'mirror'"));
    assertTrue(
        fail(2, "train", "lenet", "--data", "digits", "--batch", "5000", "--out", out)
            .contains("--batch is 5000, but there are 1797 rows; use at most 1797"));
    assertTrue(
        fail(1, "train", "faces", "--data", at("none"), "--out", out).contains("lfw_subset"));
    assertTrue(
        fail(1, "train", "tabular", "--data", "amess", "--out", out)
            .contains("did you mean 'ames'"));
    assertTrue(fail(1, "compare", at("nothing")).contains("history.csv"));
    assertTrue(fail(2, "datasets", "iriss").contains("did you mean 'iris'"));
  }

  @Test
  void dataSetsHaveCards() {
    Cli cli = succeed("datasets");
    for (String word : new String[] {"iris", "MNIST", "licence", "source"}) {
      assertTrue(cli.out().contains(word), word);
    }
  }

  @Test
  void resumingWithoutACheckpointSaysSo() {
    Cli cli =
        Cli.run(
            "train",
            "diagnose",
            "--folds",
            "2",
            "--epochs",
            "1",
            "--resume",
            "--quiet",
            "--out",
            at("fresh"));
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.err().contains("there is no checkpoint in"), cli.err());
  }
}
