// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.formats.Safetensors;
import dev.navette.formats.SafetensorsEntry;
import dev.navette.formats.SafetensorsFile;
import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One case of reference data: a safetensors file with operands, expected results and gradients.
///
/// `input.N`, `param.N` and `buffer.N` are given; `expected.N` are the results, `cotangent.N` what
/// is multiplied with them before they are added up to the loss of `grad.N`. `ref64.N` and
/// `ref64.grad.N` are the results of the same f32 operands computed in f64.
public final class GoldenCase {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SafetensorsFile file;
  private final JsonNode tolerance;
  private final Set<String> booleans = new HashSet<>();

  private GoldenCase(SafetensorsFile file) {
    this.file = file;
    this.tolerance = json("tol");
    json("bools").forEach(name -> booleans.add(name.asString()));
  }

  /// Reads a case.
  ///
  /// @throws IOException naming the file, if it cannot be read or is no safetensors file
  public static GoldenCase read(Path file) throws IOException {
    return new GoldenCase(Safetensors.read(file));
  }

  private JsonNode json(String key) {
    return JSON.readTree(text(key));
  }

  private String text(String key) {
    return Objects.requireNonNull(file.metadata().get(key), key);
  }

  /// The group of cases it belongs to, such as `binary`.
  public String family() {
    return text("family");
  }

  /// The operation, such as `atan2`.
  public String op() {
    return text("op");
  }

  /// The name, unique in the family.
  public String name() {
    return text("name");
  }

  /// Whether the operands are f32, so that a result may also be the rounded one of f64.
  boolean isF32() {
    return text("dtype").equals("F32");
  }

  /// Whether a difference is measured against the element, rather than the largest of the tensor.
  boolean isElementwise() {
    return tolerance.get("mode").asString().equals("elementwise");
  }

  double rtol() {
    return tolerance.get("rtol").asDouble();
  }

  double atol() {
    return tolerance.get("atol").asDouble();
  }

  /// The given tensors and the settings.
  GoldenArguments arguments() {
    Map<String, Tensor> given = new LinkedHashMap<>();
    file.tensors()
        .forEach((name, entry) -> {
          if (isGiven(name)) {
            given.put(name, tensor(name, entry));
          }
        });
    return new GoldenArguments(given, json("config"));
  }

  private static boolean isGiven(String name) {
    return name.startsWith("input.") || name.startsWith("param.") || name.startsWith("buffer.");
  }

  private Tensor tensor(String name, SafetensorsEntry entry) {
    int[] dims = entry.dims();
    return switch (entry.dtype()) {
      case "F64" -> Tensor.of(entry.toDoubles(), dims);
      case "F32" -> Tensor.of(entry.toFloats(), dims);
      default -> {
        Tensor numbers = Tensor.of(entry.toLongs(), dims);
        yield booleans.contains(name) ? numbers.ne(0).eval() : numbers;
      }
    };
  }

  /// What is stored under `prefix`, by the rest of the name.
  Map<String, SafetensorsEntry> stored(String prefix) {
    Map<String, SafetensorsEntry> found = new LinkedHashMap<>();
    file.tensors()
        .forEach((name, entry) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), entry);
          }
        });
    return found;
  }

  /// The tensors under `prefix`, by the rest of the name.
  Map<String, Tensor> tensors(String prefix) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    stored(prefix).forEach((name, entry) -> found.put(name, tensor(prefix + name, entry)));
    return found;
  }

  /// Family and name, such as `binary/atan2`.
  @Override
  public String toString() {
    return family() + "/" + name();
  }
}
