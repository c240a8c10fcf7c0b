// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import java.util.List;

/// The learning rate of every step: a pure function, so that resuming needs nothing but the number
/// of the step.
///
/// ```java
/// new AdamW(model, 1e-3).schedule(Schedule.cosine(1e-3, 10_000).warmedUp(500));
/// ```
///
/// Step 0 is the first. A length counts steps; [#everyEpoch] makes it count epochs instead. All
/// rates are absolute: the first argument is the rate that the schedule starts from or rises to. A
/// schedule that starts from 1 is a factor for [#times]. A lambda is a schedule too: `k -> 0.1 / (1
/// + k)`.
///
/// See [Plateau] for what follows a metric, [OneCycle] and [Cyclic] for what moves the momentum
/// besides.
@FunctionalInterface
public interface Schedule {
  /// The rate of a step.
  ///
  /// @param step how many steps came before: 0, 1, ...
  double rate(long step);

  // ---- falling

  /// The same rate throughout.
  static Schedule constant(double rate) {
    return new Curves.Constant(rate);
  }

  /// start * gamma^floor(k / size): falls every `size` steps.
  ///
  /// @param size 1 or more
  static Schedule step(double start, long size, double gamma) {
    return new Curves.Step(start, size, gamma);
  }

  /// start * gamma^n, where n of the milestones are at k or before.
  ///
  /// @param milestones steps in ascending order; one that is there twice counts twice
  static Schedule multiStep(double start, double gamma, long... milestones) {
    return new Curves.MultiStep(start, gamma, Curves.ascending("multiStep", milestones));
  }

  /// start * gamma^k.
  static Schedule exponential(double start, double gamma) {
    return new Curves.Exponential(start, gamma);
  }

  /// start / (1 + decay k).
  static Schedule inverseTime(double start, double decay) {
    return new Curves.InverseTime(start, decay);
  }

  /// start * (1 - k / steps)^power, and 0 from `steps` on.
  ///
  /// @param steps 1 or more
  static Schedule polynomial(double start, long steps, double power) {
    return new Curves.Polynomial(start, steps, power);
  }

  /// From `from` to `to` on a straight line in `steps` steps, then `to`: falling, or warming up.
  ///
  /// @param steps 0 or more
  static Schedule linear(double from, double to, long steps) {
    return new Curves.Linear(from, to, steps);
  }

  /// peak * min((k + 1) / warmup, sqrt(warmup / (k + 1))): rises evenly, reaches `peak` in step
  /// `warmup` (counted from 1) and falls with the root. [Vaswani et al.
  /// 2017](https://arxiv.org/abs/1706.03762), where peak is 1 / sqrt(width * warmup).
  ///
  /// @param warmup 1 or more
  static Schedule inverseSqrt(double peak, long warmup) {
    return new Curves.InverseSqrt(peak, warmup);
  }

  // ---- cosines

  /// [#cosine(double, double, long)] down to 0.
  static Schedule cosine(double start, long steps) {
    return cosine(start, 0, steps);
  }

  /// low + (start - low) (1 + cos(pi k / steps)) / 2: half a cosine from `start` to `low`. Later it
  /// rises and falls again as cosines do; see [#until] to stay at `low`. [Loshchilov and Hutter
  /// 2016](https://arxiv.org/abs/1608.03983)
  ///
  /// @param steps 1 or more
  static Schedule cosine(double start, double low, long steps) {
    return new Curves.Cosine(start, low, steps);
  }

  /// A cosine that starts again after `first` steps, then after `first * growth`, and so on.
  /// [Loshchilov and Hutter 2016](https://arxiv.org/abs/1608.03983)
  ///
  /// @param first steps of the first cosine, 1 or more
  /// @param growth how many times as long each is as the one before, 1 or more
  static Schedule warmRestarts(double start, double low, long first, int growth) {
    return new Curves.WarmRestarts(start, low, first, growth);
  }

  // ---- combining

  /// This in the first `step` steps, from then on `next` from its own step 0.
  ///
  /// @param step 0 or more
  default Schedule then(long step, Schedule next) {
    return sequence(List.of(this, next), step);
  }

  /// This up to step `last`, whose rate is kept from then on.
  ///
  /// @param last 0 or more
  default Schedule until(long last) {
    return new Curves.Until(this, last);
  }

  /// Several in sequence, each from its own step 0.
  ///
  /// @param schedules one more than milestones
  /// @param milestones where each but the first begins, in ascending order
  static Schedule sequence(List<Schedule> schedules, long... milestones) {
    List<Long> starts = Curves.ascending("sequence", milestones);
    if (schedules.size() != starts.size() + 1) {
      throw new IllegalArgumentException(
          "sequence: "
              + schedules.size()
              + " schedules and "
              + starts.size()
              + " milestones; there is a milestone where each schedule but the first begins");
    }
    return new Curves.Sequence(schedules, starts);
  }

  /// This times `factor`, a schedule of factors such as `Schedule.exponential(1, 0.99)`.
  default Schedule times(Schedule factor) {
    return new Curves.Product(this, factor);
  }

  /// `steps` steps that rise evenly to this schedule's first rate, then this from its step 0: step
  /// k of them has rate(0) * (k + 1) / (steps + 1).
  ///
  /// @param steps 0 or more
  default Schedule warmedUp(long steps) {
    double first = rate(0);
    Curves.requireSteps("warmedUp: steps", steps, 0);
    return linear(first / (steps + 1), first, steps).then(steps, this);
  }

  /// This counting epochs: the rate of epoch 0 for the first `stepsPerEpoch` steps, then that of
  /// epoch 1.
  ///
  /// @param stepsPerEpoch 1 or more
  default Schedule everyEpoch(long stepsPerEpoch) {
    return new Curves.EveryEpoch(this, stepsPerEpoch);
  }
}
