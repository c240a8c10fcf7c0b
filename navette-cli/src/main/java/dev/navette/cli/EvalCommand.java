// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.figure.ConfusionCounts;
import dev.navette.cli.run.ConfusionText;
import dev.navette.cli.run.Findings;
import dev.navette.cli.run.Goal;
import dev.navette.cli.run.OutputFolder;
import dev.navette.cli.run.Report;
import dev.navette.cli.run.SavedModel;
import dev.navette.cli.run.Tested;
import dev.navette.cli.run.TextRows;
import dev.navette.cli.task.ImageSet;
import dev.navette.cli.task.TrainTask;
import dev.navette.data.CsvTable;
import dev.navette.data.Examples;
import dev.navette.data.MalformedFileException;
import dev.navette.data.TabularEncoder;
import dev.navette.datasets.Labelled;
import dev.navette.formats.ModelCard;
import dev.navette.formats.ModelFile;
import dev.navette.formats.Preprocessing;
import dev.navette.nn.Layer;
import dev.navette.tensor.Navette;
import dev.navette.text.Tokenizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `navette eval MODEL DATA`.
@Command(
    name = "eval",
    header = "Test a saved model on data with known answers.",
    description =
        "Prints what 'navette train' prints of its test. The rows the model was trained on flatter"
            + " it: give it others.")
final class EvalCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "the directory a training saved in, or one of the model's two files")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description =
          "a CSV file with the target's column for a model of tables; lines of a class, a tab and a"
              + " text for a model of texts; for a model of images "
              + ImageSet.DESCRIPTION
              + " (the test images, if the set has some of its own)")
  private String data = "";

  @Option(names = "--report", paramLabel = "FILE", description = "write what came out as JSON, too")
  private Optional<Path> report = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    long started = System.nanoTime();
    if (report.isPresent()) {
      OutputFolder.prepareFile("--report", report.get());
    }
    ModelFile.Loaded<Layer> loaded = SavedModel.load(model);
    ModelCard card = loaded.card();
    Known known = known(card);
    Tested tested =
        Tested.of(
            loaded.model(),
            card.preprocessing(),
            known.goal(),
            known.examples(),
            known.truths(),
            known.guess());
    Findings findings = Findings.of(tested, card.classNames());
    PrintWriter out = spec.commandLine().getOut();
    findings.lines().forEach(out::println);
    for (ConfusionCounts counts : findings.confusion()) {
      out.println();
      out.println(ConfusionText.table(counts, TrainTask.width()));
    }
    out.flush();
    if (report.isPresent()) {
      new Report(
              card.task(),
              card.seed(),
              findings.metrics(),
              0,
              (System.nanoTime() - started) / 1e9,
              loaded.model().parameterCount(),
              Navette.environment())
          .write(report.get());
    }
    return 0;
  }

  /// Rows with known answers.
  ///
  /// @param truths class numbers, or values in the units of the data
  private record Known(Goal goal, Examples examples, double[] truths) {
    /// The commonest class, or the mean.
    double guess() {
      return switch (goal) {
        case CLASSES ->
            Arrays.stream(truths)
                .boxed()
                .max(
                    java.util.Comparator.comparingLong(
                        c -> Arrays.stream(truths).filter(t -> t == c).count()))
                .orElse(Double.NaN);
        case VALUE -> Arrays.stream(truths).average().orElse(Double.NaN);
      };
    }
  }

  private Known known(ModelCard card) throws IOException {
    return switch (card.preprocessing()) {
      case Preprocessing.Table(TabularEncoder encoder) -> table(encoder);
      case Preprocessing.Pixels _, Preprocessing.Photo _ -> images(card);
      case Preprocessing.Text(List<Tokenizer> tokenizers) -> texts(card, tokenizers.getFirst());
      case Preprocessing.Plain() ->
          throw new IllegalArgumentException(
              "the model takes plain numbers, of which there are no data sets; try 'navette predict'");
      case Preprocessing.Series _, Preprocessing.Speech _ ->
          throw new IllegalArgumentException(
              "the model of the task '"
                  + card.task()
                  + "' takes sequences; its scores stand in the report of its training");
    };
  }

  // A file of lines: a class, a tab, a text.
  private Known texts(ModelCard card, Tokenizer tokenizer) throws IOException {
    List<String> texts = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(Path.of(data))) {
      number++;
      int tab = line.indexOf('\t');
      int label = tab < 0 ? -1 : card.classNames().indexOf(line.substring(0, tab));
      if (label < 0) {
        throw new MalformedFileException(
            data + ":" + number,
            "expected a class ("
                + String.join(", ", card.classNames())
                + "), a tab and a text, found '"
                + line
                + "'");
      }
      classes.add(label);
      texts.add(line.substring(tab + 1));
    }
    int[] labels = classes.stream().mapToInt(Integer::intValue).toArray();
    int length = card.inputShape().getFirst();
    Examples examples =
        Examples.classified(
            TextRows.features(tokenizer, texts, length), new int[] {length}, labels);
    return new Known(Goal.CLASSES, examples, Arrays.stream(labels).asDoubleStream().toArray());
  }

  private Known table(TabularEncoder encoder) throws IOException {
    CsvTable table = encoder.read(Path.of(data));
    int[] rows = IntStream.range(0, table.rows()).toArray();
    float[] features = encoder.features(table, rows);
    int[] shape = {encoder.width()};
    return switch (encoder.kind()) {
      case CLASSES -> {
        int[] labels = encoder.labels(table, rows);
        double[] truths = Arrays.stream(labels).asDoubleStream().toArray();
        yield new Known(Goal.CLASSES, Examples.classified(features, shape, labels), truths);
      }
      case VALUE, LOG_VALUE ->
          new Known(
              Goal.VALUE,
              Examples.valued(features, shape, encoder.values(table, rows), 1),
              table.numeric(encoder.target()).values());
    };
  }

  private Known images(ModelCard card) throws IOException {
    List<Integer> shape = card.inputShape(); // (C, H, W)
    ImageSet set = ImageSet.read(data, shape.getLast());
    Labelled images = set.test().orElse(set.train());
    if (!Arrays.stream(images.shape()).boxed().toList().equals(shape)
        || !images.classNames().equals(card.classNames())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has images of shape %s in the classes %s; the model takes %s in %s",
              set.title(),
              Arrays.toString(images.shape()),
              images.classNames(),
              shape,
              card.classNames()));
    }
    double[] truths = Arrays.stream(images.labels()).asDoubleStream().toArray();
    return new Known(Goal.CLASSES, images.examples(), truths);
  }
}
