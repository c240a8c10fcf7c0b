// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;

/// The usual losses; [CrossEntropy] has weights and ignored targets, [MarginLoss],
/// [DistributionLoss] and [Ctc] are the rarer ones. To weigh elements, take them with
/// [Reduction#NONE], multiply, and reduce by [Reduction#of(Tensor)].
public final class Loss {
  private Loss() {}

  // ---- regression

  /// The mean of (x - y)^2.
  ///
  /// @throws ShapeException if the shapes differ
  public static Tensor mse(Tensor prediction, Tensor target) {
    return mse(prediction, target, Reduction.MEAN);
  }

  /// (x - y)^2.
  ///
  /// @throws ShapeException if the shapes differ
  public static Tensor mse(Tensor prediction, Tensor target, Reduction reduction) {
    return reduction.of(difference("mse", prediction, target).square());
  }

  /// The mean of |x - y|; the gradient at 0 is 0.
  ///
  /// @throws ShapeException if the shapes differ
  public static Tensor l1(Tensor prediction, Tensor target) {
    return l1(prediction, target, Reduction.MEAN);
  }

  /// |x - y|; the gradient at 0 is 0.
  ///
  /// @throws ShapeException if the shapes differ
  public static Tensor l1(Tensor prediction, Tensor target, Reduction reduction) {
    return reduction.of(difference("l1", prediction, target).abs());
  }

  /// The mean of [#huber(Tensor, Tensor, double, Reduction)].
  ///
  /// @param delta where it becomes linear, positive
  /// @throws ShapeException if the shapes differ
  public static Tensor huber(Tensor prediction, Tensor target, double delta) {
    return huber(prediction, target, delta, Reduction.MEAN);
  }

