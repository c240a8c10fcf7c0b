// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Batch;
import dev.navette.data.Loader;
import dev.navette.data.Pass;
import dev.navette.nn.Mode;
import dev.navette.nn.Module;
import dev.navette.nn.Variables;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds a learning rate: trains a little with a rate that grows at every step, and looks where the
/// loss falls fastest. [Smith 2015](https://arxiv.org/abs/1506.01186)
///
/// ```java
/// RateFinder.Curve curve = RateFinder.of(step, optimizer, model).run(loader);
/// optimizer.setLearningRate(curve.suggestion());
/// ```
///
/// Model and optimizer are in the end as they were. The optimizer must follow no schedule.
public final class RateFinder {
  private static final double SMOOTHING = 0.9;
  private static final double GIVE_UP = 4;

  private final Step step;
  private final Optimizer optimizer;
  private final Module model;
  private double low = 1e-7;
  private double high = 10;
  private int steps = 100;

  private RateFinder(Step step, Optimizer optimizer, Module model) {
    this.step = step;
    this.optimizer = optimizer;
    this.model = model;
  }

  /// A finder with 100 steps from 1e-7 to 10.
  public static RateFinder of(Step step, Optimizer optimizer, Module model) {
    return new RateFinder(step, optimizer, model);
  }

  /// Sets the rates to try.
  ///
  /// @throws IllegalArgumentException unless 0 < `from` < `to` and there are 10 steps or more
  public RateFinder range(double from, double to, int count) {
    if (!(from > 0 && to > from && to < Double.POSITIVE_INFINITY) || count < 10) {
      throw new IllegalArgumentException(
          "rate finder: "
              + count
              + " steps from "
              + from
              + " to "
              + to
              + "; use 10 or more, and rates with 0 < from < to");
    }
    low = from;
    high = to;
    steps = count;
    return this;
  }

  /// What was tried: data for a plot.
  ///
  /// @param rates one a step, growing by the same factor
  /// @param losses of the steps
  /// @param smoothed exponential averages of the losses, corrected for their start
  /// @param suggestion the rate at which the smoothed loss falls fastest
  public record Curve(
      List<Double> rates, List<Double> losses, List<Double> smoothed, double suggestion) {
    /// Keeps copies of the lists.
    public Curve {
      rates = List.copyOf(rates);
      losses = List.copyOf(losses);
      smoothed = List.copyOf(smoothed);
    }
  }

  /// Tries the rates, until the loss is four times its least or no number.
  ///
  /// @param loader its batches are gone through as often as need be
  /// @throws IllegalStateException if the loss never fell, or the optimizer follows a schedule
  public Curve run(Loader<?> loader) {
    if (optimizer.followsSchedule()) {
      throw new IllegalStateException(
          "rate finder: the optimizer follows a schedule; set that after the rate is found");
    }
    Map<String, Tensor> weights = model.snapshot();
    Map<String, Tensor> state = Variables.snapshot(optimizer.state());
    long count = optimizer.stepCount();
    double rate = optimizer.learningRate();
    try {
      return tried(loader);
    } finally {
      model.load(weights);
      optimizer.restore(state, count);
      optimizer.setLearningRate(rate);
    }
  }

  private Curve tried(Loader<?> loader) {
    Rng dropout = Rng.of(0).stream("dropout");
    List<Double> rates = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    List<Double> smoothed = new ArrayList<>();
    double average = 0;
    double least = Double.POSITIVE_INFINITY;
    int epoch = 1;
    Pass pass = loader.pass(epoch);
    for (int i = 0; i < steps; i++) {
      double rate = low * StrictMath.pow(high / low, i / (steps - 1.0));
      optimizer.setLearningRate(rate);
      if (!pass.hasNext()) {
        pass = loader.pass(++epoch);
      }
      Batch batch = pass.next();
      Outcome outcome = Mode.training(dropout, () -> step.of(batch));
      optimizer.step(outcome.loss());
      double loss = outcome.loss().item();
      average = SMOOTHING * average + (1 - SMOOTHING) * loss;
      double smooth = average / (1 - StrictMath.pow(SMOOTHING, i + 1.0));
      if (!Double.isFinite(loss) || smooth > GIVE_UP * least) {
        break;
      }
      least = Math.min(least, smooth);
      rates.add(rate);
      losses.add(loss);
      smoothed.add(smooth);
    }
    return new Curve(rates, losses, smoothed, steepest(rates, smoothed));
  }

  /// Rates grow by one factor, so differences of neighbours are slopes over log(rate).
  private static double steepest(List<Double> rates, List<Double> smoothed) {
    int best = -1;
    double fall = 0;
    for (int i = 1; i + 1 < smoothed.size(); i++) {
      double slope = smoothed.get(i + 1) - smoothed.get(i - 1);
      if (slope < fall) {
        fall = slope;
        best = i;
      }
    }
    if (best < 0) {
      throw new IllegalStateException(
          "rate finder: the loss never fell in "
              + smoothed.size()
              + " steps; start from a smaller rate, and check loss and targets");
    }
    return rates.get(best);
  }
}
