// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.navette.formats.Safetensors;
import dev.navette.formats.SafetensorsEntry;
import dev.navette.formats.SafetensorsFile;
import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One case of the reference data: tensors, settings and tolerance.
final class TrainingCase {
  static final double F32_TOLERANCE = 1e-4;
  private static final AtomicBoolean SKIPPED = new AtomicBoolean();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String name;
  private final SafetensorsFile file;
  private final JsonNode config;
  private final double rtol;
  private final double atol;
  private final boolean elementWise;

  private TrainingCase(String name, SafetensorsFile file) {
    this.name = name;
    this.file = file;
    this.config = json("config");
    JsonNode tolerance = json("tol");
    this.rtol = tolerance.get("rtol").asDouble();
    this.atol = tolerance.get("atol").asDouble();
    this.elementWise = tolerance.get("mode").asString().equals("elementwise");
  }

  private JsonNode json(String key) {
    return JSON.readTree(Objects.requireNonNull(file.metadata().get(key)));
  }

  /// The directory of the reference data; without one the test is skipped, and says so.
  private static Path directory() {
    String property = System.getProperty("navette.golden.dir");
    String given = property == null ? System.getenv("NAVETTE_GOLDEN_DIR") : property;
    if (given == null) {
      String why = "skipped: set -Dnavette.golden.dir or NAVETTE_GOLDEN_DIR to the reference data";
      if (SKIPPED.compareAndSet(false, true)) {
        System.out.println(why);
      }
      Assumptions.abort(why);
    }
    return Path.of(given);
  }

  static TrainingCase read(String name) {
    try {
      return new TrainingCase(name, Safetensors.read(directory().resolve(name + ".safetensors")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode config() {
    return config;
  }

  boolean has(String tensor) {
    return file.tensors().containsKey(tensor);
  }

  /// What follows `prefix` in the names of the tensors.
  List<String> namesAfter(String prefix) {
    List<String> found = new ArrayList<>();
    for (String n : file.tensors().keySet()) {
      if (n.startsWith(prefix)) {
        found.add(n.substring(prefix.length()));
      }
    }
    return found;
  }

  Tensor tensor(String tensor, DType dtype) {
    SafetensorsEntry entry = file.tensor(tensor);
    return entry.dtype().equals("I64")
        ? Tensor.of(entry.toLongs(), entry.dims())
        : of(entry.toDoubles(), dtype, entry.dims());
  }

  /// The k-th slice of a tensor along its first axis.
  Tensor slice(String tensor, int k, DType dtype) {
    SafetensorsEntry entry = file.tensor(tensor);
    int[] dims = Arrays.copyOfRange(entry.dims(), 1, entry.dims().length);
    return of(part(entry, k), dtype, dims);
  }

  private static double[] part(SafetensorsEntry entry, int k) {
    int size = entry.size() / entry.dims()[0];
    return Arrays.copyOfRange(entry.toDoubles(), k * size, (k + 1) * size);
  }

  private static Tensor of(double[] values, DType dtype, int... dims) {
    if (dtype == DType.F64) {
      return Tensor.of(values, dims);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.of(floats, dims);
  }

  void check(String tensor, Tensor actual) {
    check(tensor, file.tensor(tensor).toDoubles(), actual.toDoubleArray(), actual.dtype());
  }

  void checkSlice(String tensor, int k, Tensor actual) {
    check(
        tensor + "[" + k + "]",
        part(file.tensor(tensor), k),
        actual.toDoubleArray(),
        actual.dtype());
  }

  void check(String what, double[] expected, double[] actual, DType dtype) {
    assertEquals(expected.length, actual.length, what);
    double relative = dtype == DType.F64 ? rtol : Math.max(rtol, F32_TOLERANCE);
    double absolute = dtype == DType.F64 ? atol : 1e-6;
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      double scale = elementWise ? Math.abs(expected[i]) : largest;
      if (!(Math.abs(expected[i] - actual[i]) <= absolute + relative * scale)) {
        fail(
            name
                + " "
                + dtype
                + ": element "
                + i
                + " of "
                + what
                + " is "
                + actual[i]
                + ", not "
                + expected[i]);
      }
    }
  }

  double[] values(String tensor) {
    SafetensorsEntry entry = file.tensor(tensor);
    return entry.dtype().equals("I64")
        ? Arrays.stream(entry.toLongs()).asDoubleStream().toArray()
        : entry.toDoubles();
  }

  double number(String tensor) {
    return values(tensor)[0];
  }

  @Override
  public String toString() {
    return name;
  }
}
