// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.List;

/// Connectionist temporal classification: the likelihood of a sequence of labels when it is not
/// known at which steps they occur, as in speech. [Graves et al.
/// 2006](https://doi.org/10.1145/1143844.1143891)
///
/// A path has one label or the blank at every step; without repeated labels and then without blanks
/// it reads as the target. The loss is minus the logarithm of the sum over all such paths of their
/// probabilities. That sum is built step by step over the places of the target with blanks around
/// each label, `_ a _ b _`: a place is reached from itself, from the one before, and from the one
/// before that unless it is a blank or the same label.
///
/// @param blank the class that stands for no label
public record Ctc(int blank) {
  /// Stands for log(0): finite, so that no gradient is NaN.
  private static final double NEVER = -1e30;

  /// The loss of each sequence.
  ///
  /// @param logProbabilities `(T, N, C)`, such as from `logSoftmax(-1)`
  /// @param targets the labels `(N, S)`, i64; behind a target's length they may be anything
  /// @param inputLengths how many of the T steps each sequence has, `(N)`, i64
  /// @param targetLengths how many of the S labels each target has, `(N)`, i64
  /// @return `(N)`; infinite, with gradient 0, where no path reads as the target
  /// @throws ShapeException if the shapes do not fit
  public Tensor of(
      Tensor logProbabilities, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
    requireShapes(logProbabilities, targets, inputLengths, targetLengths);
    Tensor places = places(targets, targetLengths); // (N, L)
    Tensor skips = skips(places); // (N, L)
    int length = places.dim(1);
    Tensor first = Tensor.iota(DType.I64, 1, places.shape().toArray()).eq(0); // (N, L)
    Tensor start = Tensors.where(first, 0, Tensor.full(NEVER, logProbabilities.dtype()));
    Tensor steps = Tensor.iota(DType.I64, 0, logProbabilities.dim(0)); // (T)
    Scan.Result walked =
        Scan.over(List.of(logProbabilities, steps))
            .run(
                List.of(start),
                (carry, row) -> {
                  Tensor before = carry.getFirst(); // (N, L)
                  Tensor one = before.slice(1, 0, length - 1).pad(1, 1, 0, NEVER);
                  Tensor two = one.slice(1, 0, length - 1).pad(1, 1, 0, NEVER);
                  Tensor next = before.logaddexp(one);
                  next = Tensors.where(skips, next.logaddexp(two), next);
                  next = next.add(row.get(0).takeAlong(1, places)).maximum(NEVER);
                  Tensor runs = row.get(1).lt(inputLengths).unsqueeze(1); // (N, 1)
                  return Scan.step(List.of(Tensors.where(runs, next, before)), List.of());
                });
    return ending(walked.carry().getFirst(), targetLengths.unsqueeze(1));
  }

  /// Minus the probability of the last label or the blank behind it.
  private static Tensor ending(Tensor reached, Tensor lengths) {
    Tensor blank = reached.takeAlong(1, lengths.mul(2)); // (N, 1)
    Tensor label = reached.takeAlong(1, lengths.mul(2).sub(1).maximum(0)); // (N, 1)
    Tensor both = Tensors.where(lengths.gt(0), blank.logaddexp(label), blank).squeeze(1); // (N)
    return Tensors.where(both.gt(NEVER / 10), both.neg(), Double.POSITIVE_INFINITY);
  }

  /// The labels with blanks before, between and behind: `(N, 2 S + 1)`.
  private Tensor places(Tensor targets, Tensor lengths) {
    Tensor known = Tensor.iota(targets.dtype(), 1, targets.shape().toArray());
    Tensor labels = targets.where(known.lt(lengths.unsqueeze(1)), blank); // (N, S)
    Tensor blanks = labels.fullLike(blank);
    Tensor pairs = Tensors.stack(2, blanks, labels).flatten(1); // (N, 2 S)
    return pairs.pad(1, 0, 1, blank);
  }

  /// Where a place is reached from the one before the last.
  private Tensor skips(Tensor places) {
    Tensor earlier = places.slice(1, 0, Math.max(0, places.dim(1) - 2)).pad(1, 2, 0, blank);
    Tensor same = places.eq(earlier.slice(1, 0, places.dim(1)));
    return places.ne(blank).and(same.not());
  }

  private static void requireShapes(
      Tensor logProbabilities, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
    if (logProbabilities.rank() != 3
        || targets.rank() != 2
        || targets.dim(0) != logProbabilities.dim(1)
        || inputLengths.rank() != 1
        || inputLengths.dim(0) != targets.dim(0)
        || !targetLengths.shape().equals(inputLengths.shape())) {
      throw new ShapeException(
          "Ctc: log-probabilities (T, N, C) take targets (N, S) and two lengths (N), not shapes "
              + logProbabilities.shape()
              + ", "
              + targets.shape()
              + ", "
              + inputLengths.shape()
              + " and "
              + targetLengths.shape());
    }
  }
}
