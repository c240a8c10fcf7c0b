// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.cli.run.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SequenceTasksTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void aShortAddingProblemIsSolved() throws IOException {
    Path out = directory.resolve("adding");
    Cli cli =
        Cli.run(
            "train",
            "adding",
            "--length",
            "8",
            "--model",
            "gru",
            "--hidden",
            "32",
            "--lr",
            "0.01",
            "--epochs",
            "2",
            "--quiet",
            "--out",
            out.toString());
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("the adding problem is solved"), cli.out());
    JsonNode metrics =
        Report.JSON.readTree(Files.readString(out.resolve("report.json"))).path("metrics");
    assertTrue(metrics.path("test_mse").asDouble(1) < 0.01, cli.out());
    assertEquals(0, Cli.run("summary", out.toString()).code());
  }

  @Test
  void namesTellTheirLanguageAfterAFewLetters() throws IOException {
    Path out = directory.resolve("names");
    Cli cli =
        Cli.run(
            "train",
            "names",
            "--model",
            "gru",
            "--hidden",
            "24",
            "--lr",
            "0.005",
            "--epochs",
            "1",
            "--batch",
            "256",
            "--quiet",
            "--out",
            out.toString());
    assertEquals(0, cli.code(), cli.err());
    JsonNode metrics =
        Report.JSON.readTree(Files.readString(out.resolve("report.json"))).path("metrics");
    double gain =
        metrics.path("test_accuracy").asDouble() - metrics.path("baseline_accuracy").asDouble();
    assertTrue(gain > 0.1, cli.out());

    Cli greek = Cli.run("predict", out.toString(), "Παπαδόπουλος");
    assertTrue(greek.out().startsWith("el"), greek.out());
    Path lines = Files.writeString(directory.resolve("names.tsv"), "el\tΠαπαδόπουλος\n");
    Cli eval = Cli.run("eval", out.toString(), lines.toString());
    assertTrue(eval.out().startsWith("test accuracy 100.00% (1 of 1)"), eval.out() + eval.err());
    Files.writeString(lines, "el\tΠαπαδόπουλος\nxx\tFoo\n");
    Cli wrong = Cli.run("eval", out.toString(), lines.toString());
    assertEquals(1, wrong.code());
    assertTrue(wrong.err().contains("names.tsv:2"), wrong.err());
  }
}
