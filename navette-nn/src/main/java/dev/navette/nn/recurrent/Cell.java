// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.ir.DType;
import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// One step of a recurrent net, a record that holds its weights.
///
/// A step comes in two parts, so that the first can be computed for all steps of a sequence at
/// once: what the input contributes, and what follows from that and the state.
///
/// ```java
/// record Leaky(Linear input, double keep) implements Cell { // h' = keep h + W x + b
///   public int in() { return input.weight().shape().dim(1); }
///   public List<Integer> stateSizes() { return List.of(input.weight().shape().dim(0)); }
///   public Tensor input(Tensor x) { return input.forward(x); }
///   public Step step(Tensor row, Tensor recurrent, List<Tensor> state) {
///     return Step.of(state.getFirst().mul(keep).add(row));
///   }
/// }
/// ```
public interface Cell extends Module {
  /// The features of an input.
  int in();

  /// The features of each part of the state; the first part is the output.
  List<Integer> stateSizes();

  /// What the inputs contribute, whatever the state.
  ///
  /// @param x `(..., in)`
  /// @return `(..., G)`, rows for [#step]
  Tensor input(Tensor x);

  /// What follows from the contribution of an input and the state.
  ///
  /// @param row what [#input] gave for this step, `(B, G)`
  /// @param recurrent the output of the last step as the weights of the recurrence see it: the
  ///   first part of the state, or that with elements dropped
  /// @param state `(B, H)` each
  Step step(Tensor row, Tensor recurrent, List<Tensor> state);

  /// What a step gives.
  ///
  /// @param state the next state
  /// @param gates activations that are worth looking at, by name, `(B, H)` each
  record Step(List<Tensor> state, SequencedMap<String, Tensor> gates) {
    /// A step whose state is the output alone, without gates.
    public static Step of(Tensor h) {
      return new Step(List.of(h), new LinkedHashMap<>());
    }
  }

  /// The weights that the output of the last step is multiplied with, `(H, out)` each, by the gate
  /// that they make; none if there are no such products.
  default SequencedMap<String, Tensor> recurrentWeights() {
    return new LinkedHashMap<>();
  }

  /// The features of the output.
  default int out() {
    return stateSizes().getFirst();
  }

  /// The next state for one input, for decoders that choose it step by step.
  ///
  /// @param x `(B, in)`
  /// @param state `(B, H)` each, as [#zeros] or an earlier call gives
  default List<Tensor> forward(Tensor x, List<Tensor> state) {
    Gates.requireFeatures(this, x);
    return step(input(x), state.getFirst(), state).state();
  }

  /// A state of zeros.
  default List<Tensor> zeros(int batch, DType dtype) {
    return stateSizes().stream().map(size -> Tensor.zeros(dtype, batch, size)).toList();
  }
}
