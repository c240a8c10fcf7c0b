// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import java.util.function.DoubleFunction;

/// Finds a step along a descent direction that satisfies the strong Wolfe conditions: the value
/// falls by a ten-thousandth of what the slope promises at least, and the slope flattens to nine
/// tenths at most. Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6, with cubic
/// interpolation.
final class StrongWolfe {
  private static final double DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final double WIDTH = 1e-9;
  private static final int TRIALS = 25;

  private final DoubleFunction<Point> function;
  private final Point start;
  private final double size;
  private int trials;

  /// A step, the value there, the gradient and the slope along the direction.
  record Point(double step, double value, double[] gradient, double slope) {}

  /// Two steps with a good one between them; `low` has the smaller value.
  private record Bracket(Point low, Point high) {
    static Bracket of(Point a, Point b) {
      return a.value <= b.value ? new Bracket(a, b) : new Bracket(b, a);
    }

    double left() {
      return Math.min(low.step, high.step);
    }

    double right() {
      return Math.max(low.step, high.step);
    }
  }

  /// @param function from a step to what is there
  /// @param start the point of step 0
  /// @param size the largest element of the direction
  StrongWolfe(DoubleFunction<Point> function, Point start, double size) {
    this.function = function;
    this.start = start;
    this.size = size;
  }

  /// A point, tried from `step` on.
  Point search(double step) {
    Point before = start;
    Point now = function.apply(step);
    while (trials < TRIALS) {
      if (!falls(now) || (trials > 1 && now.value >= before.value)) {
        return zoom(Bracket.of(before, now));
      }
      if (isFlat(now)) {
        return now;
      }
      if (now.slope >= 0) {
        return zoom(Bracket.of(before, now));
      }
      double least = now.step + 0.01 * (now.step - before.step);
      double next = minimum(before, now, least, now.step * 10);
      before = now;
      now = function.apply(next);
      trials++;
    }
    return Bracket.of(start, now).low;
  }

  private boolean falls(Point p) {
    return !(p.value > start.value + DECREASE * p.step * start.slope);
  }

  private boolean isFlat(Point p) {
    return Math.abs(p.slope) <= -CURVATURE * start.slope;
  }

  private Point zoom(Bracket first) {
    Bracket bracket = first;
    boolean slow = false;
    while (trials < TRIALS && (bracket.right() - bracket.left()) * size >= WIDTH) {
      double left = bracket.left();
      double right = bracket.right();
      double step = minimum(bracket.low, bracket.high, left, right);
      double margin = 0.1 * (right - left);
      boolean near = Math.min(right - step, step - left) < margin;
      if (near && (slow || step >= right || step <= left)) {
        step = right - step < step - left ? right - margin : left + margin;
        slow = false;
      } else {
        slow = near;
      }
      Point p = function.apply(step);
      trials++;
      if (!falls(p) || p.value >= bracket.low.value) {
        bracket = Bracket.of(bracket.low, p);
      } else if (isFlat(p)) {
        return p;
      } else {
        boolean rises = p.slope * (bracket.high.step - bracket.low.step) >= 0;
        bracket = new Bracket(p, rises ? bracket.low : bracket.high);
      }
    }
    return bracket.low;
  }

  /// Where the cubic through two points with their slopes is smallest, within bounds.
  private static double minimum(Point p, Point q, double least, double most) {
    Point a = p.step <= q.step ? p : q;
    Point b = p.step <= q.step ? q : p;
    double d = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
    double square = d * d - a.slope * b.slope;
    if (!(square >= 0)) {
      return (least + most) / 2;
    }
    double root = Math.sqrt(square);
    double share = (b.slope + root - d) / (b.slope - a.slope + 2 * root);
    return Math.clamp(b.step - (b.step - a.step) * share, least, most);
  }
}
