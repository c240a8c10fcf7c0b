// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.tensor.Environment;
import dev.navette.tensor.Navette;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `navette info`.
@Command(
    name = "info",
    header = "Show what Navette runs on, and what to fix.",
    description = "Java, vectors, threads, memory and backend of this machine.")
final class InfoCommand implements Callable<Integer> {
  private static final double GIB = 1 << 30;

  @Option(names = "--threads", paramLabel = "N", description = "as if so many threads computed")
  private int threads;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Environment environment = Navette.environment();
    PrintWriter out = spec.commandLine().getOut();
    Runtime runtime = Runtime.getRuntime();
    out.println("navette   " + environment.version());
    out.println(
        "java      "
            + environment.jdk()
            + " ("
            + System.getProperty("java.vendor", "unknown")
            + "), "
            + System.getProperty("java.home", ""));
    out.println(
        "system    "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + runtime.availableProcessors()
            + " processors");
    out.println("backend   " + Navette.describe());
    out.println(
        String.format(Locale.ROOT, "heap      at most %.1f GiB", runtime.maxMemory() / GIB));
    List<String> fixes = fixes(environment, runtime);
    if (fixes.isEmpty()) {
      out.println("to fix    nothing");
    }
    fixes.forEach(fix -> out.println("to fix    " + fix));
    out.flush();
    return 0;
  }

  private List<String> fixes(Environment environment, Runtime runtime) {
    List<String> fixes = new ArrayList<>();
    if (environment.vectorBits() == 0) {
      fixes.add(
          "no vectors: start Java with --add-modules jdk.incubator.vector (./navette does so)");
    }
    if (threads == 0 && environment.threads() < runtime.availableProcessors()) {
      fixes.add(
          environment.threads()
              + " of "
              + runtime.availableProcessors()
              + " processors are used; --threads N sets how many");
    }
    if (runtime.maxMemory() < GIB) {
      fixes.add("little memory: raise the heap, for example NAVETTE_JAVA_OPTS=-Xmx4g");
    }
    return fixes;
  }
}
