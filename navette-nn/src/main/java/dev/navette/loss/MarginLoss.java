// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;

/// Losses that are content once something is far enough from something else: rankings, embeddings,
/// and classes kept apart by a margin. (a)+ stands for max(a, 0).
public final class MarginLoss {
  private static final double COSINE_EPS = 1e-12;

  private MarginLoss() {}

  // ---- two classes, targets 1 and -1

  /// x where the target is 1, (margin - x)+ where it is -1: for distances x of pairs that belong
  /// together or do not.
  ///
  /// @param target 1 or -1, the shape of x
  /// @throws ShapeException if the shapes differ
  public static Tensor hingeEmbedding(Tensor x, Tensor target, double margin, Reduction reduction) {
    Loss.requireSameShape("hingeEmbedding", x, target);
    return reduction.of(Tensors.where(target.eq(1), x, x.rsub(margin).relu()));
  }

  /// log(1 + e^(-t x)): logistic regression with targets t of 1 and -1, exact for large x.
  ///
  /// @param target 1 or -1, the shape of x
  /// @throws ShapeException if the shapes differ
  public static Tensor softMargin(Tensor x, Tensor target, Reduction reduction) {
    Loss.requireSameShape("softMargin", x, target);
    return reduction.of(target.neg().mul(x).softplus());
  }

  // ---- pairs and triples

  /// (margin - t (a - b))+: a should rank above b where t is 1, below it where t is -1.
  ///
  /// @param target 1 or -1
  /// @throws ShapeException if the three shapes differ
  public static Tensor marginRanking(
      Tensor a, Tensor b, Tensor target, double margin, Reduction reduction) {
    Loss.requireSameShape("marginRanking", a, b);
    Loss.requireSameShape("marginRanking", a, target);
    return reduction.of(target.neg().mul(a.sub(b)).add(margin).relu());
  }

  /// 1 - cos(a, b) where t is 1, (cos(a, b) - margin)+ where it is -1, with the cosine over the
  /// last axis: a.b / sqrt((a.a + 1e-12) (b.b + 1e-12)).
  ///
  /// @param a `(..., D)`
  /// @param b `(..., D)`
  /// @param target `(...)`, 1 or -1
  /// @throws ShapeException if the shapes do not fit
  public static Tensor cosineEmbedding(
      Tensor a, Tensor b, Tensor target, double margin, Reduction reduction) {
    Loss.requireSameShape("cosineEmbedding", a, b);
    Tensor product = a.mul(b).sum(-1);
    Loss.requireSameShape("cosineEmbedding", product, target);
    Tensor lengths =
        a.square().sum(-1).add(COSINE_EPS).mul(b.square().sum(-1).add(COSINE_EPS)).sqrt();
    Tensor cosine = product.div(lengths);
    return reduction.of(Tensors.where(target.eq(1), cosine.rsub(1), cosine.sub(margin).relu()));
  }

  /// (d(anchor, positive) - d(anchor, negative) + margin)+ with the Euclidean distance. [Balntas et
  /// al. 2016](https://doi.org/10.5244/C.30.119)
  ///
  /// @param anchor `(..., D)`, as the other two
  /// @throws ShapeException if the shapes differ
  public static Tensor triplet(
      Tensor anchor, Tensor positive, Tensor negative, double margin, Reduction reduction) {
    return triplet(anchor, positive, negative, new Distance(2, 1e-6), margin, false, reduction);
  }

  /// [#triplet(Tensor, Tensor, Tensor, double, Reduction)] with any p-norm.
  ///
  /// @param swap whether the distance to the negative is the smaller one of those from anchor and
  ///   positive
  /// @throws ShapeException if the shapes differ
  public static Tensor triplet(
      Tensor anchor,
      Tensor positive,
      Tensor negative,
      Distance distance,
      double margin,
      boolean swap,
      Reduction reduction) {
    Loss.requireSameShape("triplet", anchor, positive);
    Loss.requireSameShape("triplet", anchor, negative);
    Tensor near = distance.of(anchor, positive);
    Tensor far = distance.of(anchor, negative);
    if (swap) {
      far = far.minimum(distance.of(positive, negative));
    }
    return reduction.of(near.sub(far).add(margin).relu());
  }

  /// The p-norm of a - b + eps over the last axis. The eps keeps the gradient finite where a is b.
  ///
  /// @param p positive
  /// @param eps added to each element
  public record Distance(double p, double eps) {
    /// The distances.
    ///
    /// @param a `(..., D)`
    /// @param b `(..., D)`
    /// @return `(...)`
    public Tensor of(Tensor a, Tensor b) {
      return a.sub(b).add(eps).norm(p, -1);
    }
  }

  // ---- several classes

  /// The sum over all classes c but the target t of (margin - x(t) + x(c))+ to the power p, divided
  /// by the number of classes.
  ///
  /// @param scores `(..., C)`
  /// @param classes `(...)`, i32 or i64
  /// @param p 1 or 2
  /// @throws ShapeException if the shapes do not fit
  public static Tensor multiMargin(
      Tensor scores, Tensor classes, int p, double margin, Reduction reduction) {
    return reduction.of(margins(scores, classes, p, margin).sum(-1));
  }

  /// [#multiMargin(Tensor, Tensor, int, double, Reduction)], each element times the weight of its
  /// class.
  ///
  /// @param weights `(C)`
  /// @throws ShapeException if the shapes do not fit
  public static Tensor multiMargin(
      Tensor scores, Tensor classes, int p, double margin, Tensor weights, Reduction reduction) {
    Tensor each = margins(scores, classes, p, margin).sum(-1);
    return reduction.of(each.mul(weights.indexSelect(0, classes)));
  }

  private static Tensor margins(Tensor scores, Tensor classes, int p, double margin) {
    if (p != 1 && p != 2) {
      throw new IllegalArgumentException("multiMargin: p is " + p + "; it must be 1 or 2");
    }
    int last = scores.rank() - 1;
    if (last < 0 || !scores.shape().without(last, last + 1).equals(classes.shape())) {
      throw new ShapeException(
          "multiMargin: scores of shape "
              + scores.shape()
              + " take classes of the same shape without its last axis, not "
              + classes.shape());
    }
    int count = scores.dim(-1);
    Tensor own = scores.takeAlong(last, classes.unsqueeze(-1)); // (..., 1)
    Tensor over = scores.sub(own).add(margin).relu(); // (..., C)
    Tensor others = classes.unsqueeze(-1).ne(Tensor.arange(count).cast(classes.dtype()));
    return Tensors.where(others, p == 1 ? over : over.square(), 0).div(count);
  }

  /// The mean over the last axis of the binary cross-entropy of logits, for examples that may have
  /// several labels at once.
  ///
  /// @param logits `(..., C)`
  /// @param labels `(..., C)`, 0 or 1, float
  /// @throws ShapeException if the shapes differ
  public static Tensor multilabelSoftMargin(Tensor logits, Tensor labels, Reduction reduction) {
    return reduction.of(labelLosses(logits, labels).mean(-1));
  }

  /// [#multilabelSoftMargin(Tensor, Tensor, Reduction)], each label times its weight.
  ///
  /// @param weights `(C)`
  /// @throws ShapeException if the shapes do not fit
  public static Tensor multilabelSoftMargin(
      Tensor logits, Tensor labels, Tensor weights, Reduction reduction) {
    return reduction.of(labelLosses(logits, labels).mul(weights).mean(-1));
  }

  private static Tensor labelLosses(Tensor logits, Tensor labels) {
    return Loss.binaryCrossEntropyWithLogits(logits, labels, Reduction.NONE);
  }
}
