// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map that came from a file, read with checks: each message names the key and what was expected.
record StoredMap(String where, Map<?, ?> content) {

  String text(String key) {
    if (content.get(key) instanceof String text) {
      return text;
    }
    throw wrong(key, "a text");
  }

  double number(String key) {
    if (content.get(key) instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong(key, "a finite number");
  }

  StoredMap map(String key) {
    if (content.get(key) instanceof Map<?, ?> map) {
      return new StoredMap(where + "." + key, map);
    }
    throw wrong(key, "an object");
  }

  List<String> texts(String key) {
    if (content.get(key) instanceof List<?> list) {
      return list.stream().map(item -> item instanceof String text ? text : notText(key)).toList();
    }
    throw wrong(key, "a list of texts");
  }

  List<StoredMap> maps(String key) {
    if (content.get(key) instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return list.stream().map(item -> new StoredMap(where + "." + key, (Map<?, ?>) item)).toList();
    }
    throw wrong(key, "a list of objects");
  }

  private String notText(String key) {
    throw wrong(key, "a list of texts");
  }

  private IllegalArgumentException wrong(String key, String expected) {
    @Nullable Object found = content.get(key);
    return new IllegalArgumentException(
        where + ": expected " + expected + " under '" + key + "', found " + found);
  }
}
