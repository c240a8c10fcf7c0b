// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.formats.Safetensors;
import dev.navette.formats.SafetensorsEntry;
import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runner's own rules, on cases made here.
class GoldenRunnerTest {
  private static final List<Long> TWO = List.of(2L);

  @TempDir Path directory;

  private static Map<String, String> about(String op, String name, String dtype, String mode) {
    return Map.of(
        "family",
        "made",
        "op",
        op,
        "name",
        name,
        "dtype",
        dtype,
        "config",
        "{\"by\": 2}",
        "tol",
        "{\"mode\": \"" + mode + "\", \"rtol\": 1e-6, \"atol\": 0}",
        "bools",
        "[]");
  }

  private Path write(Map<String, SafetensorsEntry> tensors, Map<String, String> metadata)
      throws IOException {
    Path family = Files.createDirectories(directory.resolve("made"));
    Path file = family.resolve(metadata.get("name") + ".safetensors");
    Safetensors.write(file, tensors, metadata);
    return file;
  }

  private Optional<String> check(String mode, double[] x, double[] y) throws IOException {
    Map<String, SafetensorsEntry> tensors =
        Map.of(
            "input.x", SafetensorsEntry.ofDoubles(TWO, x),
            "expected.y", SafetensorsEntry.ofDoubles(TWO, y));
    Path file = write(tensors, about("same", "case", "F64", mode));
    return GoldenRunner.check(GoldenCase.read(file), a -> Map.of("y", a.x()));
  }

  @Test
  void toleranceIsByElementOrByNorm() throws IOException {
    double[] wanted = {1000, 1};
    assertEquals(Optional.empty(), check("elementwise", new double[] {1000.0005, 1}, wanted));
    assertEquals(
        Optional.of("y[1] is 1.0005, should be 1.0"),
        check("elementwise", new double[] {1000, 1.0005}, wanted));
    assertEquals(Optional.empty(), check("normwise", new double[] {1000, 1.0005}, wanted));
    assertEquals(
        Optional.of("y[1] is 1.5, should be 1.0"),
        check("normwise", new double[] {1000, 1.5}, wanted));
  }

  @Test
  void whatIsNotFiniteMeetsItself() throws IOException {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    assertEquals(
        Optional.empty(), check("normwise", new double[] {inf, nan}, new double[] {inf, nan}));
    assertEquals(
        Optional.of("y[0] is -Infinity, should be Infinity"),
        check("normwise", new double[] {-inf, 0}, new double[] {inf, 0}));
    assertEquals(
        Optional.of("y[1] is NaN, should be 1.0"),
        check("normwise", new double[] {inf, nan}, new double[] {inf, 1}));
    assertEquals(
        Optional.empty(), check("elementwise", new double[] {-0.0, 1}, new double[] {0, 1}));
  }

  @Test
  void f32MayMeetTheWiderReference() throws IOException {
    Map<String, SafetensorsEntry> tensors =
        Map.of(
            "input.x", SafetensorsEntry.ofFloats(TWO, 1, 2),
            "expected.y", SafetensorsEntry.ofFloats(TWO, 1, 99),
            "ref64.y", SafetensorsEntry.ofDoubles(TWO, 98, 2));
    Path file = write(tensors, about("same", "narrow", "F32", "elementwise"));
    assertEquals(
        Optional.empty(), GoldenRunner.check(GoldenCase.read(file), a -> Map.of("y", a.x())));
  }

  @Test
  void gradientsAreOfTheOutputsTimesTheirCotangents() throws IOException {
    Map<String, SafetensorsEntry> tensors =
        Map.of(
            "input.x", SafetensorsEntry.ofDoubles(TWO, 3, 4),
            "expected.y", SafetensorsEntry.ofDoubles(TWO, 9, 16),
            "cotangent.y", SafetensorsEntry.ofDoubles(TWO, 1, 10),
            "grad.input.x", SafetensorsEntry.ofDoubles(TWO, 6, 80));
    Path file = write(tensors, about("power", "power", "F64", "elementwise"));
    GoldenOp power = a -> Map.of("y", a.x().pow(a.number("by")));
    assertEquals(Optional.empty(), GoldenRunner.check(GoldenCase.read(file), power));
    GoldenOp wrong = a -> Map.of("y", a.x().mul(a.x().detach()));
    assertEquals(
        Optional.of("grad.input.x[0] is 3.0, should be 6.0"),
        GoldenRunner.check(GoldenCase.read(file), wrong));
  }

  @Test
  void whatIsMissingIsCountedAndSaid() throws IOException {
    Map<String, SafetensorsEntry> tensors =
        Map.of(
            "input.x", SafetensorsEntry.ofDoubles(TWO, 3, 4),
            "expected.y", SafetensorsEntry.ofDoubles(TWO, 3, 5));
    write(tensors, about("same", "a", "F64", "elementwise"));
    write(tensors, about("other", "b", "F64", "elementwise"));
    write(tensors, about("partly", "c", "F64", "elementwise"));
    write(tensors, about("failing", "d", "F64", "elementwise"));
    write(tensors, about("silent", "e", "F64", "elementwise"));
    Map<String, GoldenOp> ops =
        Map.of(
            "same", a -> Map.of("y", a.x().maximum(Tensor.of(new double[] {0, 5}, 2))),
            "partly",
                a -> {
                  throw new UnsupportedCaseException("by 2");
                },
            "failing", a -> Map.of("y", a.input("z")),
            "silent", a -> Map.of());
    GoldenReport report = new GoldenRunner(ops).run(directory, "made");
    assertEquals(
        """
        made: 1 agree, 2 differ, 2 not yet supported
          not yet supported: op other (1)
          not yet supported: op partly: by 2 (1)
          differs: made/d: threw java.lang.IllegalArgumentException: the case has no input.z, but\
         [input.x]
          differs: made/e: has no output y\
        """,
        report.toString());
  }
}
