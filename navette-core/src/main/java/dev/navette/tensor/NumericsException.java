// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import java.util.List;

/// An operation gave NaN or infinity, or failed, while [Debug#checkNumerics] was watching.
public final class NumericsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Variable> variables;

  NumericsException(String message, List<Variable> variables) {
    super(message);
    this.variables = variables;
  }

  NumericsException(String message, List<Variable> variables, Throwable cause) {
    super(message, cause);
    this.variables = variables;
  }

  /// The variables that the operation reads, or if it reads none, those that are read the fewest
  /// operations before it: they tell which layer it belongs to or follows.
  public List<Variable> variables() {
    return variables;
  }
}
