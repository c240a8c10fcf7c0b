// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.run.CleanStop;
import dev.navette.cli.task.TrainTask;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/// The `navette` command.
public final class Main {
  private static final String THREADS = "--threads";

  private Main() {}

  /// Runs the command and ends the process.
  ///
  /// @param arguments as the user wrote them
  public static void main(String[] arguments) {
    LauncherErrors.adopt();
    System.setProperty("java.awt.headless", "true");
    // Before the first tensor, which starts the threads.
    threads(List.of(arguments));
    CleanStop.install(System.err);
    int code = execute(writer(System.out), writer(System.err), arguments);
    System.exit(code);
  }

  /// Runs the command.
  ///
  /// @param out where results go
  /// @param err where errors go
  /// @param arguments as the user wrote them
  /// @return the exit code: 0, 1 if something failed, 2 if the arguments are wrong
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    NavetteCommand top = new NavetteCommand();
    CommandLine line =
        new CommandLine(top)
            .setOut(out)
            .setErr(err)
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(ErrorLine::usage)
            .setExecutionExceptionHandler(
                (e, command, parsed) -> ErrorLine.failure(e, command.getErr(), top.debug()));
    line.getSubcommands().values().stream()
        .flatMap(command -> command.getSubcommands().values().stream())
        .forEach(Main::tellDefaults);
    try {
      return line.execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError e) {
      return ErrorLine.failure(e, err, top.debug());
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private static void tellDefaults(CommandLine command) {
    if (command.getCommand() instanceof TrainTask task) {
      command
          .getCommandSpec()
          .usageMessage()
          .footer("", "Where no option says otherwise: " + task.usual() + ".");
    }
  }

  private static void threads(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String value =
          argument.startsWith(THREADS + "=")
              ? argument.substring(THREADS.length() + 1)
              : argument.equals(THREADS) && i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      // What is no number is refused when the arguments are parsed.
      if (value.matches("[1-9][0-9]{0,3}")) {
        System.setProperty("navette.threads", value);
      }
    }
  }
}
