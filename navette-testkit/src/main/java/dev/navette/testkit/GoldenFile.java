// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.formats.Safetensors;
import dev.navette.formats.SafetensorsEntry;
import dev.navette.formats.SafetensorsFile;
import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// The tensors of one case of reference data.
///
/// `input.N`, `param.N` and `buffer.N` are given; `expected.N` are the results, `cotangent.N` what
/// is multiplied with them before they are added up to the loss of `grad.N`. `ref64.N` and
/// `ref64.grad.N` are the results of the same f32 operands computed in f64.
final class GoldenFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SafetensorsFile file;
  private final DType dtype;
  private final Set<String> booleans = new HashSet<>();

  private GoldenFile(SafetensorsFile file, DType dtype) {
    this.file = file;
    this.dtype = dtype;
    String names = file.metadata().getOrDefault("bools", "[]");
    JSON.readTree(names).forEach(name -> booleans.add(name.asString()));
  }

  /// Reads the file of a case; its floats will be of `dtype`.
  ///
  /// @throws IOException naming the file, if it cannot be read or is no safetensors file
  static GoldenFile read(GoldenCase golden, DType dtype) throws IOException {
    return new GoldenFile(Safetensors.read(golden.file()), dtype);
  }

  /// What an operation is given, and the settings.
  GoldenArguments arguments(GoldenCase golden) {
    Map<String, Tensor> given = new LinkedHashMap<>();
    file.tensors()
        .forEach((name, entry) -> {
          if (isGiven(name)) {
            given.put(name, tensor(name, entry));
          }
        });
    return new GoldenArguments(given, golden.config());
  }

  private static boolean isGiven(String name) {
    return name.startsWith("input.") || name.startsWith("param.") || name.startsWith("buffer.");
  }

  private Tensor tensor(String name, SafetensorsEntry entry) {
    int[] dims = entry.dims();
    if (entry.dtype().equals("I64")) {
      Tensor numbers = Tensor.of(entry.toLongs(), dims);
      return booleans.contains(name) ? numbers.ne(0).eval() : numbers;
    }
    double[] values = entry.toDoubles();
    if (dtype == DType.F64) {
      return Tensor.of(values, dims);
    }
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return Tensor.of(narrow, dims);
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
}
