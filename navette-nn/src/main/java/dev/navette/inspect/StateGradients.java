// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.linalg.Svd;
import dev.navette.nn.recurrent.Cell;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// How far back a recurrent cell learns: how large the derivative of its last state by an earlier
/// one is, and beside it the singular values of the recurrent weights that it follows from.
///
/// For the simple cell dh_t/dh_k is a product of t - k factors diag(f') W_hh: where the largest
/// singular value of W_hh is below 1 it vanishes, and it can explode only where it is above. Gates
/// keep it near 1. [Bengio et al. 1994](https://doi.org/10.1109/72.279181), [Pascanu et al.
/// 2013](https://arxiv.org/abs/1211.5063)
///
/// @param norms by the steps in between, t - k, from 0 on: the Frobenius norm of the derivative
///   divided by the root of its rows, which is the root mean square of its singular values, and 1
///   for the identity
/// @param singularValues of the recurrent weights of each gate, in descending order
public record StateGradients(
    List<Double> norms, SequencedMap<String, List<Double>> singularValues) {
  /// The derivatives of the output along one sequence.
  ///
  /// @param x `(T, in)`
  public static StateGradients of(Cell cell, Tensor x) {
    return of(cell, x, 0);
  }

  /// The derivatives of a part of the state along one sequence.
  ///
  /// @param x `(T, in)`
  /// @param part which: 1 is the memory of an LSTM
  public static StateGradients of(Cell cell, Tensor x, int part) {
    int steps = x.dim(0);
    int size = cell.stateSizes().get(part);
    // As many copies of the sequence as the state has features, each to be asked for one of them;
    // what is added to the state before a step has the derivative by that state.
    Variable added = new Variable(Tensor.zeros(x.dtype(), steps, size, size));
    Tensor rows = cell.input(x).unsqueeze(1); // (T, 1, G)
    Scan.Result loop =
        Scan.over(List.of(rows, added.value()))
            .run(
                cell.zeros(size, x.dtype()),
                (before, row) -> {
                  List<Tensor> state = new ArrayList<>(before);
                  state.set(part, before.get(part).add(row.get(1)));
                  return Scan.step(
                      cell.step(row.getFirst(), state.getFirst(), state).state(), List.of());
                });
    Tensor last = loop.carry().get(part); // (size, size)
    Tensor asked = last.mul(Tensors.eye(x.dtype(), size, size)).sum();
    Tensor derivatives = Grad.of(asked, List.of(added)).getFirst(); // (T, size, size)
    double[] squares = derivatives.square().sum(1, 2).div(size).toDoubleArray();
    List<Double> norms = new ArrayList<>(List.of(1.0));
    for (int t = steps - 1; t >= 0; t--) {
      norms.add(Math.sqrt(squares[t]));
    }
    SequencedMap<String, List<Double>> singular = new LinkedHashMap<>();
    cell.recurrentWeights()
        .forEach((gate, w) ->
            singular.put(
                gate, Arrays.stream(Svd.singularValues(w).toDoubleArray()).boxed().toList()));
    return new StateGradients(List.copyOf(norms), singular);
  }
}
