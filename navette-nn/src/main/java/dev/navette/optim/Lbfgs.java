// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.nn.Module;
import dev.navette.nn.Variables;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// L-BFGS: a quasi-Newton method that knows the curvature from its last steps; for small models and
/// losses of all data. [Liu and Nocedal 1989](https://doi.org/10.1007/BF01589116)
///
/// ```java
/// Lbfgs optimizer = new Lbfgs(model, Lbfgs.Settings.strongWolfe());
/// for (int k = 0; k < 20; k++) {
///   double loss = optimizer.step(() -> Loss.mse(model.forward(x), y));
/// }
/// ```
///
/// The direction is -H g, where H is the product of the latest `history` updates s, y (changes of
/// the parameters and of the gradient) applied to (s . y / y . y) I. A pair with s . y of at most
/// 1e-10 is left out. Vectors are f64 on the host, whatever the dtype of the parameters.
public final class Lbfgs {
  private static final double CURVATURE = 1e-10;

  /// How far to go along the direction.
  public enum LineSearch {
    /// The learning rate; in the very first iteration times min(1, 1 / sum of |g|).
    FIXED,
    /// A step that satisfies the strong Wolfe conditions, tried from the fixed one on.
    STRONG_WOLFE
  }

  /// How to step.
  ///
  /// @param learningRate the step along the direction
  /// @param iterations an update has at most, 1 or more
  /// @param evaluations after which an update begins no further iteration
  /// @param gradientTolerance an update ends when no |gradient| is larger
  /// @param changeTolerance an update ends when parameters or loss change by no more
  /// @param history pairs that are remembered, 1 or more
  /// @param search how far to go
  public record Settings(
      double learningRate,
      int iterations,
      int evaluations,
      double gradientTolerance,
      double changeTolerance,
      int history,
      LineSearch search) {
    /// Checks the numbers.
    public Settings {
      Optimizer.requireNotNegative("learning rate", learningRate);
      Curves.requireSteps("Lbfgs: iterations", iterations, 1);
      Curves.requireSteps("Lbfgs: evaluations", evaluations, 1);
      Optimizer.requireNotNegative("gradientTolerance", gradientTolerance);
      Optimizer.requireNotNegative("changeTolerance", changeTolerance);
      Curves.requireSteps("Lbfgs: history", history, 1);
    }

    /// Learning rate 1, 20 iterations, 25 evaluations, tolerances 1e-7 and 1e-9, 100 pairs, a fixed
    /// step.
    public static Settings fixed() {
      return new Settings(1, 20, 25, 1e-7, 1e-9, 100, LineSearch.FIXED);
    }

    /// As [#fixed()], with line search.
    public static Settings strongWolfe() {
      return new Settings(1, 20, 25, 1e-7, 1e-9, 100, LineSearch.STRONG_WOLFE);
    }
  }

  /// A change of the parameters and of the gradient.
  private record Pair(double[] s, double[] y) {
    double product() {
      return dot(s, y);
    }
  }

  private final List<Variable> parameters;
  private final Settings settings;
  private final int size;
  private final List<Pair> pairs = new ArrayList<>();
  private double[] direction = {};
  private double[] gradient = {};
  private double reach;
  private long iterations;
  private long evaluations;

  /// L-BFGS for a model.
  public Lbfgs(Module model, Settings settings) {
    this(model.variables(), settings);
  }

