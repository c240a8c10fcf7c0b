// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Which tensors and settings of a case an operation has looked at.
final class GoldenReads {
  private final Set<String> tensors = new HashSet<>();
  private final Set<String> settings = new HashSet<>();

  void tensor(String name) {
    tensors.add(name);
  }

  boolean hasTensor(String name) {
    return tensors.contains(name);
  }

  /// @param path keys with dots between, and `[i]` for members of a list
  void setting(String path) {
    settings.add(path);
  }

  /// The settings that were not looked at; null and what is empty count as absent.
  List<String> unreadSettings(JsonNode config) {
    List<String> unread = new ArrayList<>();
    collect("", config, unread);
    return unread;
  }

  private void collect(String path, JsonNode object, List<String> unread) {
    for (String key : object.propertyNames()) {
      JsonNode value = object.get(key);
      if (value.isNull() || value.isContainer() && value.isEmpty()) {
        continue;
      }
      if (!settings.contains(path + key)) {
        unread.add("config." + path + key + " = " + value);
      } else if (value.isObject()) {
        below(path + key + ".", value, unread);
      } else if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          below(path + key + "[" + i + "].", value.get(i), unread);
        }
      }
    }
  }

  /// What was read as a whole has nothing to look for inside.
  private void below(String path, JsonNode node, List<String> unread) {
    if (node.isObject() && settings.stream().anyMatch(s -> s.startsWith(path))) {
      collect(path, node, unread);
    }
  }
}
