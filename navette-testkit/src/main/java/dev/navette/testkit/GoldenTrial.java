// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.formats.SafetensorsEntry;
import dev.navette.ir.DType;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// One way of running a case: a backend and a dtype.
///
/// @param backend its name
/// @param dtype of the floats
/// @param narrowed whether these are f64 operands rounded to f32
record GoldenTrial(String backend, DType dtype, boolean narrowed) {
  /// What f64 reference data allows a computation in f32.
  private static final double NARROW_RTOL = 1e-4;

  private static final double NARROW_ATOL = 1e-6;

  /// What came of a trial.
  ///
  /// @param failure what is wrong, in words
  /// @param worst the largest error in the unit of the relative tolerance
  record Outcome(Optional<String> failure, double worst) {}

  /// Both backends in the dtype of the case, and the fast one in f32 where that has a meaning.
  static List<GoldenTrial> of(GoldenCase golden) {
    DType own = golden.isF32() ? DType.F32 : DType.F64;
    List<GoldenTrial> trials = new ArrayList<>();
    trials.add(new GoldenTrial("jvm", own, false));
    trials.add(new GoldenTrial("reference", own, false));
    if (!golden.isF32() && !golden.is("extreme") && !golden.is("no_fd")) {
      trials.add(new GoldenTrial("jvm", DType.F32, true));
    }
    return trials;
  }

  /// Runs a case.
  ///
  /// @throws IOException naming the file, if it cannot be read or is no safetensors file
  /// @throws UnsupportedCaseException if `op` cannot do what the case asks for
  Outcome run(GoldenCase golden, GoldenOp op) throws IOException {
    GoldenFile file = GoldenFile.read(golden, dtype);
    Outcome[] outcome = new Outcome[1];
    Navette.on(backend, () -> outcome[0] = check(golden, op, file));
    return Objects.requireNonNull(outcome[0]);
  }

  private Outcome check(GoldenCase golden, GoldenOp op, GoldenFile file) {
    GoldenArguments arguments = file.arguments(golden);
    try {
      Map<String, Tensor> outputs = op.apply(arguments);
      List<Difference> wanted = new ArrayList<>();
      file.stored("expected.").forEach((name, e) -> wanted.add(difference(name, e, outputs)));
      wanted.addAll(gradients(file, arguments, outputs));
      if (!arguments.unread().isEmpty()) {
        return failed("the operation does not look at " + arguments.unread());
      }
      Navette.eval(
          wanted.stream().flatMap(d -> Stream.ofNullable(d.actual())).toArray(Tensor[]::new));
      return compare(golden, op, file, arguments, wanted);
    } catch (UnsupportedCaseException e) {
      throw e;
    } catch (RuntimeException e) {
      return failed("threw " + e);
    }
  }

  private Outcome failed(String why) {
    return new Outcome(Optional.of(this + ": " + why), Double.POSITIVE_INFINITY);
  }

  private static Difference difference(
      String name, SafetensorsEntry expected, Map<String, Tensor> outputs) {
    return new Difference(name, expected, outputs.get(name));
  }

  private static List<Difference> gradients(
      GoldenFile file, GoldenArguments arguments, Map<String, Tensor> outputs) {
    Map<String, SafetensorsEntry> stored = file.stored("grad.");
    if (stored.isEmpty()) {
      return List.of();
    }
    List<Tensor> terms = new ArrayList<>();
    file.tensors("cotangent.")
        .forEach((name, cotangent) -> {
          Tensor output = outputs.get(name);
          if (output != null) {
            terms.add(output.mul(cotangent).sum());
          }
        });
    Tensor loss =
        terms.stream()
            .reduce(Tensor::add)
            .orElseThrow(() -> new IllegalStateException("no output has a cotangent"));
    List<String> names = List.copyOf(stored.keySet());
    List<Tensor> gradients =
        Grad.of(loss, names.stream().map(arguments::tensor).toArray(Tensor[]::new));
    List<Difference> wanted = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      SafetensorsEntry expected = Objects.requireNonNull(stored.get(name));
      wanted.add(new Difference("grad." + name, expected, gradients.get(i)));
    }
    return wanted;
  }

  private Outcome compare(
      GoldenCase golden,
      GoldenOp op,
      GoldenFile file,
      GoldenArguments arguments,
      List<Difference> wanted) {
    double worst = 0;
    for (Difference d : wanted) {
      GoldenTolerance tolerance = GoldenConventions.tolerance(golden, d.name());
      if (narrowed) {
        tolerance = tolerance.atLeast(NARROW_RTOL, NARROW_ATOL);
      }
      GoldenOp.Uncertainty own = op.uncertainty(arguments, d.name());
      tolerance = tolerance.atLeast(own.relative(), own.absolute());
      SafetensorsEntry wide = golden.isF32() ? file.stored("ref64.").get(d.name()) : null;
      Difference.Found found =
          d.find(tolerance, wide, GoldenConventions.corners(golden, arguments, d));
      if (found.failure().isPresent()) {
        return failed(found.failure().get());
      }
      worst = Math.max(worst, found.worst());
    }
    return new Outcome(Optional.empty(), worst);
  }

  /// Such as `jvm f32`.
  @Override
  public String toString() {
    return backend + " " + dtype;
  }
}
