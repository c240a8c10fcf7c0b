// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static dev.navette.testkit.GoldenFixture.two;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.formats.SafetensorsEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runner's own rules, on cases made here.
class GoldenRunnerTest {
  private static final GoldenOp SAME = a -> Map.of("y", a.x().mul(a.number("by")).div(2));

  @TempDir Path directory;
  private GoldenFixture golden;

  @BeforeEach
  void start() {
    golden = new GoldenFixture(directory);
  }

  private String run(String mode, double[] x, double[] y) throws IOException {
    GoldenFixture one = new GoldenFixture(directory);
    one.add(
        "same",
        "case",
        "F64",
        mode,
        "{\"by\": 2}",
        "[\"extreme\"]",
        Map.of("input.x", two(x), "expected.y", two(y)));
    return one.run(Map.of("same", SAME)).failures().getOrDefault("made/case", "");
  }

  @Test
  void toleranceIsByElementOrByNorm() throws IOException {
    double[] wanted = {1000, 1};
    assertEquals("", run("elementwise", new double[] {1000.0005, 1}, wanted));
    assertEquals(
        "jvm f64: y[1] is 1.0005, should be 1.0",
        run("elementwise", new double[] {1000, 1.0005}, wanted));
    assertEquals("", run("normwise", new double[] {1000, 1.0005}, wanted));
    assertEquals(
        "jvm f64: y[1] is 1.5, should be 1.0", run("normwise", new double[] {1000, 1.5}, wanted));
  }

  @Test
  void whatIsNotFiniteMeetsItself() throws IOException {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    assertEquals("", run("normwise", new double[] {inf, nan}, new double[] {inf, nan}));
    assertEquals(
        "jvm f64: y[0] is -Infinity, should be Infinity",
        run("normwise", new double[] {-inf, 0}, new double[] {inf, 0}));
    assertEquals(
        "jvm f64: y[1] is NaN, should be 1.0",
        run("normwise", new double[] {inf, nan}, new double[] {inf, 1}));
    assertEquals("", run("elementwise", new double[] {-0.0, 1}, new double[] {0, 1}));
  }

  @Test
  void f32MayMeetTheWiderReference() throws IOException {
    List<Long> two = List.of(2L);
    golden.add(
        "same",
        "narrow",
        "F32",
        "elementwise",
        "{\"by\": 2}",
        "[]",
        Map.of(
            "input.x", SafetensorsEntry.ofFloats(two, 1, 2),
            "expected.y", SafetensorsEntry.ofFloats(two, 1, 99),
            "ref64.y", two(98, 2)));
    assertEquals(Map.of(), golden.run(Map.of("same", SAME)).failures());
  }

  @Test
  void gradientsAreOfTheOutputsTimesTheirCotangents() throws IOException {
    golden.add(
        "power",
        "power",
        Map.of(
            "input.x", two(3, 4),
            "expected.y", two(9, 16),
            "cotangent.y", two(1, 10),
            "grad.input.x", two(6, 80)));
    GoldenOp power = a -> Map.of("y", a.x().pow(a.number("by")));
    assertEquals(Map.of(), golden.run(Map.of("power", power)).failures());
    GoldenOp wrong = a -> Map.of("y", a.x().mul(a.x().detach()).mul(a.number("by")).div(2));
    assertEquals(
        Map.of("made/power", "jvm f64: grad.input.x[0] is 3.0, should be 6.0"),
        golden.run(Map.of("power", wrong)).failures());
  }

  @Test
  void f64CasesRunInF32AsWellUnlessTheyAreExtreme() throws IOException {
    // 1 + 1e-9 is 1 in f32.
    Map<String, SafetensorsEntry> tensors =
        Map.of("input.x", two(1 + 1e-9, 1), "expected.y", two(2, 0));
    GoldenOp excess = a -> Map.of("y", a.x().sub(1).mul(a.number("by") * 1e9));
    for (String tag : List.of("\"extreme\"", "\"no_fd\"", "")) {
      GoldenFixture one = new GoldenFixture(directory);
      one.add("excess", "excess", "F64", "elementwise", "{\"by\": 2}", "[" + tag + "]", tensors);
      Map<String, String> wanted =
          tag.isEmpty() ? Map.of("made/excess", "jvm f32: y[0] is 0.0, should be 2.0") : Map.of();
      assertEquals(wanted, one.run(Map.of("excess", excess)).failures(), tag);
    }
  }

