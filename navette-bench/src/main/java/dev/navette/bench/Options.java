// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.data.NearestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the user asked for.
///
/// @param only the names or groups to run; empty for all
/// @param peers the libraries to compare with
/// @param threads the numbers of threads to run with
/// @param quick whether to measure briefly and so less exactly
/// @param report where to write JSON
/// @param chart where to draw the ratios
/// @param list whether to name the workloads instead of running them
/// @param help whether to explain instead of running
record Options(
    List<String> only,
    List<Peer> peers,
    List<Integer> threads,
    boolean quick,
    Optional<Path> report,
    Path chart,
    boolean list,
    boolean help) {
  static final String USAGE =
      """
      Usage: ./navette bench [--only NAME,...] [--peer NAME,...] [--threads N,...] [--quick]
                             [--report FILE] [--chart FILE] [--list]

      Runs Navette and other libraries in turns, and prints medians and ratios (above 1 Navette is faster).

        --only NAME,...   only these workloads or groups; --list names them
        --peer NAME,...   only against these: libtorch, openblas, onnxruntime
        --threads N,...   with so many threads (default: 1,2)
        --quick           brief: for a first look
        --report FILE     also write JSON
        --chart FILE      where to draw the ratios (default: navette-bench.png)
        --list            name the workloads
        --help            this text
      """;

  private static final List<String> TAKING_VALUES =
      List.of("--only", "--peer", "--threads", "--report", "--chart");
  private static final int MOST_THREADS = 256;

  Options {
    only = List.copyOf(only);
    peers = List.copyOf(peers);
    threads = List.copyOf(threads);
  }

  /// Reads the command line.
  ///
  /// @param known every name that `--only` takes
  /// @throws IllegalArgumentException saying what is wrong, if something is
  static Options parse(List<String> arguments, List<String> known) {
    List<String> only = List.of();
    List<Peer> peers = List.of(Peer.values());
    List<Integer> threads = List.of(1, 2);
    boolean quick = false;
    Optional<Path> report = Optional.empty();
    Path chart = Path.of("navette-bench.png");
    boolean list = false;
    boolean help = false;
    for (int i = 0; i < arguments.size(); i++) {
      String flag = arguments.get(i);
      int equals = flag.startsWith("--") ? flag.indexOf('=') : -1;
      String name = equals < 0 ? flag : flag.substring(0, equals);
      boolean takesValue = TAKING_VALUES.contains(name);
      String value = "";
      if (takesValue) {
        value =
            equals >= 0
                ? flag.substring(equals + 1)
                : i + 1 < arguments.size() ? arguments.get(++i) : "";
        if (value.isBlank() || equals < 0 && value.startsWith("--")) {
          throw new IllegalArgumentException(name + " needs a value, as in " + example(name));
        }
      } else if (equals >= 0) {
        throw new IllegalArgumentException(
            name + " takes no value; write it without " + flag.substring(equals));
      }
      switch (name) {
        case "--only" -> only = names(value, known);
        case "--peer" -> peers = peers(value);
        case "--threads" -> threads = counts(value);
        case "--report" -> report = Optional.of(writable(name, value));
        case "--chart" -> chart = writable(name, value);
        case "--quick" -> quick = true;
        case "--list" -> list = true;
        case "--help", "-h" -> help = true;
        default ->
            throw new IllegalArgumentException(
                "there is no option '" + flag + "'; --help lists them");
      }
    }
    return new Options(only, peers, threads, quick, report, chart, list, help);
  }

  private static String example(String name) {
    return switch (name) {
      case "--only" -> "--only mlp-step";
      case "--peer" -> "--peer libtorch";
      case "--threads" -> "--threads 1,2";
      case "--report" -> "--report bench.json";
      default -> "--chart bench.png";
    };
  }

  private static List<String> names(String value, List<String> known) {
    List<String> names = Stream.of(value.split(",", -1)).map(String::strip).toList();
    for (String name : names) {
      if (known.stream().noneMatch(k -> k.equals(name) || k.startsWith(name + "-"))) {
        throw new IllegalArgumentException(
            "no workload is called '"
                + name
                + "'; "
                + NearestName.of(name, known)
                    .map(near -> "did you mean '" + near + "'? ")
                    .orElse("")
                + "--list names them all");
      }
    }
    return names;
  }

  private static List<Peer> peers(String value) {
    List<Peer> peers = new ArrayList<>();
    for (String label : value.split(",", -1)) {
      peers.add(
          Stream.of(Peer.values())
              .filter(peer -> peer.label().equals(label.strip()))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "--peer takes libtorch, openblas or onnxruntime, not '" + label + "'")));
    }
    return peers;
  }

  private static List<Integer> counts(String value) {
    List<Integer> counts = new ArrayList<>();
    for (String count : value.split(",", -1)) {
      if (!count.strip().matches("[1-9][0-9]{0,2}")
          || Integer.parseInt(count.strip()) > MOST_THREADS) {
        throw new IllegalArgumentException(
            "--threads takes numbers from 1 to "
                + MOST_THREADS
                + " with commas between them, not '"
                + value
                + "'");
      }
      counts.add(Integer.parseInt(count.strip()));
    }
    return counts.stream().distinct().toList();
  }

  /// Refused before anything is measured: the answer would be lost minutes later.
  private static Path writable(String name, String value) {
    Path file = Path.of(value).toAbsolutePath().normalize();
    Path folder = file.getParent();
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          name + ": " + value + " is a directory; name a file in it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          name + ": the directory of " + value + " does not exist; create it");
    }
    return file;
  }
}
