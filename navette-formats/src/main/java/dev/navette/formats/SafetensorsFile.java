// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.NearestName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The content of a safetensors file.
///
/// @param tensors the tensors by name, in the order of the header
/// @param metadata the texts under `__metadata__`, in the order of the header
public record SafetensorsFile(Map<String, SafetensorsEntry> tensors, Map<String, String> metadata) {
  /// Copies both maps and keeps their order.
  public SafetensorsFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /// A tensor.
  ///
  /// @param name its name, exactly
  /// @return the tensor
  /// @throws IllegalArgumentException if there is none; the message proposes the nearest name
  public SafetensorsEntry tensor(String name) {
    SafetensorsEntry entry = tensors.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(NearestName.message("tensor", name, tensors.keySet()));
    }
    return entry;
  }
}
