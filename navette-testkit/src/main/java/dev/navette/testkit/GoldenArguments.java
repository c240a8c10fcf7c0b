// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What one case gives to an operation: tensors by name and settings by key.
public final class GoldenArguments {
  private final Map<String, Tensor> tensors;
  private final JsonNode settings;

  GoldenArguments(Map<String, Tensor> tensors, JsonNode settings) {
    this.tensors = tensors;
    this.settings = settings;
  }

  /// The same settings with one tensor added or replaced.
  public GoldenArguments with(String name, Tensor tensor) {
    Map<String, Tensor> more = new LinkedHashMap<>(tensors);
    more.put(name, tensor);
    return new GoldenArguments(more, settings);
  }

  /// The same tensors with the settings under `key`.
  public GoldenArguments inner(String key) {
    return new GoldenArguments(tensors, settings.get(key));
  }

  /// Each of the objects in the list under `key` as settings of these tensors.
  public List<GoldenArguments> each(String key) {
    List<GoldenArguments> all = new ArrayList<>();
    settings.get(key).forEach(node -> all.add(new GoldenArguments(tensors, node)));
    return all;
  }

  /// The tensor of this full name, such as `param.weight`.
  ///
  /// @throws IllegalArgumentException if there is none
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the case has no " + name + ", but " + tensors.keySet());
    }
    return tensor;
  }

  /// The tensor of this full name if the case has it.
  public Optional<Tensor> optional(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /// Operand `name`.
  public Tensor input(String name) {
    return tensor("input." + name);
  }

  /// Operand `x`.
  public Tensor x() {
    return input("x");
  }

  /// Operand `y`.
  public Tensor y() {
    return input("y");
  }

  /// Parameter `name`.
  public Tensor param(String name) {
    return tensor("param." + name);
  }

  /// The operands `name0`, `name1` and so on.
  public List<Tensor> sequence(String name) {
    List<Tensor> all = new ArrayList<>();
    for (int i = 0; optional("input." + name + i).isPresent(); i++) {
      all.add(input(name + i));
    }
    return all;
  }

  /// Whether the setting is there and not null.
  public boolean has(String key) {
    return settings.hasNonNull(key);
  }

  /// A number; `inf` and `-inf` are infinite.
  public double number(String key) {
    JsonNode node = settings.get(key);
    if (node.isString()) {
      return node.asString().equals("inf") ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return node.asDouble();
  }

  /// A whole number.
  public int integer(String key) {
    return settings.get(key).asInt();
  }

  /// A text.
  public String text(String key) {
    return settings.get(key).asString();
  }

  /// A truth value, false if absent.
  public boolean flag(String key) {
    return has(key) && settings.get(key).asBoolean();
  }

  /// A list of whole numbers; one number is a list of one, null or absent an empty one.
  public int[] integers(String key) {
    if (!has(key)) {
      return new int[0];
    }
    return integers(settings.get(key));
  }

  /// A list of lists of whole numbers; a null inside is an empty list.
  public List<List<Optional<Integer>>> rows(String key) {
    List<List<Optional<Integer>>> rows = new ArrayList<>();
    for (JsonNode row : settings.get(key)) {
      List<Optional<Integer>> numbers = new ArrayList<>();
      if (row.isArray()) {
        row.forEach(
            n -> numbers.add(n.isNull() ? Optional.<Integer>empty() : Optional.of(n.asInt())));
      }
      rows.add(numbers);
    }
    return rows;
  }

  /// The texts of a list.
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    settings.get(key).forEach(t -> texts.add(t.asString()));
    return texts;
  }

  private static int[] integers(JsonNode node) {
    if (!node.isArray()) {
      return new int[] {node.asInt()};
    }
    int[] numbers = new int[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node.get(i).asInt();
    }
    return numbers;
  }
}
