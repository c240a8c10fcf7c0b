// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.task.AddingTask;
import dev.navette.cli.task.CsvTask;
import dev.navette.cli.task.DiagnoseTask;
import dev.navette.cli.task.DigitsTask;
import dev.navette.cli.task.FacesTask;
import dev.navette.cli.task.MnistTask;
import dev.navette.cli.task.NamesTask;
import dev.navette.cli.task.NetTask;
import dev.navette.cli.task.PerceptronTask;
import dev.navette.cli.task.RecommendTask;
import dev.navette.cli.task.TabularTask;
import dev.navette.cli.task.XorTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `navette train TASK`.
@Command(
    name = "train",
    header = "Train a network and save it.",
    description = "'navette train TASK --help' lists the options of a task.",
    commandListHeading = "%nTasks:%n",
    synopsisSubcommandLabel = "TASK",
    subcommands = {
      DigitsTask.class,
      MnistTask.Digits.class,
      MnistTask.Fashion.class,
      XorTask.class,
      PerceptronTask.class,
      CsvTask.class,
      NetTask.LeNetTask.class,
      NetTask.VggTask.class,
      NetTask.ResNetTask.class,
      NetTask.MobileNetTask.class,
      FacesTask.class,
      TabularTask.class,
      DiagnoseTask.class,
      RecommendTask.class,
      AddingTask.class,
      NamesTask.class
    })
final class TrainCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "train needs a task: " + String.join(", ", spec.subcommands().keySet()));
  }
}
