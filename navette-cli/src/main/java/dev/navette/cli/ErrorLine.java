// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.run.OutOfMemoryException;
import dev.navette.data.NearestName;
import dev.navette.train.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What a user sees when something goes wrong: one line that says what and what to do, and the
/// stack trace with `--debug`.
final class ErrorLine {
  private ErrorLine() {}

  /// Shows a mistake in the arguments.
  ///
  /// @return the exit code, 2
  static int usage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "error: "
            + usageText(e)
            + " ('"
            + command.getCommandSpec().qualifiedName()
            + " --help' shows"
            + " what there is)");
    if (List.of(arguments).contains("--debug")) {
      e.printStackTrace(err);
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static String usageText(ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String given = unmatched.getUnmatched().getFirst();
      if (given.startsWith("-")) {
        List<String> options = new ArrayList<>(spec.optionsMap().keySet());
        options.removeIf(name -> !name.startsWith("--"));
        return NearestName.message("option", given.replaceFirst("=.*", ""), options);
      }
      if (!spec.subcommands().isEmpty()) {
        String what = spec.name().equals("train") ? "task" : "command";
        return NearestName.message(what, given, spec.subcommands().keySet());
      }
      return "'" + given + "' is one argument too many";
    }
    String message = String.valueOf(e.getMessage());
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  /// Shows what went wrong while a command ran.
  ///
  /// @return the exit code, 1, or 2 for a wrong argument
  static int failure(Throwable thrown, PrintWriter err, boolean debug) {
    Throwable e = thrown instanceof OutOfMemoryError m ? OutOfMemoryException.otherwise(m) : thrown;
    // The progress bar may have left half a line.
    err.println("error: " + text(e));
    if (debug) {
      e.printStackTrace(err);
    }
    err.flush();
    return e instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static String text(Throwable e) {
    return switch (e) {
      case NoSuchFileException f when isBare(f) -> f.getFile() + ": there is no such file";
      case AccessDeniedException f -> f.getFile() + ": no permission to read or write it";
      case FileSystemException f when f.getReason() != null && f.getFile() != null ->
          f.getFile() + ": " + f.getReason();
      case UncheckedIOException f -> said(f);
      case IOException f -> said(f);
      case DivergedException f -> said(f);
      case OutOfMemoryException f -> said(f);
      case IllegalArgumentException f -> said(f);
      default ->
          "this should not happen: "
              + e
              + "; please report it with what --debug shows and 'navette info'";
    };
  }

  private static boolean isBare(FileSystemException e) {
    return e.getReason() == null
        && String.valueOf(e.getMessage()).equals(e.getFile())
        && !String.valueOf(e.getFile()).contains(": ");
  }

  private static String said(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
