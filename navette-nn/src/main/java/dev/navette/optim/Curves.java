// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import java.util.Arrays;
import java.util.List;

/// The formulas behind the factories of [Schedule].
final class Curves {
  private Curves() {}

  record Constant(double rate) implements Schedule {
    Constant {
      requireRate("constant", rate);
    }

    @Override
    public double rate(long step) {
      return rate;
    }
  }

  record Step(double start, long size, double gamma) implements Schedule {
    Step {
      requireRate("step: start", start);
      requireSteps("step: size", size, 1);
      requireRate("step: gamma", gamma);
    }

    @Override
    public double rate(long step) {
      return start * StrictMath.pow(gamma, (double) Math.floorDiv(step, size));
    }
  }

  record MultiStep(double start, double gamma, List<Long> milestones) implements Schedule {
    MultiStep {
      requireRate("multiStep: start", start);
      requireRate("multiStep: gamma", gamma);
    }

    @Override
    public double rate(long step) {
      return start * StrictMath.pow(gamma, reached(milestones, step));
    }
  }

  record Exponential(double start, double gamma) implements Schedule {
    Exponential {
      requireRate("exponential: start", start);
      requireRate("exponential: gamma", gamma);
    }

    @Override
    public double rate(long step) {
      return start * StrictMath.pow(gamma, (double) step);
    }
  }

  record InverseTime(double start, double decay) implements Schedule {
    InverseTime {
      requireRate("inverseTime: start", start);
      requireRate("inverseTime: decay", decay);
    }

    @Override
    public double rate(long step) {
      return start / (1 + decay * step);
    }
  }

  record Polynomial(double start, long steps, double power) implements Schedule {
    Polynomial {
      requireRate("polynomial: start", start);
      requireSteps("polynomial: steps", steps, 1);
      requireRate("polynomial: power", power);
    }

    @Override
    public double rate(long step) {
      return start * StrictMath.pow(1 - (double) Math.min(step, steps) / steps, power);
    }
  }

  record Linear(double from, double to, long steps) implements Schedule {
    Linear {
      requireRate("linear: from", from);
      requireRate("linear: to", to);
      requireSteps("linear: steps", steps, 0);
    }

    @Override
    public double rate(long step) {
      return step >= steps ? to : from + (to - from) * ((double) step / steps);
    }
  }

  record InverseSqrt(double peak, long warmup) implements Schedule {
    InverseSqrt {
      requireRate("inverseSqrt: peak", peak);
      requireSteps("inverseSqrt: warmup", warmup, 1);
    }

    @Override
    public double rate(long step) {
      double share = (step + 1.0) / warmup;
      return peak * Math.min(share, 1 / Math.sqrt(share));
    }
  }

  record Cosine(double start, double low, long steps) implements Schedule {
    Cosine {
      requireRate("cosine: start", start);
      requireRate("cosine: low", low);
      requireSteps("cosine: steps", steps, 1);
    }

    @Override
    public double rate(long step) {
      return cosine(start, low, (double) (step % (2 * steps)) / steps);
    }
  }

  record WarmRestarts(double start, double low, long first, int growth) implements Schedule {
    WarmRestarts {
      requireRate("warmRestarts: start", start);
      requireRate("warmRestarts: low", low);
      requireSteps("warmRestarts: first", first, 1);
      requireSteps("warmRestarts: growth", growth, 1);
    }

    @Override
    public double rate(long step) {
      long length = first;
      long since = growth == 1 ? step % first : step;
      while (since >= length) {
        since -= length;
        length *= growth;
      }
      return cosine(start, low, (double) since / length);
    }
  }

  record Until(Schedule schedule, long last) implements Schedule {
    Until {
      requireSteps("until: last", last, 0);
    }

    @Override
    public double rate(long step) {
      return schedule.rate(Math.min(step, last));
    }
  }

  record Sequence(List<Schedule> schedules, List<Long> milestones) implements Schedule {
    Sequence {
      schedules = List.copyOf(schedules);
    }

    @Override
    public double rate(long step) {
      int index = reached(milestones, step);
      long start = index == 0 ? 0 : milestones.get(index - 1);
      return schedules.get(index).rate(step - start);
    }
  }

  record Product(Schedule schedule, Schedule factor) implements Schedule {
    @Override
    public double rate(long step) {
      return schedule.rate(step) * factor.rate(step);
    }
  }

  record EveryEpoch(Schedule schedule, long stepsPerEpoch) implements Schedule {
    EveryEpoch {
      requireSteps("everyEpoch: stepsPerEpoch", stepsPerEpoch, 1);
    }

    @Override
    public double rate(long step) {
      return schedule.rate(Math.floorDiv(step, stepsPerEpoch));
    }
  }

  /// Half a cosine from `from` at 0 to `to` at 1.
  static double cosine(double from, double to, double share) {
    return to + (from - to) * (1 + StrictMath.cos(Math.PI * share)) / 2;
  }

  /// How many milestones are at `step` or before.
  private static int reached(List<Long> milestones, long step) {
    int count = 0;
    while (count < milestones.size() && milestones.get(count) <= step) {
      count++;
    }
    return count;
  }

  static List<Long> ascending(String what, long... milestones) {
    long[] sorted = milestones.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, milestones) || (sorted.length > 0 && sorted[0] < 0)) {
      throw new IllegalArgumentException(
          what
              + ": the milestones are "
              + Arrays.toString(milestones)
              + "; give steps, 0 or more, in ascending order");
    }
    return Arrays.stream(milestones).boxed().toList();
  }

  static void requireRate(String what, double rate) {
    Optimizer.requireNotNegative(what, rate);
  }

  static void requireSteps(String what, long steps, long least) {
    if (steps < least) {
      throw new IllegalArgumentException(what + " is " + steps + "; use " + least + " or more");
    }
  }
}
