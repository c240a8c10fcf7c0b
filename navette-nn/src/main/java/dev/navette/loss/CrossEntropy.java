// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.Optional;
import java.util.OptionalInt;

/// Cross-entropy with weights for the classes, a class that does not count, or smoothed targets.
///
/// ```java
/// Tensor loss = CrossEntropy.plain().ignoring(PAD).smoothing(0.1).of(logits, tokens);
/// ```
///
/// With log-probabilities p = logSoftmax(x) over the last of C classes, weights w (1 if there are
/// none) and smoothing s, an element with the target class t has the loss
///
/// (1 - s) * -w(t) p(t) + s / C * sum over c of -w(c) p(c),
///
/// and 0 if t is ignored. Their mean is a weighted one: the sum of the losses over the sum of the
/// w(t) of all elements that count; NaN if none does. Smoothing is that of [Szegedy et al.
/// 2016](https://arxiv.org/abs/1512.00567).
///
/// @param weights one number a class, `(C)`, or empty
/// @param ignored the target that does not count, or empty; it need not be a class
/// @param smoothing how much of each target goes evenly to all classes, 0 to 1
public record CrossEntropy(Optional<Tensor> weights, OptionalInt ignored, double smoothing) {
  /// Checks the smoothing.
  ///
  /// @throws IllegalArgumentException if it is not 0 to 1
  public CrossEntropy {
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new IllegalArgumentException(
          "CrossEntropy: smoothing is " + smoothing + "; it lies between 0 and 1");
    }
  }

  /// Without weights, ignored targets or smoothing.
  public static CrossEntropy plain() {
    return new CrossEntropy(Optional.empty(), OptionalInt.empty(), 0);
  }

  /// The same with weights for the classes.
  ///
  /// @param perClass `(C)`, not negative
  public CrossEntropy weights(Tensor perClass) {
    return new CrossEntropy(Optional.of(perClass), ignored, smoothing);
  }

  /// The same with a target that does not count, such as that of padding.
  public CrossEntropy ignoring(int target) {
    return new CrossEntropy(weights, OptionalInt.of(target), smoothing);
  }

  /// The same with smoothed targets.
  ///
  /// @param amount 0 to 1
  /// @throws IllegalArgumentException if it is not
  public CrossEntropy smoothing(double amount) {
    return new CrossEntropy(weights, ignored, amount);
  }

  // ---- targets that are classes

  /// The weighted mean for logits `(..., C)` and class indices `(...)`.
  ///
  /// @throws ShapeException if the shapes do not fit
  public Tensor of(Tensor logits, Tensor classes) {
    return of(logits, classes, Reduction.MEAN);
  }

  /// The loss of logits.
  ///
  /// @param logits `(..., C)`
  /// @param classes class indices `(...)`, i32 or i64
  /// @throws ShapeException if the shapes do not fit
  public Tensor of(Tensor logits, Tensor classes, Reduction reduction) {
    return ofLogProbabilities(logits.logSoftmax(-1), classes, reduction);
  }

  /// The loss of log-probabilities, such as from `logSoftmax(-1)`.
  ///
  /// @param logProbabilities `(..., C)`
  /// @param classes class indices `(...)`, i32 or i64
  /// @throws ShapeException if the shapes do not fit
  public Tensor ofLogProbabilities(Tensor logProbabilities, Tensor classes, Reduction reduction) {
    int last = logProbabilities.rank() - 1;
    if (last < 0 || !logProbabilities.shape().without(last, last + 1).equals(classes.shape())) {
      throw new ShapeException(
          "CrossEntropy: predictions of shape "
              + logProbabilities.shape()
              + " take classes of the same shape without its last axis, not "
              + classes.shape());
    }
    Tensor weighted = weighted(logProbabilities).neg(); // (..., C)
    Tensor known = ignored.isPresent() ? classes.maskedFill(ignored(classes), 0) : classes; // (...)
    Tensor losses = weighted.takeAlong(last, known.unsqueeze(-1)).squeeze(-1); // (...)
    if (smoothing > 0) {
      double even = smoothing / logProbabilities.dim(-1);
      losses = losses.mul(1 - smoothing).add(weighted.sum(-1).mul(even));
    }
    if (ignored.isPresent()) {
      losses = losses.maskedFill(ignored(classes), 0);
    }
    return reduction == Reduction.MEAN
        ? losses.sum().div(total(losses, classes, known))
        : reduction.of(losses);
  }

  private Tensor ignored(Tensor classes) {
    return classes.eq(ignored.orElseThrow());
  }

  private Tensor weighted(Tensor logProbabilities) {
    if (weights.isEmpty()) {
      return logProbabilities;
    }
    Tensor w = weights.get();
    if (w.rank() != 1 || w.dim(0) != logProbabilities.dim(-1)) {
      throw new ShapeException(
          "CrossEntropy: predictions of shape "
              + logProbabilities.shape()
              + " take one weight for each of "
              + logProbabilities.dim(-1)
              + " classes, not weights of shape "
              + w.shape());
    }
    return logProbabilities.mul(w);
  }

  /// The sum of the targets' weights.
  private Tensor total(Tensor losses, Tensor classes, Tensor known) {
    Tensor each =
        weights.isPresent()
            ? weights.get().cast(losses.dtype()).indexSelect(0, known)
            : losses.onesLike();
    return (ignored.isPresent() ? Tensors.where(ignored(classes), 0, each) : each).sum();
  }

  // ---- targets that are probabilities

  /// The mean for logits and probabilities, both `(..., C)`: the sum over the classes of -w(c) p(c)
  /// ((1 - s) t(c) + s / C). Its mean is over the elements, whatever the weights; none is ignored.
  ///
  /// @throws ShapeException if the shapes do not fit
  public Tensor ofProbabilities(Tensor logits, Tensor probabilities) {
    return ofProbabilities(logits, probabilities, Reduction.MEAN);
  }

  /// [#ofProbabilities(Tensor, Tensor)], reduced otherwise.
  ///
  /// @param logits `(..., C)`
  /// @param probabilities `(..., C)`, 0 to 1, with sum 1 over the last axis
  /// @throws ShapeException if the shapes do not fit
  public Tensor ofProbabilities(Tensor logits, Tensor probabilities, Reduction reduction) {
    Loss.requireSameShape("CrossEntropy", logits, probabilities);
    Tensor target =
        smoothing > 0
            ? probabilities.mul(1 - smoothing).add(smoothing / logits.dim(-1))
            : probabilities;
    return reduction.of(weighted(logits.logSoftmax(-1)).mul(target).sum(-1).neg());
  }
}
