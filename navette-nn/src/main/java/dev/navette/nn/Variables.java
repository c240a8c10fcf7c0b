// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.data.NearestName;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/// Values of named variables, out and in: of a module, or of an optimizer's state.
public final class Variables {
  private static final int LISTED = 12;

  private final Map<String, Variable> variables;
  private final Map<String, String> aliases;
  private final Map<String, Tensor> chosen = new LinkedHashMap<>();
  private final Set<String> given = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private Variables(Map<String, Variable> variables, Map<String, String> aliases) {
    this.variables = variables;
    this.aliases = aliases;
  }

  /// Those that `which` holds for, in the same order, such as `(path, v) ->
  /// path.startsWith("head.")`.
  public static Map<String, Variable> only(
      Map<String, Variable> variables, BiPredicate<String, Variable> which) {
    Map<String, Variable> chosen = new LinkedHashMap<>();
    variables.forEach((path, v) -> {
      if (which.test(path, v)) {
        chosen.put(path, v);
      }
    });
    return Collections.unmodifiableMap(chosen);
  }

  /// Copies of all current values, which later assignments do not change.
  ///
  /// @return a map in the same order
  public static Map<String, Tensor> snapshot(Map<String, Variable> variables) {
    Navette.commit(List.copyOf(variables.values()));
    Map<String, Tensor> copies = new LinkedHashMap<>();
    variables.forEach((name, v) -> copies.put(name, v.snapshot()));
    return copies;
  }

  /// Sets every variable to the value under its name, at once. Floats convert into each other.
  ///
  /// @param aliases other names of variables, each with the name that `variables` has
  /// @param values one a variable, under its name or an alias
  /// @throws IllegalArgumentException if a variable is missing, a name is unknown, or a shape or
  ///   dtype differs; the message lists all that is wrong, and nothing is changed then
  public static void load(
      Map<String, Variable> variables, Map<String, String> aliases, Map<String, Tensor> values) {
    Variables loading = new Variables(variables, aliases);
    values.forEach(loading::choose);
    for (String name : variables.keySet()) {
      if (!loading.given.contains(name)) {
        loading.problems.add("'" + name + "' is missing");
      }
    }
    loading.throwProblems();
    variables.forEach((name, variable) -> {
      Tensor value = loading.chosen.get(name);
      if (value != null) {
        variable.assign(value.cast(variable.type().dtype()));
      }
    });
    Navette.commit(List.copyOf(variables.values()));
  }

  private void choose(String name, Tensor value) {
    String first = aliases.getOrDefault(name, name);
    Variable variable = variables.get(first);
    if (variable == null) {
      List<String> known = new ArrayList<>(variables.keySet());
      known.addAll(aliases.keySet());
      problems.add(NearestName.message("name", name, known));
      return;
    }
    given.add(first);
    boolean floats = value.dtype().isFloat() && variable.type().dtype().isFloat();
    if (!value.shape().equals(variable.shape())) {
      problems.add(
          "'" + name + "' has shape " + value.shape() + ", the variable's is " + variable.shape());
    } else if (value.dtype() != variable.type().dtype() && !floats) {
      problems.add(
          "'"
              + name
              + "' is "
              + value.dtype()
              + ", the variable is "
              + variable.type().dtype()
              + "; cast it");
    } else {
      Tensor other = chosen.putIfAbsent(first, value);
      if (other != null && !Arrays.equals(other.toDoubleArray(), value.toDoubleArray())) {
        problems.add(
            "'" + name + "' is tied to '" + first + "' but the values differ; give one of them");
      }
    }
  }

  private void throwProblems() {
    if (problems.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder("load: nothing was changed");
    problems.stream().limit(LISTED).forEach(p -> text.append("; ").append(p));
    if (problems.size() > LISTED) {
      text.append("; and ").append(problems.size() - LISTED).append(" more");
    }
    throw new IllegalArgumentException(text.toString());
  }
}
