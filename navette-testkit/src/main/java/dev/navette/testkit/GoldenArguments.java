// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What one case gives to an operation: tensors by name and settings by key.
///
/// It notes what is read. A case with a tensor or a setting that the operation does not look at
/// fails: the operation would compute something else than the case means.
public final class GoldenArguments {
  private final Map<String, Tensor> tensors;
  private final JsonNode settings;
  private final String path;
  private final GoldenReads reads;
  private final Map<String, Variable> variables;

  GoldenArguments(Map<String, Tensor> tensors, JsonNode settings) {
    this(tensors, settings, "", new GoldenReads(), new HashMap<>());
  }

  private GoldenArguments(
      Map<String, Tensor> tensors,
      JsonNode settings,
      String path,
      GoldenReads reads,
      Map<String, Variable> variables) {
    this.variables = variables;
    this.tensors = tensors;
    this.settings = settings;
    this.path = path;
    this.reads = reads;
  }

  /// The names of the tensors and settings that nothing has read, settings as `config.key`.
  List<String> unread() {
    List<String> unread = new ArrayList<>();
    tensors.keySet().stream().filter(name -> !reads.hasTensor(name)).forEach(unread::add);
    unread.addAll(reads.unreadSettings(settings));
    return unread;
  }

  // ---- tensors

  /// The same settings with one tensor added or replaced.
  public GoldenArguments with(String name, Tensor tensor) {
    Map<String, Tensor> more = new LinkedHashMap<>(tensors);
    more.put(name, tensor);
    return new GoldenArguments(more, settings, path, reads, variables);
  }

  /// The tensor of this full name, such as `param.weight`.
  ///
  /// @throws IllegalArgumentException if there is none
  public Tensor tensor(String name) {
    return optional(name)
        .orElseThrow(() ->
            new IllegalArgumentException("the case has no " + name + ", but " + tensors.keySet()));
  }

  /// The tensor of this full name if the case has it.
  public Optional<Tensor> optional(String name) {
    reads.tensor(name);
    Variable variable = variables.get(name);
    return Optional.ofNullable(variable == null ? tensors.get(name) : variable.value());
  }

  /// The tensor of this full name as a variable, for layers; it is then the variable's value.
  ///
  /// @throws IllegalArgumentException if there is none
  public Variable variable(String name) {
    Tensor value = tensor(name);
    return variables.computeIfAbsent(name, _ -> new Variable(value));
  }

  /// The tensor of this full name as a variable if the case has it.
  public Optional<Variable> optionalVariable(String name) {
    return optional(name).map(_ -> variable(name));
  }

  /// The tensors whose names begin with `prefix`, by the rest of the name.
  public Map<String, Tensor> under(String prefix) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> {
      if (name.startsWith(prefix)) {
        reads.tensor(name);
        found.put(name.substring(prefix.length()), tensor);
      }
    });
    return found;
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

  // ---- settings

  private JsonNode setting(String key) {
    reads.setting(path + key);
    JsonNode node = settings.get(key);
    if (node == null) {
      throw new IllegalArgumentException(
          "the case has no setting " + path + key + ", but " + settings);
    }
    return node;
  }

  private IllegalArgumentException wrong(String key, String expected) {
    return new IllegalArgumentException(
        "setting " + path + key + " is " + settings.get(key) + "; expected " + expected);
  }

  /// The same tensors with the settings under `key`.
  public GoldenArguments inner(String key) {
    return new GoldenArguments(tensors, setting(key), path + key + ".", reads, variables);
  }

  /// Each of the objects in the list under `key` as settings of these tensors.
  public List<GoldenArguments> each(String key) {
    List<GoldenArguments> all = new ArrayList<>();
    for (JsonNode node : setting(key)) {
      String inner = path + key + "[" + all.size() + "].";
      all.add(new GoldenArguments(tensors, node, inner, reads, variables));
    }
    return all;
  }

  /// Whether the setting is there and null, which says something else than its absence.
  public boolean isNull(String key) {
    reads.setting(path + key);
    JsonNode node = settings.get(key);
    return node != null && node.isNull();
  }

  /// The keys of these settings.
  public List<String> keys() {
    return List.copyOf(settings.propertyNames());
  }

  /// Settings that say nothing new, such as the text of a formula.
  public void describedBy(String... keys) {
    for (String key : keys) {
      reads.setting(path + key);
    }
  }

  /// A whole number that follows from the tensors.
  ///
  /// @throws IllegalArgumentException if the setting is there and another
  public void follows(String key, int actual) {
    if (has(key) && integer(key) != actual) {
      throw wrong(key, actual + ", by the shapes of the tensors");
    }
  }

  /// Whether the setting is there and not null.
  public boolean has(String key) {
    reads.setting(path + key);
    return settings.hasNonNull(key);
  }

  /// A number; `inf` and `-inf` are infinite.
  public double number(String key) {
    JsonNode node = setting(key);
    if (node.isNumber()) {
      return node.asDouble();
    }
    return switch (node.asString("")) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> throw wrong(key, "a number");
    };
  }

  /// A number, or `otherwise` if it is absent or null.
  public double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  /// A whole number.
  public int integer(String key) {
    JsonNode node = setting(key);
    if (!node.isIntegralNumber()) {
      throw wrong(key, "a whole number");
    }
    return node.asInt();
  }

  /// A whole number, or `otherwise` if it is absent or null.
  public int integer(String key, int otherwise) {
    return has(key) ? integer(key) : otherwise;
  }

  /// Whether the setting is there and a text.
  public boolean isText(String key) {
    return has(key) && setting(key).isString();
  }

  /// A text.
  public String text(String key) {
    JsonNode node = setting(key);
    if (!node.isString()) {
      throw wrong(key, "a text");
    }
    return node.asString();
  }

  /// A truth value, or `otherwise` if it is absent or null.
  public boolean flag(String key, boolean otherwise) {
    return has(key) ? flag(key) : otherwise;
  }

  /// A truth value, false if absent.
  public boolean flag(String key) {
    if (!has(key)) {
      return false;
    }
    if (!setting(key).isBoolean()) {
      throw wrong(key, "true or false");
    }
    return setting(key).asBoolean();
  }

  /// A list of whole numbers; one number is a list of one, null or absent an empty one.
  public int[] integers(String key) {
    if (!has(key)) {
      return new int[0];
    }
    JsonNode node = setting(key);
    if (!node.isArray()) {
      return new int[] {integer(key)};
    }
    int[] numbers = new int[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!node.get(i).isIntegralNumber()) {
        throw wrong(key, "whole numbers");
      }
      numbers[i] = node.get(i).asInt();
    }
    return numbers;
  }

  /// A list of numbers; one number is a list of one.
  public double[] numbers(String key) {
    JsonNode node = setting(key);
    if (!node.isArray()) {
      return new double[] {number(key)};
    }
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node.get(i).asDouble();
    }
    return numbers;
  }

  /// A list of lists of whole numbers; a null inside is an empty list.
  public List<List<Optional<Integer>>> rows(String key) {
    List<List<Optional<Integer>>> rows = new ArrayList<>();
    for (JsonNode row : setting(key)) {
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
    setting(key).forEach(t -> texts.add(t.asString()));
    return texts;
  }
}
