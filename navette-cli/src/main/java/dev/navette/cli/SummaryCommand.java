// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.run.SavedModel;
import dev.navette.cli.run.TrainOptions;
import dev.navette.formats.ModelCard;
import dev.navette.formats.ModelFile;
import dev.navette.inspect.Summary;
import dev.navette.nn.Layer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `navette summary MODEL`.
@Command(
    name = "summary",
    header = "Show the layers of a saved model: shapes, parameters, arithmetic, memory.",
    description = "Nothing is computed; the numbers follow from the shapes.")
final class SummaryCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "the directory a training saved in, or one of the model's two files")
  private Path model = Path.of("");

  @Option(names = "--batch", paramLabel = "N", description = "rows at once; default 1")
  private int batch = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    TrainOptions.atLeastOne("--batch", batch);
    ModelFile.Loaded<Layer> loaded = SavedModel.load(model);
    ModelCard card = loaded.card();
    int[] shape =
        IntStream.concat(
                IntStream.of(batch), card.inputShape().stream().mapToInt(Integer::intValue))
            .toArray();
    PrintWriter out = spec.commandLine().getOut();
    out.println(card.kind() + " " + card.architecture() + ", trained for " + card.task());
    out.println();
    out.println(Summary.of(loaded.model(), shape));
    out.flush();
    return 0;
  }
}
