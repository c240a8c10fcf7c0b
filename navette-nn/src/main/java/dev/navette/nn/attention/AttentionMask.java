// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// Which keys each query may attend to, and what is added to the scores.
///
/// ```java
/// AttentionMask mask = AttentionMask.NONE.causal().padding(tokens.eq(pad));
/// ```
///
/// Everything applies at once: a key is seen if no part of the mask hides it. A query that sees no
/// key gets zeros.
///
/// @param first the position of the first query if the mask is causal, an integer scalar
/// @param allowed bool, true where a query may attend, broadcast to the scores
/// @param padding bool, true where a key is padding, `(B, Tk)`
/// @param added to the scores, broadcast to them
/// @param slopes ALiBi's, one a head
public record AttentionMask(
    Optional<Tensor> first,
    Optional<Tensor> allowed,
    Optional<Tensor> padding,
    Optional<Tensor> added,
    Optional<Tensor> slopes) {
  /// Every query sees every key.
  public static final AttentionMask NONE =
      new AttentionMask(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// No query sees a later key: query i sees the keys 0 to i.
  public AttentionMask causal() {
    return causalFrom(Positions.START);
  }

  /// No query sees a later key, where the first query is at another position than the first key:
  /// query i sees the keys 0 to position + i.
  ///
  /// @param position an i32 scalar; a plan does not depend on its value
  public AttentionMask causalFrom(Tensor position) {
    return new AttentionMask(Optional.of(position), allowed, padding, added, slopes);
  }

  /// Only keys for which this is true are seen.
  ///
  /// @param visible bool, broadcast to the scores, such as `(Tq, Tk)` or `(B, 1, Tq, Tk)`
  public AttentionMask allowing(Tensor visible) {
    Tensor both = combined("allowing", allowed, visible, Tensor::and);
    return new AttentionMask(first, Optional.of(both), padding, added, slopes);
  }

  /// Keys for which this is true are not seen.
  ///
  /// @param hidden bool, broadcast to the scores, such as `(Tq, Tk)` or `(B, 1, Tq, Tk)`
  public AttentionMask hiding(Tensor hidden) {
    requireBool("hiding", hidden);
    return allowing(hidden.not());
  }

  /// Keys that are padding are not seen.
  ///
  /// @param isPadding bool, `(B, Tk)`, whatever the number of heads
  public AttentionMask padding(Tensor isPadding) {
    if (isPadding.rank() != 2) {
      throw new ShapeException(
          "AttentionMask.padding: shape "
              + isPadding.shape()
              + "; it must be (B, Tk), true where a key is padding");
    }
    Tensor either = combined("padding", padding, isPadding, Tensor::or);
    return new AttentionMask(first, allowed, Optional.of(either), added, slopes);
  }

  /// Adds to the scores; -inf hides a key.
  ///
  /// @param bias floats, broadcast to the scores
  public AttentionMask adding(Tensor bias) {
    Tensor sum = added.isPresent() ? added.get().add(bias) : bias;
    return new AttentionMask(first, allowed, padding, Optional.of(sum), slopes);
  }

  /// Subtracts from the score of query i and key j the distance |i - j| times a slope of the head's
  /// own, in place of positions in the embedding. [Press et al.
  /// 2021](https://arxiv.org/abs/2108.12409)
  ///
  /// @param heads the number of heads, 1 or more
  public AttentionMask alibi(int heads) {
    return new AttentionMask(first, allowed, padding, added, Optional.of(alibiSlopes(heads)));
  }

  /// 2^(-8/n), 2^(-16/n), ... for n heads if n is a power of two; else those of the power below it,
  /// and every other one of the power above.
  private static Tensor alibiSlopes(int heads) {
    if (heads < 1) {
      throw new ShapeException("AttentionMask.alibi: " + heads + " heads; use 1 or more");
    }
    int power = Integer.highestOneBit(heads);
    float[] slopes = new float[heads];
    for (int i = 0; i < heads; i++) {
      double exponent = i < power ? 8.0 * (i + 1) / power : 4.0 * (2 * (i - power) + 1) / power;
      slopes[i] = (float) StrictMath.pow(2, -exponent);
    }
    return Tensor.of(slopes, heads);
  }

  /// The padding of this mask and nothing else: for other queries on the same keys.
  public AttentionMask paddingAlone() {
    return padding.isPresent() ? NONE.padding(padding.get()) : NONE;
  }

  /// Whether it is known when recording that query i sees the keys 0 to i at most.
  boolean isTriangular() {
    return first.isPresent() && first.get() == Positions.START;
  }

  /// A triangular mask for the queries from `from` to `to` and the keys that they see.
  AttentionMask part(int from, int to) {
    return new AttentionMask(
        Optional.of(Tensor.argument(from, DType.I32)),
        allowed.map(a -> {
          Tensor rows = a.rank() < 2 || a.dim(-2) == 1 ? a : a.slice(-2, from, to);
          return a.dim(-1) == 1 ? rows : rows.slice(-1, 0, to);
        }),
        padding.map(p -> p.slice(1, 0, to)),
        added,
        slopes);
  }

  /// The same mask for `count` further keys at the end, which every query sees.
  AttentionMask withMoreKeys(int count) {
    if (count == 0) {
      return this;
    }
    if (first.isPresent() || slopes.isPresent()) {
      throw new IllegalArgumentException(
          "MultiHeadAttention: keys that every sequence ends in have no position; give the causal"
              + " mask as allowing(Tensors.causalMask(T)), and no ALiBi");
    }
    return new AttentionMask(
        first,
        allowed.map(a -> a.dim(-1) == 1 ? a : a.cast(DType.I32).pad(-1, 0, count, 1).ne(0)),
        padding.map(p -> p.cast(DType.I32).pad(-1, 0, count, 0).ne(0)),
        added.map(a -> a.dim(-1) == 1 ? a : a.pad(-1, 0, count, 0)),
        slopes);
  }

  private static Tensor combined(
      String method, Optional<Tensor> before, Tensor more, BinaryOperator<Tensor> how) {
    requireBool(method, more);
    return before.isPresent() ? how.apply(before.get(), more) : more;
  }

  private static void requireBool(String method, Tensor mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new DTypeException(
          "AttentionMask."
              + method
              + ": the mask is "
              + mask.type()
              + "; it must be bool (compare, for example with ne(0), or use adding for floats)");
    }
  }

  /// The softmax of what the mask leaves of the scores.
  ///
  /// @param scores `(..., Tq, Tk)`
  Tensor weights(Tensor scores) {
    return weights(scores, Positions.START);
  }

  /// The softmax of what the mask leaves of some rows of the scores.
  ///
  /// @param scores `(..., rows, Tk)`
  /// @param row the first of them, an i32 scalar
  Tensor weights(Tensor scores, Tensor row) {
    Shape s = scores.shape();
    Tensor biased = scores;
    if (slopes.isPresent()) {
      Tensor slope = slopes.get().cast(scores.dtype()).reshape(-1, 1, 1);
      Tensor distance = columns(s).sub(positions(s, row)).abs().cast(scores.dtype());
      biased = biased.sub(distance.mul(slope));
    }
    if (added.isPresent()) {
      biased = biased.add(fitting("adding", added.get(), s).cast(scores.dtype()));
    }
    List<Tensor> conditions = conditions(s, row);
    if (conditions.isEmpty()) {
      return biased.softmax(-1);
    }
    return biased.maskedSoftmax(
        conditions.stream().reduce(Tensor::and).orElseThrow().broadcastTo(s), -1);
  }

  /// What has to hold for a key to be seen.
  private List<Tensor> conditions(Shape s, Tensor row) {
    List<Tensor> conditions = new ArrayList<>();
    if (first.isPresent()) {
      conditions.add(columns(s).le(positions(s, row)));
    }
    allowed.ifPresent(a -> conditions.add(fitting("allowing", a, s)));
    padding.ifPresent(p -> conditions.add(keysOf(p, s).not()));
    added.ifPresent(a -> conditions.add(a.gt(Double.NEGATIVE_INFINITY)));
    return conditions;
  }

  private Tensor positions(Shape s, Tensor row) {
    Tensor rows = Tensor.iota(DType.I32, 0, s.dim(s.rank() - 2), s.dim(s.rank() - 1)).add(row);
    return first.isPresent() ? rows.add(first.get()) : rows;
  }

  private static Tensor columns(Shape s) {
    return Tensor.iota(DType.I32, 1, s.dim(s.rank() - 2), s.dim(s.rank() - 1));
  }

  private static Tensor keysOf(Tensor padding, Shape s) {
    if (s.rank() < 3 || padding.dim(0) != s.dim(0) || padding.dim(1) != s.dim(s.rank() - 1)) {
      throw new ShapeException(
          "AttentionMask.padding: the padding has shape "
              + padding.shape()
              + " and the scores "
              + s
              + "; it must be (B, Tk), the first and last extent of the scores");
    }
    int[] dims = new int[s.rank()];
    Arrays.fill(dims, 1);
    dims[0] = s.dim(0);
    dims[dims.length - 1] = s.dim(s.rank() - 1);
    return padding.reshape(dims);
  }

  private static Tensor fitting(String method, Tensor mask, Shape s) {
    boolean fits = mask.rank() <= s.rank();
    for (int i = 1; fits && i <= mask.rank(); i++) {
      int extent = mask.shape().dim(mask.rank() - i);
      fits = extent == 1 || extent == s.dim(s.rank() - i);
    }
    if (!fits) {
      throw new ShapeException(
          "AttentionMask."
              + method
              + ": the mask has shape "
              + mask.shape()
              + " and the scores "
              + s
              + "; it must broadcast to them, (..., queries, keys)");
    }
    return mask;
  }
}
