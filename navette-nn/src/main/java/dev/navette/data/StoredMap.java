// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map that came from a file, read with checks: each message names the key and what was expected.
/// What is wrong throws [IllegalArgumentException].
///
/// @param where what messages call it
/// @param content texts, numbers, truth values, lists and maps, as JSON has them
public record StoredMap(String where, Map<?, ?> content) {

  /// The text under a key.
  public String text(String key) {
    if (content.get(key) instanceof String text) {
      return text;
    }
    throw wrong(key, "a text");
  }

  /// The finite number under a key.
  public double number(String key) {
    if (content.get(key) instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong(key, "a finite number");
  }

  /// The whole number under a key.
  public int integer(String key) {
    if (content.get(key) instanceof Number number && isInteger(number)) {
      return number.intValue();
    }
    throw wrong(key, "a whole number");
  }

  /// The truth value under a key.
  public boolean truth(String key) {
    if (content.get(key) instanceof Boolean truth) {
      return truth;
    }
    throw wrong(key, "true or false");
  }

  /// The map under a key.
  public StoredMap map(String key) {
    if (content.get(key) instanceof Map<?, ?> map) {
      return new StoredMap(where + "." + key, map);
    }
    throw wrong(key, "an object");
  }

  /// The whole numbers under a key.
  public List<Integer> integers(String key) {
    if (content.get(key) instanceof List<?> list
        && list.stream().allMatch(item -> item instanceof Number number && isInteger(number))) {
      return list.stream().map(item -> ((Number) item).intValue()).toList();
    }
    throw wrong(key, "a list of whole numbers");
  }

  /// The finite numbers under a key.
  public double[] numbers(String key) {
    if (content.get(key) instanceof List<?> list
        && list.stream()
            .allMatch(item -> item instanceof Number n && Double.isFinite(n.doubleValue()))) {
      return list.stream().mapToDouble(item -> ((Number) item).doubleValue()).toArray();
    }
    throw wrong(key, "a list of finite numbers");
  }

  /// The texts under a key.
  public List<String> texts(String key) {
    if (content.get(key) instanceof List<?> list) {
      return list.stream().map(item -> item instanceof String text ? text : notText(key)).toList();
    }
    throw wrong(key, "a list of texts");
  }

  /// The maps under a key.
  public List<StoredMap> maps(String key) {
    if (content.get(key) instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return list.stream().map(item -> new StoredMap(where + "." + key, (Map<?, ?>) item)).toList();
    }
    throw wrong(key, "a list of objects");
  }

  private static boolean isInteger(Number number) {
    return number.doubleValue() == number.intValue();
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