  /// (x - y)^2 / 2 where |x - y| is at most delta, else delta * (|x - y| - delta / 2). [Huber
  /// 1964](https://doi.org/10.1214/aoms/1177703732)
  ///
  /// @param delta where it becomes linear, positive
  /// @throws ShapeException if the shapes differ
  public static Tensor huber(Tensor prediction, Tensor target, double delta, Reduction reduction) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("huber: delta is " + delta + "; it must be positive");
    }
    Tensor d = difference("huber", prediction, target);
    Tensor size = d.abs();
    Tensor linear = size.sub(0.5 * delta).mul(delta);
    return reduction.of(d.square().mul(0.5).where(size.le(delta), linear));
  }

  /// (x - y)^2 / (2 beta) where |x - y| is below beta, else |x - y| - beta / 2: Huber's loss
  /// divided by beta, and [#l1] for beta 0. [Girshick 2015](https://arxiv.org/abs/1504.08083)
  ///
  /// @param beta where it becomes linear, 0 or more
  /// @throws ShapeException if the shapes differ
  public static Tensor smoothL1(
      Tensor prediction, Tensor target, double beta, Reduction reduction) {
    if (!(beta >= 0)) {
      throw new IllegalArgumentException("smoothL1: beta is " + beta + "; it must be 0 or more");
    }
    Tensor d = difference("smoothL1", prediction, target);
    Tensor size = d.abs();
    return reduction.of(
        beta == 0
            ? size
            : d.square().mul(0.5).div(beta).where(size.lt(beta), size.sub(0.5 * beta)));
  }

  // ---- two classes

  /// The mean cross-entropy of probabilities; see [#binaryCrossEntropyWithLogits(Tensor, Tensor)]
  /// for what is exact.
  ///
  /// @param probability in 0 to 1
  /// @param target in 0 to 1, float
  /// @throws ShapeException if the shapes differ
  public static Tensor binaryCrossEntropy(Tensor probability, Tensor target) {
    return binaryCrossEntropy(probability, target, Reduction.MEAN);
  }

  /// -(y log(p) + (1 - y) log(1 - p)), logarithms not below -100.
  ///
  /// @param probability in 0 to 1
  /// @param target in 0 to 1, float
  /// @throws ShapeException if the shapes differ
  public static Tensor binaryCrossEntropy(Tensor probability, Tensor target, Reduction reduction) {
    requireSameShape("binaryCrossEntropy", probability, target);
    return reduction.of(probability.binaryCrossEntropy(target));
  }

  /// The mean cross-entropy of logits.
  ///
  /// @param logit any number; its sigmoid is the probability
  /// @param target in 0 to 1, float
  /// @throws ShapeException if the shapes differ
  public static Tensor binaryCrossEntropyWithLogits(Tensor logit, Tensor target) {
    return binaryCrossEntropyWithLogits(logit, target, Reduction.MEAN);
  }

  /// max(x, 0) - x y + log(1 + e^-|x|). Its gradient is sigmoid(x) - y.
  ///
  /// @param logit any number; its sigmoid is the probability
  /// @param target in 0 to 1, float
  /// @throws ShapeException if the shapes differ
  public static Tensor binaryCrossEntropyWithLogits(
      Tensor logit, Tensor target, Reduction reduction) {
    requireSameShape("binaryCrossEntropyWithLogits", logit, target);
    return reduction.of(logit.binaryCrossEntropyWithLogits(target));
  }

  /// p y log(1 + e^-x) + (1 - y) log(1 + e^x): the cross-entropy of logits in which the positive
  /// examples of each class count p times, for classes that are rare.
  ///
  /// @param logit any number; its sigmoid is the probability
  /// @param target in 0 to 1, float
  /// @param positiveWeight p, a shape that stretches to that of the logits, such as `(C)`
  /// @throws ShapeException if the shapes do not fit
  public static Tensor binaryCrossEntropyWithLogits(
      Tensor logit, Tensor target, Tensor positiveWeight, Reduction reduction) {
    requireSameShape("binaryCrossEntropyWithLogits", logit, target);
    Tensor positive = target.mul(positiveWeight).mul(logit.neg().softplus());
    return reduction.of(positive.add(target.rsub(1).mul(logit.softplus())));
  }

  // ---- several classes

  /// The mean cross-entropy of logits `(..., C)` and class indices `(...)`.
  ///
  /// @throws ShapeException if the targets do not have the shape of the logits without its last
  ///   axis
  /// @throws DTypeException if the targets are not i32 or i64
  public static Tensor crossEntropy(Tensor logits, Tensor classes) {
    return crossEntropy(logits, classes, Reduction.MEAN);
  }

  /// log(sum(e^x)) - x(class) over the last axis of logits `(..., C)`: the negative logarithm of
  /// the softmax. A class outside of 0 to C - 1 gives NaN.
  ///
  /// @param classes class indices `(...)`, i32 or i64
  /// @throws ShapeException if the targets do not have the shape of the logits without its last
  ///   axis
  /// @throws DTypeException if the targets are not i32 or i64
  public static Tensor crossEntropy(Tensor logits, Tensor classes, Reduction reduction) {
    return reduction.of(logits.negativeLogLikelihood(classes));
  }

  /// The mean cross-entropy of logits `(..., C)` and probabilities of the same shape.
  ///
  /// @throws ShapeException if the shapes differ
  public static Tensor softCrossEntropy(Tensor logits, Tensor probabilities) {
    return softCrossEntropy(logits, probabilities, Reduction.MEAN);
  }

  /// The sum of -p log(softmax(x)) over the last axis: the cross-entropy with soft targets, such as
  /// those of a teacher, or one-hot targets t smoothed by s: t (1 - s) + s / C.
  ///
  /// @param logits `(..., C)`
  /// @param probabilities `(..., C)`, 0 to 1, with sum 1 over the last axis
  /// @throws ShapeException if the shapes differ
  public static Tensor softCrossEntropy(Tensor logits, Tensor probabilities, Reduction reduction) {
    requireSameShape("softCrossEntropy", logits, probabilities);
    return reduction.of(logits.logSoftmax(-1).mul(probabilities).sum(-1).neg());
  }

  /// The mean of minus the logarithm of each class's probability.
  ///
  /// @param logProbabilities `(..., C)`, such as from `logSoftmax(-1)`
  /// @param classes class indices `(...)`, i32 or i64
  /// @throws ShapeException if the classes do not have the shape without its last axis
  public static Tensor nll(Tensor logProbabilities, Tensor classes) {
    return nll(logProbabilities, classes, Reduction.MEAN);
  }

  /// Minus the logarithm of each class's probability. A class outside of 0 to C - 1 throws when
  /// evaluated.
  ///
  /// @param logProbabilities `(..., C)`, such as from `logSoftmax(-1)`
  /// @param classes class indices `(...)`, i32 or i64
  /// @throws ShapeException if the classes do not have the shape without its last axis
  public static Tensor nll(Tensor logProbabilities, Tensor classes, Reduction reduction) {
    int last = logProbabilities.rank() - 1;
    if (last < 0 || !logProbabilities.shape().without(last, last + 1).equals(classes.shape())) {
      throw new ShapeException(
          "nll: log-probabilities of shape "
              + logProbabilities.shape()
              + " take classes of the same shape without its last axis, not "
              + classes.shape());
    }
    Tensor picked = logProbabilities.takeAlong(last, classes.unsqueeze(-1)).squeeze(-1);
    return reduction.of(picked.neg());
  }

  // ---- penalties

  /// lambda / (2 m) * the sum of all w^2: weight decay as a term of a loss. Biases are usually left
  /// out.
  ///
  /// @param parameters one or more, of one dtype
  /// @param m the number of examples in the batch, or 1
  public static Tensor l2Penalty(List<Variable> parameters, double lambda, int m) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("l2Penalty: there are no parameters; give at least one");
    }
    Tensor sum = parameters.getFirst().value().square().sum();
    for (Variable w : parameters.subList(1, parameters.size())) {
      sum = sum.add(w.value().square().sum());
    }
    return sum.mul(lambda / (2.0 * m));
  }

  private static Tensor difference(String loss, Tensor prediction, Tensor target) {
    requireSameShape(loss, prediction, target);
    return prediction.sub(target);
  }

  static void requireSameShape(String loss, Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          loss
              + ": the prediction has shape "
              + prediction.shape()
              + " and the target "
              + target.shape()
              + "; a loss does not broadcast: reshape one of them (squeeze, unsqueeze)");
    }
  }
}
