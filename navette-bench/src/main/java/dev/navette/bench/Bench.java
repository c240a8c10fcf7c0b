// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.optim.Adam;
import dev.navette.optim.Sgd;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.global.torch;

/// `Bench [--only NAME] [--threads 1,2] [--quick]`: Navette and libtorch in turns.
///
/// Prints, for each workload and number of threads, the medians of both sides, the ratio (above 1
/// Navette is faster) with the spread of its middle half, and the fastest round of each side.
public final class Bench {
  private Bench() {}

  /// Runs the parent, which starts one child process for each number of threads.
  public static void main(String[] arguments) throws Exception {
    List<String> args = List.of(arguments);
    if (args.contains("--child")) {
      child(args);
      return;
    }
    String threads = option(args, "--threads", "1,2");
    if (!args.contains("--only") || option(args, "--only", "").equals("overheads")) {
      run(args, "overheads", Runtime.getRuntime().availableProcessors());
    }
    if (!args.contains("--only") || option(args, "--only", "").equals("cold-start")) {
      run(args, "cold-start", Runtime.getRuntime().availableProcessors());
    }
    for (String count : threads.split(",", -1)) {
      run(args, option(args, "--only", "all"), Integer.parseInt(count.strip()));
    }
  }

  private static String option(List<String> args, String name, String otherwise) {
    int at = args.indexOf(name);
    return at >= 0 && at + 1 < args.size() ? args.get(at + 1) : otherwise;
  }

  /// Starts a child with the environment in which libtorch was measured to be fastest.
  private static void run(List<String> args, String only, int threads) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx4g",
            "-Dnavette.threads=" + threads,
            "-cp",
            System.getProperty("java.class.path"),
            Bench.class.getName(),
            "--child",
            "--only",
            only));
    if (args.contains("--quick")) {
      command.add("--quick");
    }
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> environment = builder.environment();
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    environment.put("OPENBLAS_THREAD_TIMEOUT", "4");
    environment.put("GOMP_SPINCOUNT", "1000");
    environment.put("MALLOC_TOP_PAD_", "268435456");
    environment.put("MALLOC_MMAP_THRESHOLD_", "1073741824");
    if (hasAvx512()) {
      // Its OpenBLAS does not know newer CPUs and would fall back to a slow kernel.
      environment.put("OPENBLAS_CORETYPE", "SKYLAKEX");
    }
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("the measuring process ended with code " + code);
    }
  }

  private static boolean hasAvx512() {
    try {
      return java.nio.file.Files.readString(java.nio.file.Path.of("/proc/cpuinfo"))
          .contains("avx512f");
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static void child(List<String> args) {
    String only = option(args, "--only", "all");
    switch (only) {
      case "overheads" -> Overheads.print();
      case "cold-start" -> ColdStart.print();
      default -> compare(args, only);
    }
  }

  private static void compare(List<String> args, String only) {
    int threads = Integer.getInteger("navette.threads", 1);
    torch.set_num_threads(threads);
    double seconds = args.contains("--quick") ? 0.5 : 2;
    Map<String, Supplier<Workload>> workloads = new java.util.LinkedHashMap<>();
    int[] mlp = {784, 512, 256, 10};
    workloads.put("mlp-step", () -> mlp("mlp-step", mlp, 128, true));
    workloads.put("mlp-infer-128", () -> mlp("mlp-infer-128", mlp, 128, false));
    workloads.put("mlp-infer-1", () -> mlp("mlp-infer-1", mlp, 1, false));
    workloads.put(
        "xor-step",
        () ->
            new Dense(
                "xor-step",
                new int[] {2, 8, 1},
                4,
                true,
                false,
                (net, _) -> new Sgd(net, 0.1),
                parameters -> new org.bytedeco.pytorch.SGD(parameters, new SGDOptions(0.1))));
    if (!only.equals("all") && !workloads.containsKey(only)) {
      System.err.println("no workload is called " + only + "; there are " + workloads.keySet());
      System.exit(2);
    }
    System.out.printf(
        Locale.ROOT,
        "%-14s %7s %12s %12s %7s  %-13s %-23s %s%n",
        "workload",
        "threads",
        "navette ms",
        "libtorch ms",
        "ratio",
        "middle half",
        "best round: ms, ratio",
        "GFLOP/s");
    workloads.forEach((name, make) -> {
      if (only.equals("all") || only.equals(name)) {
        print(make.get(), threads, seconds);
      }
    });
    System.exit(0); // the peer's threads would keep the process alive
  }

  private static Dense mlp(String name, int[] sizes, int batch, boolean train) {
    return new Dense(
        name,
        sizes,
        batch,
        train,
        true,
        (net, _) -> new Adam(net, 1e-3),
        parameters -> new org.bytedeco.pytorch.Adam(parameters, new AdamOptions(1e-3)));
  }

  private static void print(Workload w, int threads, double seconds) {
    double[] ours = new double[3];
    double[] peer = new double[3];
    for (int i = 0; i < 3; i++) {
      ours[i] = w.ours();
      peer[i] = w.peer();
    }
    for (int i = 0; i < 3; i++) {
      if (Math.abs(ours[i] - peer[i]) > 1e-3 * Math.max(1, Math.abs(peer[i]))) {
        throw new IllegalStateException(
            w.name()
                + ": the two sides do not compute the same: "
                + Arrays.toString(ours)
                + " and "
                + Arrays.toString(peer));
      }
    }
    Turns.Result r = Turns.time(w::ours, w::peer, seconds);
    System.out.printf(
        Locale.ROOT,
        "%-14s %7d %12.4f %12.4f %7.2f  %5.2f - %5.2f %8.4f %8.4f %5.2f %s%n",
        w.name(),
        threads,
        r.ours(),
        r.peer(),
        r.ratio(),
        r.low(),
        r.high(),
        r.bestOurs(),
        r.bestPeer(),
        r.bestPeer() / r.bestOurs(),
        w.flops() < 1e6 ? "" : String.format(Locale.ROOT, "%7.1f", w.flops() / r.ours() / 1e6));
  }
}