  @Test
  void whatTheOperationDoesNotLookAtFails() throws IOException {
    golden.add(
        "same",
        "more",
        "F64",
        "elementwise",
        "{\"by\": 2, \"new\": {\"a\": 1}, \"absent\": null}",
        "[]",
        Map.of("input.x", two(1, 2), "input.weight", two(1, 2), "expected.y", two(1, 2)));
    assertEquals(
        Map.of(
            "made/more",
            "jvm f64: the operation does not look at [input.weight, config.new = {\"a\":1}]"),
        golden.run(Map.of("same", SAME)).failures());
  }

  @Test
  void aSettingOfTheWrongKindFails() throws IOException {
    golden.add(
        "same",
        "odd",
        "F64",
        "elementwise",
        "{\"by\": \"two\"}",
        "[]",
        Map.of("input.x", two(1, 2), "expected.y", two(1, 2)));
    assertEquals(
        Map.of(
            "made/odd",
            "jvm f64: threw java.lang.IllegalArgumentException: setting by is \"two\"; expected a"
                + " number"),
        golden.run(Map.of("same", SAME)).failures());
  }

  private static final GoldenOp PARTLY =
      a -> {
        throw new UnsupportedCaseException("by " + a.integer("by"));
      };

  @Test
  void thePendingListIsHeldToItsWord() throws IOException {
    Map<String, SafetensorsEntry> tensors = Map.of("input.x", two(3, 4), "expected.y", two(3, 4));
    golden.add("same", "a", tensors).add("other", "b", tensors).add("partly", "c", tensors);
    Map<String, GoldenOp> ops = Map.of("same", SAME, "partly", PARTLY);
    assertEquals(
        Map.of(
            "made/b", "there is no operation other",
            "made/c", "not supported: by 2"),
        golden.run(ops).failures());
    GoldenReport waiting = golden.run(ops, "made other # later\nmade partly by=2\n");
    assertEquals(Map.of(), waiting.failures());
    assertEquals(
        "golden made: 1 passed, 0 failed, 2 pending (worst error 0.0e+00)", waiting.toString());
    assertEquals(
        Map.of(
            "made/a", "it is there: remove 'made same' from the pending list",
            "made/b", "there is no operation other",
            "made/c", "not supported: by 2"),
        golden.run(ops, "made same").failures());
    assertEquals(
        "it is there: remove 'made same by=2' from the pending list",
        golden.run(ops, "made same by=2\nmade partly by=2\nmade other").failures().get("made/a"));
    assertEquals(
        "it is there: remove 'made partly' from the pending list",
        golden.run(ops, "made partly\nmade other").failures().get("made/c"));
  }

  @Test
  void aBrokenFileFailsItsCaseAlone() throws IOException {
    Map<String, SafetensorsEntry> tensors = Map.of("input.x", two(3, 4), "expected.y", two(3, 4));
    golden.add("same", "cut", tensors).add("same", "gone", tensors).add("same", "whole", tensors);
    Path cut = directory.resolve("made/cut.safetensors");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 9));
    Files.delete(directory.resolve("made/gone.safetensors"));
    GoldenReport report = golden.run(Map.of("same", SAME));
    assertEquals(1, report.passed());
    assertEquals(2, report.failures().size());
    report.failures().forEach((name, why) -> assertTrue(why.contains(name + ".safetensors"), why));
  }

  @Test
  void printsFamiliesAndTotals() throws IOException {
    golden.add("same", "a", Map.of("input.x", two(3, 4), "expected.y", two(3, 4)));
    golden.add("same", "b", Map.of("input.x", two(3, 4), "expected.y", two(3, 5)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int failed =
        new GoldenRunner(Map.of("same", SAME), GoldenPending.of("")).run(golden.set(), out);
    assertEquals(1, failed);
    assertEquals(
        """
          failed made/b: jvm f64: y[1] is 4.0, should be 5.0
        golden made: 1 passed, 1 failed, 0 pending (worst error 0.0e+00)
        golden total: 1 passed, 1 failed, 0 pending
        """,
        bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
  }
}