  /// L-BFGS for variables by path.
  ///
  /// @throws IllegalArgumentException if none is trainable
  public Lbfgs(Map<String, Variable> variables, Settings settings) {
    this.parameters = variables.values().stream().filter(Variable::isTrainable).distinct().toList();
    this.settings = settings;
    this.size = parameters.stream().mapToInt(Variable::size).sum();
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "optimizer: there is nothing to train among "
              + variables.size()
              + " variables; give a model with parameters (new Variable(...))");
    }
  }

  /// Makes up to `iterations` iterations.
  ///
  /// @param loss records the loss, shape `()`, of the parameters as they are then; called once or
  ///   several times. It must be the same function each time (no dropout, the same batch).
  /// @return the loss before
  public double step(Supplier<Tensor> loss) {
    StrongWolfe.Point now = evaluate(loss, 0);
    double before = now.value();
    long end = evaluations - 1 + Math.max(2, settings.evaluations);
    for (int left = settings.iterations; left > 0 && evaluations < end; left--) {
      if (largest(now.gradient()) <= settings.gradientTolerance) {
        break;
      }
      turn(now.gradient());
      double slope = dot(now.gradient(), direction);
      if (slope > -settings.changeTolerance) {
        break;
      }
      var start = new StrongWolfe.Point(0, now.value(), now.gradient(), slope);
      now = advance(start, loss, left == 1);
      boolean rests = reach * largest(direction) <= settings.changeTolerance;
      if (rests || Math.abs(now.value() - start.value()) < settings.changeTolerance) {
        break;
      }
    }
    return before;
  }

  /// Takes the latest change in and turns to the next direction.
  private void turn(double[] g) {
    if (iterations++ == 0) {
      direction = scaled(g, -1);
      reach = Math.min(1, 1 / sum(g)) * settings.learningRate;
    } else {
      Pair latest = new Pair(scaled(direction, reach), difference(g, gradient));
      if (latest.product() > CURVATURE) {
        if (pairs.size() == settings.history) {
          pairs.removeFirst();
        }
        pairs.add(latest);
      }
      direction = newton(g);
      reach = settings.learningRate;
    }
    gradient = g;
  }

  /// -H g by the two loops over the pairs.
  private double[] newton(double[] g) {
    double[] d = scaled(g, -1);
    double[] shares = new double[pairs.size()];
    for (int i = pairs.size() - 1; i >= 0; i--) {
      Pair p = pairs.get(i);
      shares[i] = dot(p.s, d) / p.product();
      add(d, p.y, -shares[i]);
    }
    if (!pairs.isEmpty()) {
      Pair last = pairs.getLast();
      d = scaled(d, last.product() / dot(last.y, last.y));
    }
    for (int i = 0; i < shares.length; i++) {
      Pair p = pairs.get(i);
      add(d, p.s, shares[i] - dot(p.y, d) / p.product());
    }
    return d;
  }

  /// Moves along the direction. After the last fixed step nothing is evaluated.
  private StrongWolfe.Point advance(StrongWolfe.Point start, Supplier<Tensor> loss, boolean last) {
    double[] from = position();
    return switch (settings.search) {
      case FIXED -> {
        move(from, reach);
        yield last ? start : evaluate(loss, reach);
      }
      case STRONG_WOLFE -> {
        StrongWolfe search =
            new StrongWolfe(
                step -> {
                  move(from, step);
                  return evaluate(loss, step);
                },
                start,
                largest(direction));
        StrongWolfe.Point found = search.search(reach);
        reach = found.step();
        move(from, reach);
        yield found;
      }
    };
  }

  // ---- parameters as one vector

  private StrongWolfe.Point evaluate(Supplier<Tensor> loss, double step) {
    Tensor value = loss.get();
    List<Tensor> gradients = Grad.of(value, parameters);
    List<Tensor> all = new ArrayList<>(gradients);
    all.add(value);
    Navette.eval(all.toArray(Tensor[]::new));
    evaluations++;
    double[] g = flat(gradients);
    return new StrongWolfe.Point(
        step, value.item(), g, direction.length == 0 ? 0 : dot(g, direction));
  }

  private double[] position() {
    return flat(parameters.stream().map(Variable::value).toList());
  }

  private double[] flat(List<Tensor> tensors) {
    double[] all = new double[size];
    int at = 0;
    for (Tensor t : tensors) {
      double[] part = t.toDoubleArray();
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private void move(double[] from, double step) {
    double[] to = from.clone();
    add(to, direction, step);
    int at = 0;
    for (Variable v : parameters) {
      double[] part = Arrays.copyOfRange(to, at, at + v.size());
      v.assign(Tensor.of(part, v.shape().toArray()).cast(v.type().dtype()));
      at += part.length;
    }
    Navette.commit(parameters);
  }

  // ---- what is known

  /// How many iterations were made.
  public long iterations() {
    return iterations;
  }

  /// How often the loss was computed.
  public long evaluations() {
    return evaluations;
  }

  /// All that has to be saved: `direction` and `gradient` (n), `changes` and `gradient_changes` (m,
  /// n), and `numbers`: the last step along the direction, iterations and evaluations.
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("direction", Tensor.of(direction, direction.length));
    state.put("gradient", Tensor.of(gradient, gradient.length));
    state.put("changes", stacked(pairs.stream().map(Pair::s).toList()));
    state.put("gradient_changes", stacked(pairs.stream().map(Pair::y).toList()));
    state.put(
        "numbers", Tensor.of(new double[] {reach, (double) iterations, (double) evaluations}, 3));
    return state;
  }

  private Tensor stacked(List<double[]> rows) {
    double[] all = new double[rows.size() * size];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * size, size);
    }
    return Tensor.of(all, rows.size(), size);
  }

  /// Continues where another one of the same parameters stood.
  ///
  /// @param saved from [#state()]
  /// @throws IllegalArgumentException if a name or shape is wrong; nothing is changed then
  public void restore(Map<String, Tensor> saved) {
    Map<String, Variable> read = new LinkedHashMap<>();
    Tensor none = Tensor.zeros(0);
    int rows = saved.getOrDefault("changes", none).dim(0);
    int known = saved.getOrDefault("direction", none).size() == 0 ? 0 : size;
    for (String name : List.of("direction", "gradient")) {
      read.put(name, Variable.state(Tensor.of(new double[known], known)));
    }
    for (String name : List.of("changes", "gradient_changes")) {
      read.put(name, Variable.state(Tensor.of(new double[rows * size], rows, size)));
    }
    read.put("numbers", Variable.state(Tensor.of(new double[3], 3)));
    Variables.load(read, Map.of(), saved);
    direction = values(read, "direction");
    gradient = values(read, "gradient");
    pairs.clear();
    double[] s = values(read, "changes");
    double[] y = values(read, "gradient_changes");
    for (int from = 0; from < rows * size; from += size) {
      pairs.add(
          new Pair(
              Arrays.copyOfRange(s, from, from + size), Arrays.copyOfRange(y, from, from + size)));
    }
    double[] numbers = values(read, "numbers");
    reach = numbers[0];
    iterations = (long) numbers[1];
    evaluations = (long) numbers[2];
  }

  private static double[] values(Map<String, Variable> read, String name) {
    return Objects.requireNonNull(read.get(name)).value().toDoubleArray();
  }

  // ---- vectors

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double sum(double[] a) {
    double sum = 0;
    for (double x : a) {
      sum += Math.abs(x);
    }
    return sum;
  }

  private static double largest(double[] a) {
    double largest = 0;
    for (double x : a) {
      largest = Math.max(largest, Math.abs(x));
    }
    return largest;
  }

  private static double[] scaled(double[] a, double factor) {
    double[] scaled = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      scaled[i] = a[i] * factor;
    }
    return scaled;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static void add(double[] to, double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      to[i] += factor * a[i];
    }
  }
}
