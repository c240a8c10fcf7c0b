// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.datasets.Catalog;
import dev.navette.datasets.DatasetCard;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `navette datasets`.
@Command(
    name = "datasets",
    header = "Show the data sets: source, size, licence, balance, and how to get them.",
    description = "Without NAME, all of them.")
final class DatasetsCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "a data set")
  private Optional<String> name = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<DatasetCard> cards = name.isPresent() ? List.of(Catalog.card(name.get())) : Catalog.all();
    PrintWriter out = spec.commandLine().getOut();
    for (DatasetCard card : cards) {
      out.println(card);
      out.println();
    }
    out.flush();
    return 0;
  }
}
