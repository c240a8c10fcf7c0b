// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

/// One cycle: the rate rises from `peak / div` to `peak` and falls to `peak / div / finalDiv` over
/// the whole training, the momentum the other way round. [Smith and Topin
/// 2017](https://arxiv.org/abs/1708.07120)
///
/// The rise ends in step `rising * steps - 1`. With `threePhases` the fall is as long as the rise
/// and ends where the rise began; the rest goes on to the last rate with the momentum high.
///
/// @param peak the highest rate
/// @param steps of the whole training, 2 or more; the last rate is kept afterwards
/// @param rising the part of the steps in which the rate rises, 0 to 1
/// @param anneal how it goes from one to the other
/// @param lowMomentum the momentum at the peak
/// @param highMomentum the momentum at first and at the end
/// @param div what `peak` is divided by at first
/// @param finalDiv what that is divided by at the end
/// @param threePhases whether the fall mirrors the rise before the rate vanishes
public record OneCycle(
    double peak,
    long steps,
    double rising,
    Anneal anneal,
    double lowMomentum,
    double highMomentum,
    double div,
    double finalDiv,
    boolean threePhases)
    implements Schedule {
  /// How a number goes from one value to another.
  public enum Anneal {
    /// Along half a cosine.
    COSINE,
    /// On a straight line.
    LINEAR;

    double at(double from, double to, double share) {
      return switch (this) {
        case COSINE -> Curves.cosine(from, to, share);
        case LINEAR -> from + (to - from) * share;
      };
    }
  }

  /// Checks the numbers.
  public OneCycle {
    Curves.requireRate("OneCycle: peak", peak);
    Curves.requireSteps("OneCycle: steps", steps, 2);
    if (!(rising >= 0 && rising <= 1)) {
      throw new IllegalArgumentException(
          "OneCycle: the rising part is " + rising + "; it lies between 0 and 1");
    }
    Optimizer.requireBeta("OneCycle: lowMomentum", lowMomentum);
    Optimizer.requireBeta("OneCycle: highMomentum", highMomentum);
    requirePositive("div", div);
    requirePositive("finalDiv", finalDiv);
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "OneCycle: " + what + " is " + value + "; it must be positive");
    }
  }

  /// The usual cycle: a rise of 30 %, cosines, momentum from 0.95 to 0.85, from peak / 25 to peak /
  /// 250,000.
  public static OneCycle of(double peak, long steps) {
    return new OneCycle(peak, steps, 0.3, Anneal.COSINE, 0.85, 0.95, 25, 1e4, false);
  }

  @Override
  public double rate(long step) {
    double first = peak / div;
    double end = first / finalDiv;
    return threePhases ? at(step, first, peak, first, end) : at(step, first, peak, end, end);
  }

  /// The momentum of every step.
  public Schedule momentum() {
    return step -> at(step, highMomentum, lowMomentum, highMomentum, highMomentum);
  }

  /// From `first` to `top`, to `middle`, and with three phases on to `end`.
  private double at(long step, double first, double top, double middle, double end) {
    double now = Math.min(step, steps - 1);
    double up = rising * steps - 1;
    if (up > 0 && now <= up) {
      return anneal.at(first, top, now / up);
    }
    double last = steps - 1.0;
    double down = threePhases ? 2 * rising * steps - 2 : last;
    if (!threePhases || now <= down) {
      return anneal.at(top, middle, (now - up) / (down - up));
    }
    return anneal.at(middle, end, (now - down) / (last - down));
  }
}
