// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The curvature of a loss: what can be known of its Hessian H without ever writing it down, from
/// products H v. Each costs about two gradients.
public final class Hessian {
  private Hessian() {}

  /// The eigenvalue of largest magnitude.
  ///
  /// @param value the eigenvalue, negative if the loss curves down most
  /// @param vector its eigenvector of norm 1, one tensor a variable
  /// @param iterations how many products it took
  /// @param converged whether it changed by less than the tolerance at last
  public record Eigen(double value, List<Tensor> vector, int iterations, boolean converged) {
    /// Copies the list.
    public Eigen {
      vector = List.copyOf(vector);
    }
  }

  /// A mean of samples.
  ///
  /// @param value the mean
  /// @param standardError the deviation of the samples by the root of their number
  public record Estimate(double value, double standardError) {}

  /// H v = grad((grad L)^T v), with 0 for variables that the loss does not depend on.
  ///
  /// @param loss shape `()`, recorded on the current values
  /// @param vector shapes of the variables
  public static List<Tensor> product(Tensor loss, List<Variable> variables, List<Tensor> vector) {
    // What a sum takes part in with factor 0 is known to the gradient, and does not change it.
    Tensor nothing = Tensor.scalar(0, loss.dtype());
    for (Variable v : variables) {
      nothing = nothing.add(v.value().sum().mul(0).cast(loss.dtype()));
    }
    List<Tensor> gradients = Grad.of(loss.add(nothing), variables);
    Tensor inner = nothing;
    for (int i = 0; i < gradients.size(); i++) {
      inner = inner.add(gradients.get(i).mul(vector.get(i)).sum().cast(loss.dtype()));
    }
    return Grad.of(inner, variables);
  }

  /// The eigenvalue of largest magnitude by power iteration: v becomes H v / |H v|, and the
  /// eigenvalue is v^T H v.
  ///
  /// @param loss shape `()`, recorded on the current values and not yet overwritten
  /// @param iterations the most products
  /// @param tolerance by which relative change it has converged, such as 1e-4
  /// @param seed what the first vector follows from
  public static Eigen topEigenvalue(
      Tensor loss, List<Variable> variables, int iterations, double tolerance, long seed) {
    requirePositive("iterations", iterations);
    Rng rng = Rng.of(seed).stream("hessian");
    List<Tensor> v = new ArrayList<>();
    for (Variable variable : variables) {
      v.add(rng.standardNormal(variable.shape().toArray()).cast(variable.type().dtype()));
    }
    v = scaled(v, 1 / Math.sqrt(inner(v, v).item()));
    double value = Double.NaN;
    for (int i = 1; i <= iterations; i++) {
      List<Tensor> hv = product(loss, variables, v);
      Tensor along = inner(v, hv);
      Tensor squares = inner(hv, hv);
      List<Tensor> all = new ArrayList<>(hv);
      all.addAll(List.of(along, squares));
      Navette.eval(all.toArray(Tensor[]::new));
      double before = value;
      value = along.item();
      double norm = Math.sqrt(squares.item());
      boolean converged = Math.abs(value - before) <= tolerance * Math.abs(value) || norm == 0;
      if (converged || !(norm < Double.POSITIVE_INFINITY)) {
        return new Eigen(value, v, i, converged);
      }
      v = scaled(hv, 1 / norm);
    }
    return new Eigen(value, v, iterations, false);
  }

  /// The trace by Hutchinson's estimator: the mean of v^T H v over vectors v of random signs.
  ///
  /// @param loss shape `()`, recorded on the current values and not yet overwritten
  /// @param samples how many vectors
  /// @param seed what they follow from
  public static Estimate trace(Tensor loss, List<Variable> variables, int samples, long seed) {
    requirePositive("samples", samples);
    Rng rng = Rng.of(seed).stream("hutchinson");
    double[] values = new double[samples];
    for (int s = 0; s < samples; s++) {
      List<Tensor> v = new ArrayList<>();
      for (Variable variable : variables) {
        Tensor up = rng.bernoulli(0.5, variable.shape().toArray());
        v.add(Plain.of(up.cast(variable.type().dtype()).mul(2).sub(1)));
      }
      values[s] = inner(v, product(loss, variables, v)).item();
    }
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    double error = samples == 1 ? Double.NaN : Math.sqrt(squares / (samples - 1.0) / samples);
    return new Estimate(mean, error);
  }

  private static Tensor inner(List<Tensor> a, List<Tensor> b) {
    Tensor sum = Tensor.scalar(0, a.getFirst().dtype());
    for (int i = 0; i < a.size(); i++) {
      sum = sum.add(a.get(i).mul(b.get(i)).sum());
    }
    return sum;
  }

  private static List<Tensor> scaled(List<Tensor> v, double factor) {
    return v.stream().map(t -> Plain.of(t.mul(factor))).toList();
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("Hessian: " + what + " is " + value + "; use 1 or more");
    }
  }
}
