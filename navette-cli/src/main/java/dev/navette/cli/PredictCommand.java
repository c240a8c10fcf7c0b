// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.run.Findings;
import dev.navette.cli.run.Outputs;
import dev.navette.cli.run.Report;
import dev.navette.cli.run.SavedModel;
import dev.navette.formats.ModelCard;
import dev.navette.formats.ModelFile;
import dev.navette.formats.Preprocessing;
import dev.navette.nn.Layer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `navette predict MODEL INPUT`.
@Command(
    name = "predict",
    header = "Predict with a saved model.",
    description =
        "Prints the class and the probability of each class, or the value, of every input.")
final class PredictCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "the directory a training saved in, or one of the model's two files")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "INPUT",
      description =
          "an image (PNG, JPEG, GIF or BMP) for a model of images; a CSV file or a row such as"
              + " age=31,sex=male for a model of tables; a text for a model of texts; numbers such as 0,1 for others")
  private String input = "";

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Option(names = "--threads", paramLabel = "N", description = "how many threads compute")
  private int threads;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (threads < 0) {
      throw new IllegalArgumentException("--threads is " + threads + "; use 1 or more");
    }
    ModelFile.Loaded<Layer> loaded = SavedModel.load(model);
    ModelCard card = loaded.card();
    ModelInput rows = ModelInput.read(card, input);
    PrintWriter err = spec.commandLine().getErr();
    rows.notes().forEach(note -> err.println("note: " + note));
    err.flush();
    Outputs outputs =
        Outputs.of(
            loaded.model(),
            rows.features(),
            card.inputShape().stream().mapToInt(Integer::intValue).toArray());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(asJson(card, outputs));
    } else if (card.classNames().isEmpty()) {
      printValues(out, card, outputs);
    } else {
      printClasses(out, card, outputs);
    }
    out.flush();
    return 0;
  }

  private String asJson(ModelCard card, Outputs outputs) {
    ObjectNode root = Report.JSON.createObjectNode();
    root.put("model", model.toString());
    root.put("task", card.task());
    root.put("input", input);
    ArrayNode list = root.putArray("predictions");
    List<String> names = card.classNames();
    float[] probabilities = names.isEmpty() ? new float[0] : outputs.probabilities();
    int[] classes = outputs.classes();
    for (int row = 0; row < outputs.rows(); row++) {
      ObjectNode node = list.addObject();
      if (names.isEmpty()) {
        node.put("value", value(card, outputs, row));
      } else {
        node.put("class", names.get(classes[row]));
        ObjectNode each = node.putObject("probabilities");
        for (int c = 0; c < names.size(); c++) {
          each.put(names.get(c), probabilities[row * names.size() + c]);
        }
      }
    }
    return Report.JSON.writeValueAsString(root);
  }

  private static double value(ModelCard card, Outputs outputs, int row) {
    double value = outputs.values()[row];
    return card.preprocessing() instanceof Preprocessing.Table table
        ? table.encoder().toTargetUnits(value)
        : value;
  }

  private static void printValues(PrintWriter out, ModelCard card, Outputs outputs) {
    for (int row = 0; row < outputs.rows(); row++) {
      String value = Findings.number(value(card, outputs, row));
      out.println(outputs.rows() == 1 ? value : "row " + (row + 1) + "  " + value);
    }
  }

  private static void printClasses(PrintWriter out, ModelCard card, Outputs outputs) {
    List<String> names = card.classNames();
    float[] probabilities = outputs.probabilities();
    int[] classes = outputs.classes();
    int width = names.stream().mapToInt(String::length).max().orElse(1);
    if (outputs.rows() == 1) {
      out.println(names.get(classes[0]));
      IntStream.range(0, names.size())
          .boxed()
          .sorted(Comparator.comparingDouble(c -> -probabilities[c]))
          .forEach(c -> out.println(line(names.get(c), width, probabilities[c])));
      return;
    }
    int digits = Integer.toString(outputs.rows()).length();
    StringBuilder head =
        new StringBuilder(
            "row" + " ".repeat(Math.max(0, digits - 3)) + "  " + padded("class", width));
    names.forEach(name -> head.append("  ").append(right(name, 6)));
    out.println(head);
    for (int row = 0; row < outputs.rows(); row++) {
      StringBuilder line = new StringBuilder(right(Integer.toString(row + 1), Math.max(3, digits)));
      line.append("  ").append(padded(names.get(classes[row]), width));
      for (int c = 0; c < names.size(); c++) {
        line.append("  ")
            .append(
                right(
                    String.format(Locale.ROOT, "%.3f", probabilities[row * names.size() + c]),
                    Math.max(6, names.get(c).length())));
      }
      out.println(line);
    }
  }

  private static String line(String name, int width, float probability) {
    int bar = Math.round(30 * probability);
    return String.format(
            Locale.ROOT,
            "  %s  %6.2f%%  %s",
            padded(name, width),
            100 * probability,
            "#".repeat(bar))
        .stripTrailing();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
