// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

/// Lowers the rate when a metric stops getting better.
///
/// ```java
/// Plateau plateau = Plateau.of(0.1, 0.5, 5);
/// optimizer.schedule(plateau);
/// ... // after each epoch
/// plateau.observe(validationLoss);
/// ```
///
/// After more than `patience` observations in a row that are no better than the best one, the rate
/// becomes max(rate * factor, lowest). It follows the observations, so it has state to save:
/// [#state()]. As a [Schedule] its rate is that of now, whatever the step.
public final class Plateau implements Schedule {
  /// What counts as better, and how the rate falls.
  ///
  /// @param smallerIsBetter whether the metric is to fall, as losses do
  /// @param factor what the rate is multiplied by, 0 to 1 (exclusive)
  /// @param patience observations without improvement that are borne, 0 or more
  /// @param threshold what an improvement must exceed
  /// @param relative whether `threshold` is a part of the best value, or else a difference
  /// @param cooldown observations after a fall that do not count, 0 or more
  /// @param lowest the rate that is never fallen below
  /// @param eps a fall by no more than this is not made
  public record Rule(
      boolean smallerIsBetter,
      double factor,
      int patience,
      double threshold,
      boolean relative,
      int cooldown,
      double lowest,
      double eps) {
    /// Checks the numbers.
    public Rule {
      Optimizer.requireBeta("Plateau: factor", factor);
      Curves.requireSteps("Plateau: patience", patience, 0);
      Curves.requireRate("Plateau: threshold", threshold);
      Curves.requireSteps("Plateau: cooldown", cooldown, 0);
      Curves.requireRate("Plateau: lowest", lowest);
      Curves.requireRate("Plateau: eps", eps);
    }

    private boolean isBetter(double value, double best) {
      if (smallerIsBetter) {
        return value < (relative ? best * (1 - threshold) : best - threshold);
      }
      return value > (relative ? best * (1 + threshold) : best + threshold);
    }

    private double worst() {
      return smallerIsBetter ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
  }

  /// Where it stands.
  ///
  /// @param rate the rate of now
  /// @param best the best observation
  /// @param bad how many observations in a row were no better
  /// @param cooling how many more do not count
  public record State(double rate, double best, int bad, int cooling) {}

  private final Rule rule;
  private State state;

  /// A rate that follows `rule`.
  public Plateau(double rate, Rule rule) {
    Curves.requireRate("Plateau: rate", rate);
    this.rule = rule;
    this.state = new State(rate, rule.worst(), 0, 0);
  }

  /// For a loss: the usual threshold of a ten-thousandth of the best, no cooldown, no lowest rate.
  public static Plateau of(double rate, double factor, int patience) {
    return new Plateau(rate, new Rule(true, factor, patience, 1e-4, true, 0, 0, 1e-8));
  }

  /// The rate of now.
  @Override
  public double rate(long step) {
    return state.rate;
  }

  /// Takes note of the metric, once an epoch or whatever the patience counts.
  ///
  /// @return whether the rate fell
  public boolean observe(double value) {
    boolean better = rule.isBetter(value, state.best);
    boolean cooling = state.cooling > 0;
    int bad = better || cooling ? 0 : state.bad + 1;
    boolean falls = bad > rule.patience;
    double next = Math.max(state.rate * rule.factor, rule.lowest);
    boolean moves = falls && state.rate - next > rule.eps;
    state =
        new State(
            moves ? next : state.rate,
            better ? value : state.best,
            falls ? 0 : bad,
            falls ? rule.cooldown : Math.max(0, state.cooling - 1));
    return moves;
  }

  /// All that has to be saved.
  public State state() {
    return state;
  }

  /// Continues from there.
  public void restore(State saved) {
    state = saved;
  }
}
