// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.ir.DType;
import dev.navette.nn.Module;
import dev.navette.nn.Variables;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// An average of a model's weights over training, which often does better than the last weights.
///
/// ```java
/// WeightAverage average = WeightAverage.exponential(model, 0.999);
/// for (Batch batch : batches) {
///   optimizer.step(loss(model, batch));
///   average.update();
/// }
/// double accuracy = average.with(() -> evaluate(model));
/// ```
///
/// The first update copies, the later ones average. All floats of the model are averaged, running
/// statistics too; other variables are copied. Averages of 16-bit floats are f32. After an average
/// of weights far apart, estimate the statistics of batch normalisation again:
/// [dev.navette.nn.RunningStatistics#reestimate].
public final class WeightAverage {
  private final Map<String, Variable> model;
  private final Map<String, Variable> averages = new LinkedHashMap<>();
  private final double decay;
  private long updates;

  private WeightAverage(Map<String, Variable> model, double decay) {
    this.model = model;
    this.decay = decay;
    model.forEach((path, v) -> {
      DType dtype = v.type().dtype();
      averages.put(
          path, Variable.state(v.value().cast(dtype.isFloat() ? dtype.computeType() : dtype)));
    });
  }

  /// The exponential moving average: e = decay e + (1 - decay) w.
  ///
  /// @param decay 0 to 1, such as 0.999
  public static WeightAverage exponential(Module model, double decay) {
    return exponential(model.variables(), decay);
  }

  /// The exponential moving average of variables by path.
  ///
  /// @param decay 0 to 1, such as 0.999
  public static WeightAverage exponential(Map<String, Variable> variables, double decay) {
    return new WeightAverage(variables, Optimizer.requireBeta("decay", decay));
  }

  /// The mean of all updates, for stochastic weight averaging: call [#update()] at the end of each
  /// epoch of a constant or cyclic learning rate. [Izmailov et al.
  /// 2018](https://arxiv.org/abs/1803.05407)
  public static WeightAverage equal(Module model) {
    return equal(model.variables());
  }

  /// The mean of all updates, of variables by path.
  public static WeightAverage equal(Map<String, Variable> variables) {
    return new WeightAverage(variables, Double.NaN);
  }

  /// Takes the weights of now in.
  public void update() {
    double share = Double.isNaN(decay) ? 1.0 / (updates + 1) : 1 - decay;
    averages.forEach((path, average) -> {
      Tensor w = Objects.requireNonNull(model.get(path)).value().cast(average.type().dtype());
      boolean copies = updates == 0 || !average.type().dtype().isFloat();
      average.assign(copies ? w : mean(average.value(), w, share));
    });
    Navette.commit(List.copyOf(averages.values()));
    updates++;
  }

  private static Tensor mean(Tensor average, Tensor w, double share) {
    return average.add(w.sub(average).mul(Tensor.argument(share, average.dtype())));
  }

  /// Runs `body` with the averages in the model; afterwards the model is as before, whatever `body`
  /// has changed.
  ///
  /// @return what `body` returns
  /// @throws IllegalStateException before the first update
  public <T> T with(Supplier<T> body) {
    Map<String, Tensor> before = Variables.snapshot(model);
    apply();
    try {
      return body.get();
    } finally {
      Variables.load(model, Map.of(), before);
    }
  }

  /// Sets the model to the averages, for good.
  ///
  /// @throws IllegalStateException before the first update
  public void apply() {
    if (updates == 0) {
      throw new IllegalStateException(
          "average: nothing was averaged yet; call update() after a step");
    }
    Variables.load(model, Map.of(), Variables.snapshot(averages));
  }

  /// How many weights were taken in.
  public long updates() {
    return updates;
  }

  /// The averages by path.
  public Map<String, Variable> state() {
    return Collections.unmodifiableMap(averages);
  }

  /// Continues where another average of the same model stood.
  ///
  /// @param values of all of [#state()]
  /// @param updates its updates, 0 or more
  /// @throws IllegalArgumentException if a name or shape is wrong; nothing is changed then
  public void restore(Map<String, Tensor> values, long updates) {
    Curves.requireSteps("restore: updates", updates, 0);
    Variables.load(averages, Map.of(), values);
    this.updates = updates;
  }
}
