// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A model or a part of one: a record that holds variables and other modules.
///
/// ```java
/// record Mlp(Linear hidden, Linear out) implements Layer {
///   public Tensor forward(Tensor x) { // (B, 784)
///     return out.forward(hidden.forward(x).relu()); // (B, 10)
///   }
/// }
/// ```
///
/// Parts are the components that are a [Variable], a [Module], or a [List], [Map] or
/// [java.util.Optional] of those, nested as deep as you like; a list contributes the index to the
/// path, a map the key, an optional nothing. A map that has an order (`LinkedHashMap`, `TreeMap`)
/// keeps it, another one is sorted by key. Other components (sizes, rates) are no parts.
public interface Module {
  /// All variables by path, parameters and state alike, in the order of the components. A tied
  /// variable appears once, under its first path.
  ///
  /// @return an unmodifiable map that keeps the order
  /// @throws IllegalStateException if parts cannot be found: this is no record, a part is in an
  ///   array or a set, or two parts have the same path
  default Map<String, Variable> variables() {
    return ModuleParts.of(this).variables();
  }

  /// The other paths of tied variables, each with the path under which [#variables()] has it.
  ///
  /// @return an unmodifiable map that keeps the order
  default Map<String, String> aliases() {
    return ModuleParts.of(this).aliases();
  }

  /// All parts that are modules by path, in the order of the components; this one comes first,
  /// under the empty path. A module whose component adds nothing to the path is found under the
  /// path of the one around it, and left out.
  ///
  /// @return an unmodifiable map that keeps the order
  /// @throws IllegalStateException as [#variables()] does
  default Map<String, Module> modules() {
    return ModuleParts.of(this).modules();
  }

  /// The variables that are trained, each once, in order.
  default List<Variable> parameters() {
    List<Variable> trainable = new ArrayList<>();
    for (Variable v : variables().values()) {
      if (v.isTrainable()) {
        trainable.add(v);
      }
    }
    return List.copyOf(trainable);
  }

  /// How many numbers are trained.
  default long parameterCount() {
    return parameters().stream().mapToLong(Variable::size).sum();
  }

  /// Copies of all current values by path, which later steps do not change.
  ///
  /// @return a map that keeps the order
  default Map<String, Tensor> snapshot() {
    return Variables.snapshot(variables());
  }

  /// Sets every variable to the value under its path, at once.
  ///
  /// Floats convert into each other. A tied variable may be given under any of its paths, and under
  /// several if the values are the same.
  ///
  /// @param values one a variable, such as from [#snapshot()] or a file
  /// @throws IllegalArgumentException if a variable is missing, a name is unknown, or a shape or
  ///   dtype differs; the message lists all that is wrong, and nothing is changed then
  default void load(Map<String, Tensor> values) {
    Variables.load(variables(), aliases(), values);
  }
}
