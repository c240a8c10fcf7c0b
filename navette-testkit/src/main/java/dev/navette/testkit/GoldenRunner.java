// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.formats.SafetensorsEntry;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs reference data: the outputs of each case, and the gradients of the sum of its outputs times
/// their cotangents.
///
/// An element is right if it is within `atol + rtol * |expected|` (or, for cases whose tolerance is
/// by norm, the largest finite |expected| of the tensor). NaN must meet NaN and an infinity the
/// same infinity; 0 and -0 are equal; integers and truth values must be equal. A result of f32
/// operands may instead meet the f64 reference rounded to f32.
public final class GoldenRunner {
  private final Map<String, GoldenOp> ops;

  /// @param ops the functions by the operation's name in the reference data
  public GoldenRunner(Map<String, GoldenOp> ops) {
    this.ops = Map.copyOf(ops);
  }

  /// Runs every case in the folder `family` of `directory`.
  ///
  /// @throws IOException if the folder or a file cannot be read
  public GoldenReport run(Path directory, String family) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(directory.resolve(family))) {
      files = list.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList();
    }
    GoldenReport report = new GoldenReport(family);
    for (Path file : files) {
      GoldenCase golden = GoldenCase.read(file);
      GoldenOp op = ops.get(golden.op());
      if (op == null) {
        report.unsupported(golden, "op " + golden.op());
        continue;
      }
      try {
        report.ran(golden, check(golden, op));
      } catch (UnsupportedCaseException e) {
        report.unsupported(golden, "op " + golden.op() + ": " + e.getMessage());
      }
    }
    return report;
  }

  /// The first thing that is wrong, in words; empty if the case agrees.
  ///
  /// @throws UnsupportedCaseException if `op` cannot do what the case asks for
  public static Optional<String> check(GoldenCase golden, GoldenOp op) {
    GoldenArguments arguments = golden.arguments();
    try {
      Map<String, Tensor> outputs = op.apply(arguments);
      List<Difference> wanted = new ArrayList<>();
      golden
          .stored("expected.")
          .forEach((name, e) -> wanted.add(new Difference(name, e, outputs.get(name), golden)));
      wanted.addAll(gradients(golden, arguments, outputs));
      Navette.eval(
          wanted.stream().flatMap(d -> Stream.ofNullable(d.actual())).toArray(Tensor[]::new));
      return wanted.stream().flatMap(d -> d.find().stream()).findFirst();
    } catch (UnsupportedCaseException e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of("threw " + e);
    }
  }

  private static List<Difference> gradients(
      GoldenCase golden, GoldenArguments arguments, Map<String, Tensor> outputs) {
    Map<String, SafetensorsEntry> stored = golden.stored("grad.");
    if (stored.isEmpty()) {
      return List.of();
    }
    Map<String, Tensor> cotangents = golden.tensors("cotangent.");
    List<Tensor> terms = new ArrayList<>();
    cotangents.forEach((name, cotangent) -> {
      Tensor output = outputs.get(name);
      if (output != null) {
        terms.add(output.mul(cotangent).sum());
      }
    });
    Tensor loss = terms.stream().reduce(Tensor::add).orElseThrow();
    List<String> names = List.copyOf(stored.keySet());
    List<Tensor> gradients =
        Grad.of(loss, names.stream().map(arguments::tensor).toArray(Tensor[]::new));
    List<Difference> wanted = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      SafetensorsEntry expected = java.util.Objects.requireNonNull(stored.get(name));
      wanted.add(new Difference("grad." + name, expected, gradients.get(i), golden));
    }
    return wanted;
  }
}
