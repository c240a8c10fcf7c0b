// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

/// The rate swings between `low` and `high` for ever, the momentum the other way round. [Smith
/// 2015](https://arxiv.org/abs/1506.01186)
///
/// @param low the lowest rate
/// @param high the highest rate
/// @param up steps from `low` to `high`, 1 or more
/// @param down steps back, 1 or more
/// @param swing how high each cycle reaches
/// @param lowMomentum the momentum at the highest rate
/// @param highMomentum the momentum at the lowest rate
public record Cyclic(
    double low,
    double high,
    long up,
    long down,
    Swing swing,
    double lowMomentum,
    double highMomentum)
    implements Schedule {
  /// What the height of a swing is multiplied by.
  @FunctionalInterface
  public interface Swing {
    /// The factor.
    ///
    /// @param cycle 1 in the first cycle
    /// @param step 0, 1, ...
    double scale(long cycle, long step);

    /// 1: all cycles are as high.
    static Swing triangular() {
      return (_, _) -> 1;
    }

    /// 1, 1/2, 1/4, ...: each cycle is half as high as the one before.
    static Swing triangular2() {
      return (cycle, _) -> StrictMath.pow(0.5, cycle - 1.0);
    }

    /// gamma^step.
    static Swing exponential(double gamma) {
      return (_, step) -> StrictMath.pow(gamma, (double) step);
    }
  }

  /// Checks the numbers.
  public Cyclic {
    Curves.requireRate("Cyclic: low", low);
    Curves.requireRate("Cyclic: high", high);
    Curves.requireSteps("Cyclic: up", up, 1);
    Curves.requireSteps("Cyclic: down", down, 1);
    Optimizer.requireBeta("Cyclic: lowMomentum", lowMomentum);
    Optimizer.requireBeta("Cyclic: highMomentum", highMomentum);
  }

  /// Triangles of the same height, with momentum 0.9 at `low` and 0.8 at `high`.
  ///
  /// @param half steps up, and steps down
  public static Cyclic of(double low, double high, long half) {
    return of(low, high, half, half, Swing.triangular());
  }

  /// Triangles of any height, with momentum 0.9 at `low` and 0.8 at `high`.
  public static Cyclic of(double low, double high, long up, long down, Swing swing) {
    return new Cyclic(low, high, up, down, swing, 0.8, 0.9);
  }

  @Override
  public double rate(long step) {
    return low + (high - low) * height(step);
  }

  /// The momentum of every step.
  public Schedule momentum() {
    return step -> highMomentum - (highMomentum - lowMomentum) * height(step);
  }

  private double height(long step) {
    long cycle = step / (up + down);
    long since = step % (up + down);
    double share = since <= up ? (double) since / up : (double) (up + down - since) / down;
    return share * swing.scale(cycle + 1, step);
  }
}
