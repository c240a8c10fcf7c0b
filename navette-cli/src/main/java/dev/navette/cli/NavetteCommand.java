// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.tensor.Navette;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `navette`.
@Command(
    name = "navette",
    header = "Deep learning in pure Java.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      PredictCommand.class,
      EvalCommand.class,
      CompareCommand.class,
      SummaryCommand.class,
      DatasetsCommand.class,
      InfoCommand.class,
      AccuracyCommand.class,
      BenchCommand.class
    },
    versionProvider = NavetteCommand.Version.class,
    footer = {
      "",
      "To begin:  navette train digits",
      "           navette predict runs/digits IMAGE",
      "",
      "Memory:    NAVETTE_JAVA_OPTS=-Xmx8g navette ..."
    })
final class NavetteCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "show this help")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "show the version")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "on errors, show where in the code they came from")
  private boolean debug;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Whether the user wants stack traces.
  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is needed: " + String.join(", ", spec.subcommands().keySet()));
  }

  /// Tells the version of Navette and of Java.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"navette " + Navette.version(), "Java " + Runtime.version()};
    }
  }
}
