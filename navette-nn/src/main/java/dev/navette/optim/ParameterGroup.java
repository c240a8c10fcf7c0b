// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;

/// Parameters that share a dtype, a learning rate and a weight decay, so that one tensor a step
/// holds each number for all of them.
///
/// @param dtype of the parameters
/// @param rate what the optimizer's learning rate is multiplied by
/// @param decay the weight decay
/// @param parameters the parameters
/// @param indices their positions among the optimizer's parameters
public record ParameterGroup(
    DType dtype, double rate, double decay, List<Variable> parameters, List<Integer> indices) {
  /// Keeps copies of the lists.
  public ParameterGroup {
    parameters = List.copyOf(parameters);
    indices = List.copyOf(indices);
  }

  /// How many parameters there are.
  public int size() {
    return indices.size();
  }

  /// The gradients of these parameters among those of all.
  public List<Tensor> of(List<Tensor> gradients) {
    return indices.stream().map(gradients::get).toList();
  }

  /// A number as a tensor of the group's dtype; another value compiles nothing.
  public Tensor number(double value) {
    return Tensor.argument(value, dtype);
  }
}
