// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.figure.Figure;
import dev.navette.cli.figure.LearningCurves;
import dev.navette.cli.figure.RunCurves;
import dev.navette.cli.run.Findings;
import dev.navette.cli.run.OutputFolder;
import dev.navette.cli.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `navette compare RUN RUN`.
@Command(
    name = "compare",
    header = "Compare trainings: their curves in one picture, and a table.",
    description = "Each RUN is a directory that 'navette train' wrote to, such as runs/digits.")
final class CompareCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "RUN", description = "directories of trainings")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the picture goes; default compare.png")
  private Path out = Path.of("compare.png");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (runs.size() > RunCurves.MOST) {
      throw new IllegalArgumentException(
          runs.size() + " runs are too many for one picture; name at most " + RunCurves.MOST);
    }
    OutputFolder.prepareFile("--out", out);
    List<RunFolder> folders = new ArrayList<>();
    for (Path run : runs) {
      folders.add(RunFolder.read(run));
    }
    PrintWriter text = spec.commandLine().getOut();
    table(folders).forEach(text::println);
    boolean metric =
        folders.stream()
            .flatMap(f -> f.epochs().stream())
            .anyMatch(e -> Double.isFinite(e.trainMetric()));
    List<RunCurves.Run> curves =
        folders.stream().map(f -> new RunCurves.Run(f.directory().toString(), f.epochs())).toList();
    String title = folders.size() + (folders.size() == 1 ? " training" : " trainings");
    Figure.save(out, new RunCurves(title, metric ? "accuracy" : "", curves).draw());
    text.println();
    text.println("saved: " + out);
    text.flush();
    return 0;
  }

  private static List<String> table(List<RunFolder> folders) {
    Set<String> names = new LinkedHashSet<>();
    folders.forEach(
        f -> f.metrics().keySet().stream().filter(CompareCommand::shown).forEach(names::add));
    List<List<String>> rows = new ArrayList<>();
    List<String> head =
        new ArrayList<>(List.of("run", "epochs", "parameters", "seconds", "best valid loss"));
    head.addAll(names);
    rows.add(head);
    for (RunFolder f : folders) {
      List<String> row = new ArrayList<>();
      row.add(f.directory().toString());
      row.add(Integer.toString(f.epochs().size()));
      row.add(String.format(Locale.ROOT, "%,d", f.parameters()));
      row.add(String.format(Locale.ROOT, "%.1f", f.seconds()));
      row.add(
          number(
              f.epochs().stream()
                  .mapToDouble(LearningCurves.Epoch::validationLoss)
                  .filter(Double::isFinite)
                  .min()
                  .orElse(Double.NaN)));
      names.forEach(name -> row.add(metric(name, f.metrics().getOrDefault(name, Double.NaN))));
      rows.add(row);
    }
    return columns(rows);
  }

  private static boolean shown(String metric) {
    return !metric.endsWith("_loss") && !metric.equals("folds");
  }

  private static String metric(String name, double value) {
    return name.endsWith("accuracy") && Double.isFinite(value)
        ? Findings.percent(value)
        : number(value);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  // The first column to the left, numbers to the right.
  private static List<String> columns(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        int column = c;
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        String padding = " ".repeat(width - row.get(c).length());
        line.append(c == 0 ? row.get(c) + padding : "  " + padding + row.get(c));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
