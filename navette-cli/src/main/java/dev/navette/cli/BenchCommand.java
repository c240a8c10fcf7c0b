// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `navette bench`, of which this jar has only the name: the launcher starts the module that does
/// it, for that one depends on the libraries that Navette is compared with.
@Command(
    name = "bench",
    header = "Compare the speed with other libraries (from a checkout: ./navette bench).",
    description = "Runs Navette and its peers in turns. ./navette bench --help lists the options.")
final class BenchCommand implements Runnable {
  @Unmatched
  @SuppressWarnings("UnusedVariable") // picocli fills it
  private List<String> arguments = List.of();

  @Override
  public void run() {
    throw new IllegalArgumentException(
        "bench needs the libraries that Navette is compared with, which this jar does not carry;"
            + " run ./navette bench in a checkout of Navette, on Linux");
  }
}
