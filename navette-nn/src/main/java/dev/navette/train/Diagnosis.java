// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Batch;
import dev.navette.tensor.Debug;
import dev.navette.tensor.NumericsException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a loss is no number, and the fix that risks least.
///
/// @param text where the first number that is not finite is, and what to do
record Diagnosis(String text) {

  /// Looks at what was given.
  static Optional<Diagnosis> ofData(Batch batch) {
    return in("input", batch.inputs()).or(() -> in("target", batch.targets()));
  }

  private static Optional<Diagnosis> in(String what, List<Tensor> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      if (!tensor.dtype().isFloat()) {
        continue;
      }
      double[] values = tensor.toDoubleArray();
      int row = values.length / Math.max(1, tensor.dim(0));
      for (int j = 0; j < values.length; j++) {
        if (!Double.isFinite(values[j])) {
          return Optional.of(
              new Diagnosis(
                  what
                      + (tensors.size() > 1 ? " " + i : "")
                      + " "
                      + tensor.type()
                      + " of the batch has "
                      + values[j]
                      + " in row "
                      + j / row
                      + (row > 1 ? ", element " + j % row : "")
                      + "; the data are at fault, not the learning rate: repair or drop that"
                      + " example"));
        }
      }
    }
    return Optional.empty();
  }

  /// Makes a step again and looks at each operation.
  ///
  /// @param variables of the model by path, to name layers
  /// @param rate the learning rate
  /// @param again makes the step from the same weights
  static Diagnosis ofStep(Map<String, Variable> variables, double rate, Runnable again) {
    String advice =
        "; try a smaller learning rate first (it is "
            + rate
            + ", take a tenth), then clip gradients, and look for unscaled columns";
    try {
      Debug.checkNumerics(again);
      return new Diagnosis("made again, the step gave numbers" + advice);
    } catch (NumericsException e) {
      String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Diagnosis(
          "the first value that is not finite appears "
              + place(variables, e.variables())
              + ": "
              + what.replace("checkNumerics: ", "")
              + advice);
    }
  }

  private static String place(Map<String, Variable> variables, List<Variable> near) {
    for (Map.Entry<String, Variable> entry : variables.entrySet()) {
      if (near.contains(entry.getValue())) {
        int dot = entry.getKey().lastIndexOf('.');
        return "in or after layer '"
            + (dot < 0 ? entry.getKey() : entry.getKey().substring(0, dot))
            + "'";
      }
    }
    return "where no parameter is near";
  }
}
