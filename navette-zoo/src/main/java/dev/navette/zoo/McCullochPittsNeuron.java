// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The first model of a neuron: a threshold on binary inputs, without any learning.
///
/// ```text
/// y = 1  if no inhibitory input is 1 and the sum of the other inputs is at least the threshold
/// y = 0  otherwise
/// ```
///
/// One active inhibitory input silences the neuron, whatever the others say. Networks of such
/// neurons compute every Boolean function; a single one computes AND, OR and NOT, but not XOR:
///
/// ```java
/// McCullochPittsNeuron and = McCullochPittsNeuron.and(2);
/// and.fires(true, false);                                            // false
/// McCullochPittsNeuron.andNot().fires(or.fires(a, b), and.fires(a, b)); // a XOR b
/// ```
///
/// W. S. McCulloch and W. Pitts, [A logical calculus of the ideas immanent in nervous
/// activity](https://doi.org/10.1007/BF02478259), 1943.
///
/// @param inputs the number of inputs, at least 1
/// @param inhibitory which inputs inhibit, by position from 0
/// @param threshold how many of the other inputs must be 1; 0 fires unless inhibited
public record McCullochPittsNeuron(int inputs, Set<Integer> inhibitory, int threshold) {
  /// Checks the numbers and copies the set.
  ///
  /// @throws IllegalArgumentException if there is no input, an inhibitory position does not exist,
  ///   or the threshold is negative
  public McCullochPittsNeuron {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          "McCullochPittsNeuron: " + inputs + " inputs; at least 1 is needed");
    }
    if (threshold < 0) {
      throw new IllegalArgumentException(
          "McCullochPittsNeuron: the threshold is " + threshold + "; it counts inputs, from 0");
    }
    inhibitory = Set.copyOf(inhibitory);
    for (int position : inhibitory) {
      Objects.checkIndex(position, inputs);
    }
  }

  /// Fires when all inputs are 1.
  ///
  /// @param inputs how many, at least 1
  /// @return threshold `inputs`, nothing inhibitory
  public static McCullochPittsNeuron and(int inputs) {
    return new McCullochPittsNeuron(inputs, Set.of(), inputs);
  }

  /// Fires when an input is 1.
  ///
  /// @param inputs how many, at least 1
  /// @return threshold 1, nothing inhibitory
  public static McCullochPittsNeuron or(int inputs) {
    return new McCullochPittsNeuron(inputs, Set.of(), 1);
  }

  /// Fires when its only input is 0.
  ///
  /// @return threshold 0, the input inhibitory
  public static McCullochPittsNeuron not() {
    return new McCullochPittsNeuron(1, Set.of(0), 0);
  }

  /// Fires when the first input is 1 and the second is 0.
  ///
  /// @return threshold 1, the second input inhibitory
  public static McCullochPittsNeuron andNot() {
    return new McCullochPittsNeuron(2, Set.of(1), 1);
  }

  /// Whether the neuron fires.
  ///
  /// @param x the inputs
  /// @return the output
  /// @throws IllegalArgumentException if there are more or fewer inputs than the neuron has
  public boolean fires(boolean... x) {
    if (x.length != inputs) {
      throw new IllegalArgumentException(
          "McCullochPittsNeuron.fires: the neuron has "
              + inputs
              + " inputs, "
              + x.length
              + " were given");
    }
    int active = 0;
    for (int i = 0; i < inputs; i++) {
      if (x[i] && inhibitory.contains(i)) {
        return false;
      }
      active += x[i] ? 1 : 0;
    }
    return active >= threshold;
  }

  /// The rule in words, such as `fires if x0 + x1 >= 2`.
  @Override
  public String toString() {
    String sum =
        IntStream.range(0, inputs)
            .filter(i -> !inhibitory.contains(i))
            .mapToObj(i -> "x" + i)
            .collect(Collectors.joining(" + "));
    String silenced =
        inhibitory.stream().sorted().map(i -> " and x" + i + " = 0").collect(Collectors.joining());
    return "fires if " + (sum.isEmpty() ? "0" : sum) + " >= " + threshold + silenced;
  }
}
