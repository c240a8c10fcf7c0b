// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The first neuron that learns: a weighted sum and a threshold.
///
/// ```text
/// y_hat = 1  if w . x + b > 0, else 0
/// w <- w + eta (y - y_hat) x
/// b <- b + eta (y - y_hat)
/// ```
///
/// The rule changes nothing where the output is right. If a line (a hyperplane) parts the two
/// classes, it is found after finitely many changes (Novikoff 1962), whatever the order of the
/// examples. If none does, as for XOR, it never ends; but then the weights stay bounded, and where
/// they come back to what they were at the end of an earlier epoch, they go round for ever: a proof
/// that the data is not linearly separable, which [#fit] looks for.
///
/// ```java
/// Perceptron and = new Perceptron(2);
/// Perceptron.Fit fit = and.fit(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, new int[] {0, 0, 0, 1}, 1, 100);
/// ```
///
/// F. Rosenblatt, [The perceptron: a probabilistic model for information storage and organization
/// in the brain](https://doi.org/10.1037/h0042519), 1958; A. B. J. Novikoff, *On convergence proofs
/// for perceptrons*, 1962.
public final class Perceptron {
  private final double[] weights;
  private double bias;

  /// How a training ended.
  public enum Outcome {
    /// An epoch went by without a mistake: every example is right.
    CONVERGED,
    /// The weights came back to an earlier state: no line parts the classes.
    NOT_SEPARABLE,
    /// The last epoch still made mistakes, and the weights were new each time.
    EPOCH_LIMIT
  }

  /// What came of a training.
  ///
  /// @param outcome how it ended
  /// @param epochs how many epochs were run, the last one without mistakes included
  /// @param mistakes how many mistakes each epoch made, in order
  public record Fit(Outcome outcome, int epochs, List<Integer> mistakes) {
    /// Copies the list.
    public Fit {
      mistakes = List.copyOf(mistakes);
    }

    /// Whether every example is right.
    ///
    /// @return true if an epoch went by without a mistake
    public boolean converged() {
      return outcome == Outcome.CONVERGED;
    }

    /// What happened and what to do, in a sentence.
    @Override
    public String toString() {
      return switch (outcome) {
        case CONVERGED ->
            "converged: epoch "
                + epochs
                + (epochs == 1 ? " was the first and" : "")
                + " made no mistake";
        case NOT_SEPARABLE ->
            "not linearly separable: after epoch "
                + epochs
                + " the weights are what they were before, so they go round for ever, and every"
                + " epoch makes mistakes; a hidden layer is needed (see Mlp)";
        case EPOCH_LIMIT ->
            "did not converge: each of "
                + epochs
                + " epochs made mistakes, the last "
                + mistakes.getLast()
                + "; the data is not linearly separable, or nearly so: use a hidden layer (see Mlp)"
                + " or allow more epochs";
      };
    }
  }

  /// A perceptron whose weights and bias are 0.
  ///
  /// @param inputs the number of inputs, at least 1
  /// @throws IllegalArgumentException if there is none
  public Perceptron(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException("Perceptron: " + inputs + " inputs; at least 1 is needed");
    }
    this.weights = new double[inputs];
  }

  /// The weights.
  ///
  /// @return a copy, one for each input
  public double[] weights() {
    return weights.clone();
  }

  /// The bias: minus the threshold.
  ///
  /// @return the bias
  public double bias() {
    return bias;
  }

  /// The class of an example.
  ///
  /// @param x one number for each input
  /// @return 0 or 1
  /// @throws IllegalArgumentException if the number of inputs differs
  public int predict(float... x) {
    if (x.length != weights.length) {
      throw new IllegalArgumentException(
          "Perceptron.predict: the perceptron has "
              + weights.length
              + " inputs, "
              + x.length
              + " were given");
    }
    return output(x, 0);
  }

  private int output(float[] x, int row) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * x[row * weights.length + i];
    }
    return sum > 0 ? 1 : 0;
  }

  /// Learns, example by example in the given order, until an epoch makes no mistake, the weights
  /// repeat, or `maxEpochs` are over. Goes on from the present weights.
  ///
  /// @param x the examples, row by row: `(y.length, inputs)`
  /// @param y the class of each, 0 or 1
  /// @param eta the learning rate, above 0; from weights 0 it scales the weights and changes
  ///   nothing else
  /// @param maxEpochs the largest number of passes over the examples, at least 1
  /// @return how it ended
  /// @throws IllegalArgumentException if the sizes contradict each other or a class is not 0 or 1
  public Fit fit(float[] x, int[] y, double eta, int maxEpochs) {
    check(x, y, eta, maxEpochs);
    List<Integer> mistakes = new ArrayList<>();
    Set<List<Double>> states = new HashSet<>();
    states.add(state());
    for (int epoch = 1; epoch <= maxEpochs; epoch++) {
      int wrong = epoch(x, y, eta);
      mistakes.add(wrong);
      if (wrong == 0) {
        return new Fit(Outcome.CONVERGED, epoch, mistakes);
      }
      if (!states.add(state())) {
        return new Fit(Outcome.NOT_SEPARABLE, epoch, mistakes);
      }
    }
    return new Fit(Outcome.EPOCH_LIMIT, maxEpochs, mistakes);
  }

  private int epoch(float[] x, int[] y, double eta) {
    int wrong = 0;
    for (int row = 0; row < y.length; row++) {
      int error = y[row] - output(x, row);
      if (error != 0) {
        wrong++;
        for (int i = 0; i < weights.length; i++) {
          weights[i] += eta * error * x[row * weights.length + i];
        }
        bias += eta * error;
      }
    }
    return wrong;
  }

  // Without the sign of zero: -0.0 and 0.0 are different Doubles.
  private List<Double> state() {
    List<Double> state = new ArrayList<>();
    for (double weight : weights) {
      state.add(weight + 0.0);
    }
    state.add(bias + 0.0);
    return state;
  }

  private void check(float[] x, int[] y, double eta, int maxEpochs) {
    if (y.length == 0 || x.length != y.length * weights.length) {
      throw new IllegalArgumentException(
          "Perceptron.fit: "
              + y.length
              + " targets and "
              + weights.length
              + " inputs need "
              + (long) y.length * weights.length
              + " numbers, at least one row; "
              + x.length
              + " were given");
    }
    for (int row = 0; row < y.length; row++) {
      if (y[row] != 0 && y[row] != 1) {
        throw new IllegalArgumentException(
            "Perceptron.fit: the class of row " + row + " is " + y[row] + "; it must be 0 or 1");
      }
    }
    if (!(eta > 0) || maxEpochs < 1) {
      throw new IllegalArgumentException(
          "Perceptron.fit: eta is "
              + eta
              + " and maxEpochs "
              + maxEpochs
              + "; eta must be above 0 and maxEpochs 1 or more");
    }
  }

  /// The rule in numbers, such as `Perceptron[2.0, 1.0] bias -2.0`.
  @Override
  public String toString() {
    return "Perceptron" + Arrays.toString(weights) + " bias " + bias;
  }
}
