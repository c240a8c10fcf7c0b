// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.cli.run.Report;
import dev.navette.data.IdxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrainTest {
  @TempDir Path directory;

  private Path at(String name) {
    return directory.resolve(name);
  }

  private static Cli succeed(String... arguments) {
    Cli cli = Cli.run(arguments);
    assertEquals(0, cli.code(), cli.err());
    return cli;
  }

  private static Cli fail(int code, String... arguments) {
    Cli cli = Cli.run(arguments);
    assertEquals(code, cli.code(), cli.err());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertTrue(cli.err().startsWith("error: "), cli.err());
    return cli;
  }

  private static JsonNode report(Path file) throws IOException {
    return Report.JSON.readTree(Files.readString(file));
  }

  private static Set<String> keys(JsonNode node) {
    return new TreeSet<>(node.propertyNames());
  }

  private static void assertPicture(Path file) throws IOException {
    assertNotNull(ImageIO.read(file.toFile()), file + " is no picture");
  }

  @Test
  void digitsReachMoreThan95PercentInFewEpochs() throws IOException {
    Cli cli =
        succeed(
            "train",
            "digits",
            "--quiet",
            "--epochs",
            "15",
            "--seed",
            "1",
            "--out",
            at("digits").toString(),
            "--report",
            at("report.json").toString());
    assertTrue(cli.out().startsWith("test accuracy 9"), cli.out());
    assertEquals(1, cli.out().lines().count(), cli.out());
    JsonNode report = report(at("report.json"));
    assertEquals(
        Set.of("task", "seed", "metrics", "seconds", "parameters", "environment"), keys(report));
    assertEquals("digits", report.path("task").asString());
    assertEquals(1, report.path("seed").asInt());
    assertTrue(report.path("metrics").path("test_accuracy").asDouble() > 0.95, report.toString());
    assertTrue(report.path("metrics").path("test_loss").asDouble() < 0.3, report.toString());
    assertEquals(Set.of("train", "total"), keys(report.path("seconds")));
    assertEquals(
        64 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10, report.path("parameters").asInt());
    assertEquals(
        Set.of("jdk", "vector_bits", "threads", "backend", "version"),
        keys(report.path("environment")));
    assertEquals("jvm", report.path("environment").path("backend").asString());
    assertPicture(at("digits").resolve("confusion.png"));
    assertPicture(at("digits").resolve("learning-curves.png"));
  }

  @Test
  void theSameSeedGivesTheSameModel() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      succeed(
          "train",
          "digits",
          "--quiet",
          "--epochs",
          "1",
          "--hidden",
          "16",
          "--seed",
          name.equals("c") ? "4" : "3",
          "--out",
          at(name).toString());
    }
    byte[] first = Files.readAllBytes(at("a").resolve("model.safetensors"));
    assertArrayEquals(first, Files.readAllBytes(at("b").resolve("model.safetensors")));
    assertFalse(
        java.util.Arrays.equals(first, Files.readAllBytes(at("c").resolve("model.safetensors"))));
  }

  @Test
  void foldsTestEveryRowOnce() throws IOException {
    Cli cli =
        succeed(
            "train",
            "digits",
            "--quiet",
            "--epochs",
            "3",
            "--folds",
            "3",
            "--out",
            at("folds").toString(),
            "--report",
            at("report.json").toString());
    assertTrue(cli.out().startsWith("mean test accuracy of 3 folds 9"), cli.out());
    assertTrue(cli.out().contains(" of 1,797)"), cli.out());
    assertEquals(3, report(at("report.json")).path("metrics").path("folds").asInt());
  }

  @Test
  void xorIsLearnt() throws IOException {
    Cli cli =
        succeed(
            "train",
            "xor",
            "--quiet",
            "--out",
            at("xor").toString(),
            "--report",
            at("report.json").toString());
    assertTrue(cli.out().startsWith("XOR is learnt: 4 of 4 cases right"), cli.out());
    assertEquals(1.0, report(at("report.json")).path("metrics").path("test_accuracy").asDouble());
    assertPicture(at("xor").resolve("decision-map.png"));
  }

  @Test
  void xorIsNotLearntWithoutAHiddenLayer() {
    Cli cli = succeed("train", "xor", "--quiet", "--hidden", "0", "--out", at("linear").toString());
    assertTrue(cli.out().startsWith("XOR is not learnt"), cli.out());
  }

  @Test
  void thePerceptronFailsAtXorAndSaysSo() throws IOException {
    Cli cli =
        succeed(
            "train",
            "perceptron",
            "--out",
            at("p").toString(),
            "--report",
            at("report.json").toString());
    assertTrue(cli.out().contains("AND  converged"), cli.out());
    assertTrue(cli.out().contains("OR   converged"), cli.out());
    assertTrue(cli.out().contains("NOT  converged"), cli.out());
    assertTrue(cli.out().contains("XOR  not linearly separable"), cli.out());
    JsonNode metrics = report(at("report.json")).path("metrics");
    assertEquals(1, metrics.path("and_converged").asInt());
    assertEquals(0, metrics.path("xor_converged").asInt());
    for (String name : List.of("and", "or", "not", "xor")) {
      assertPicture(at("p").resolve(name + ".png"));
    }
  }

  @Test
  void thePerceptronSaysWhatItIgnores() {
    Cli cli = succeed("train", "perceptron", "--hidden", "8", "--out", at("p").toString());
    assertTrue(cli.err().contains("ignored: --hidden"), cli.err());
  }

  private Path table(String name, boolean classes) throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("size,colour,answer\n");
    for (int row = 0; row < 200; row++) {
      double size = random.nextDouble() * 10;
      boolean red = random.nextBoolean();
      double value = 3 * size + (red ? 20 : 0);
      text.append(size).append(red ? ",red," : ",blue,");
      text.append(classes ? value > 25 ? "large" : "small" : Double.toString(value)).append('\n');
    }
    Path file = at(name);
    Files.writeString(file, text);
    return file;
  }

  @Test
  void tablesWithClassesAreClassified() throws IOException {
    Path file = table("classes.csv", true);
    Cli cli =
        succeed(
            "train",
            "csv",
            file.toString(),
            "--target",
            "answer",
            "--epochs",
            "60",
            "--out",
            at("csv").toString(),
            "--report",
            at("report.json").toString());
    assertTrue(
        cli.out().contains("classification of 'answer', which holds text, 2 classes"), cli.out());
    assertTrue(cli.out().contains("the commonest class alone"), cli.out());
    JsonNode metrics = report(at("report.json")).path("metrics");
    assertTrue(metrics.path("test_accuracy").asDouble() >= 0.9, metrics.toString());
    assertTrue(metrics.path("baseline_accuracy").asDouble() < 0.75, metrics.toString());

    Cli predicted = succeed("predict", at("csv").toString(), "size=9.5,colour=red");
    assertTrue(predicted.out().startsWith("large"), predicted.out());
    Cli rows = succeed("predict", at("csv").toString(), file.toString());
    assertEquals(201, rows.out().lines().count());
    Cli unseen = succeed("predict", at("csv").toString(), "size=1,colour=green");
    assertTrue(unseen.err().contains("not seen in training"), unseen.err());
    Cli wrong = fail(2, "predict", at("csv").toString(), "sise=1,colour=red");
    assertTrue(wrong.err().contains("did you mean 'size'"), wrong.err());
    Cli text = fail(2, "predict", at("csv").toString(), "size=big,colour=red");
    assertTrue(text.err().contains("size: 'big' is not a number"), text.err());
  }

  @Test
  void tablesWithNumbersAreRegressed() throws IOException {
    Path file = table("values.csv", false);
    Cli cli =
        succeed(
            "train",
            "csv",
            file.toString(),
            "--target",
            "answer",
            "--epochs",
            "80",
            "--out",
            at("csv").toString(),
            "--report",
            at("report.json").toString());
    assertTrue(cli.out().contains("regression of 'answer', which holds numbers"), cli.out());
    assertTrue(cli.out().contains("the mean alone: RMSE"), cli.out());
    JsonNode metrics = report(at("report.json")).path("metrics");
    assertTrue(metrics.path("test_r2").asDouble() > 0.9, metrics.toString());
    assertTrue(
        metrics.path("test_rmse").asDouble() < metrics.path("baseline_rmse").asDouble() / 2,
        metrics.toString());
    Cli predicted = succeed("predict", at("csv").toString(), "size=5,colour=red", "--json");
    double value =
        Report.JSON.readTree(predicted.out()).path("predictions").path(0).path("value").asDouble();
    assertEquals(35, value, 5);
  }

  @Test
  void tablesExplainWhatIsWrong() throws IOException {
    Path file = table("t.csv", true);
    Cli column = fail(2, "train", "csv", file.toString(), "--target", "anser");
    assertTrue(
        column.err().contains("unknown column 'anser'; did you mean 'answer'?"), column.err());
    Cli missing = fail(1, "train", "csv", at("none.csv").toString(), "--target", "a");
    assertTrue(missing.err().contains("none.csv"), missing.err());
    Files.writeString(at("ragged.csv"), "a,b\n1,2\n3\n");
    Cli ragged = fail(1, "train", "csv", at("ragged.csv").toString(), "--target", "a");
    assertTrue(ragged.err().contains("ragged.csv:3"), ragged.err());
    Files.writeString(at("short.csv"), "a,b\n1,2\n3,4\n");
    Cli few = fail(2, "train", "csv", at("short.csv").toString(), "--target", "a");
    assertTrue(few.err().contains("2 rows are too few"), few.err());
  }

  @Test
  void mnistSaysHowToGetTheData() {
    Cli cli =
        fail(1, "train", "mnist", "--data", at("nowhere").toString(), "--out", at("m").toString());
    assertTrue(cli.err().contains("the directory does not exist"), cli.err());
    assertTrue(cli.err().contains("get MNIST from"), cli.err());
  }

  @Test
  void mnistReadsTheFourFiles() throws IOException {
    mnist(400, 100);
    Cli cli =
        succeed(
            "train",
            "mnist",
            "--data",
            directory.toString(),
            "--epochs",
            "3",
            "--hidden",
            "16",
            "--out",
            at("m").toString(),
            "--quiet");
    assertTrue(cli.out().contains("of 100)"), cli.out());
    Path images = at("train-images-idx3-ubyte");
    Files.write(images, java.util.Arrays.copyOf(Files.readAllBytes(images), 5000));
    Cli torn =
        fail(1, "train", "mnist", "--data", directory.toString(), "--out", at("m").toString());
    assertTrue(
        torn.err().contains("train-images-idx3-ubyte: byte 5000: the file is truncated"),
        torn.err());
  }

  // Noise with a bright row that tells the class.
  private void mnist(int train, int test) throws IOException {
    Random random = new Random(3);
    for (String part : List.of("train", "t10k")) {
      int rows = part.equals("train") ? train : test;
      byte[] pixels = new byte[rows * 784];
      byte[] labels = new byte[rows];
      random.nextBytes(pixels);
      for (int row = 0; row < rows; row++) {
        labels[row] = (byte) random.nextInt(10);
        java.util.Arrays.fill(
            pixels, row * 784 + 56 * labels[row], row * 784 + 56 * labels[row] + 56, (byte) 255);
      }
      IdxFile.ofBytes(new int[] {rows, 28, 28}, pixels).write(at(part + "-images-idx3-ubyte"));
      IdxFile.ofBytes(new int[] {rows}, labels).write(at(part + "-labels-idx1-ubyte"));
    }
  }

  @Test
  void aDivergingTrainingSaysSoAndSavesNothing() {
    Cli cli =
        fail(
            1,
            "train",
            "digits",
            "--quiet",
            "--optimizer",
            "sgd",
            "--lr",
            "1e5",
            "--out",
            at("nan").toString());
    assertTrue(cli.err().contains("the loss became"), cli.err());
    assertTrue(cli.err().contains("smaller learning rate"), cli.err());
    assertFalse(Files.exists(at("nan").resolve("model.json")));
  }

  @Test
  void placesThatCannotBeWrittenToAreRefusedBeforeTraining() throws IOException {
    Files.writeString(at("file"), "");
    Cli out = fail(1, "train", "digits", "--out", at("file").resolve("sub").toString());
    assertTrue(out.err().contains("--out"), out.err());
    assertTrue(out.err().contains("name a directory"), out.err());
    Cli report =
        fail(1, "train", "digits", "--out", at("x").toString(), "--report", directory.toString());
    assertTrue(report.err().contains("is a directory; name a file in it"), report.err());
  }
}
