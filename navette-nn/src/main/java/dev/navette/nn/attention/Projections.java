// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.ShapeException;
import dev.navette.nn.Module;
import dev.navette.nn.Named;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;

/// The weights that make queries, keys and values of features.
public sealed interface Projections extends Module {
  /// The features of the queries, all heads together.
  int queryWidth();

  /// The features of the keys, all heads together.
  int keyWidth();

  /// The features of the values, all heads together.
  int valueWidth();

  /// Queries, keys and values of one sequence.
  ///
  /// @param x `(B, T, E)`
  /// @param bias of queries, keys and values together
  List<Tensor> ofOne(Tensor x, Optional<Tensor> bias);

  /// Queries alone.
  Tensor queries(Tensor x, Optional<Tensor> bias);

  /// Keys and values alone.
  List<Tensor> keysAndValues(Tensor key, Tensor value, Optional<Tensor> bias);

  /// All in one weight, `(E + Ek + Ev, E)`, for queries, keys and values of equal widths in.
  ///
  /// @param weight the rows of the queries, then the keys', then the values'
  /// @param queryWidth how many rows are the queries'; the others are shared evenly
  record Packed(@Named("in_proj_weight") Variable weight, int queryWidth) implements Projections {
    /// Checks the shape.
    ///
    /// @throws ShapeException if the weight is no matrix or what is left cannot be halved
    public Packed {
      int rest = weight.shape().rank() == 2 ? weight.shape().dim(0) - queryWidth : -1;
      if (rest < 2 || rest % 2 != 0 || queryWidth < 1) {
        throw new ShapeException(
            "MultiHeadAttention: in_proj_weight has shape "
                + weight.shape()
                + "; it must be (E + 2 Ek, E), with E = "
                + queryWidth
                + " rows for the queries and Ek each for keys and values");
      }
    }

    @Override
    public int keyWidth() {
      return (weight.shape().dim(0) - queryWidth) / 2;
    }

    @Override
    public int valueWidth() {
      return keyWidth();
    }

    @Override
    public List<Tensor> ofOne(Tensor x, Optional<Tensor> bias) {
      return linear(x, weight.value(), bias).split(-1, queryWidth, keyWidth(), keyWidth());
    }

    @Override
    public Tensor queries(Tensor x, Optional<Tensor> bias) {
      return linear(x, rows(weight.value(), 0, queryWidth), part(bias, 0, queryWidth));
    }

    @Override
    public List<Tensor> keysAndValues(Tensor key, Tensor value, Optional<Tensor> bias) {
      int width = keyWidth();
      int end = queryWidth + width;
      if (key == value) {
        Tensor both = rows(weight.value(), queryWidth, end + width);
        return linear(key, both, part(bias, queryWidth, end + width)).split(-1, width, width);
      }
      return List.of(
          linear(key, rows(weight.value(), queryWidth, end), part(bias, queryWidth, end)),
          linear(value, rows(weight.value(), end, end + width), part(bias, end, end + width)));
    }
  }

  /// One weight each, for keys and values that have widths of their own.
  ///
  /// @param query `(E, E)`
  /// @param key `(Ek, Kin)`
  /// @param value `(Ev, Vin)`
  record Separate(
      @Named("q_proj_weight") Variable query,
      @Named("k_proj_weight") Variable key,
      @Named("v_proj_weight") Variable value)
      implements Projections {
    @Override
    public int queryWidth() {
      return query.shape().dim(0);
    }

    @Override
    public int keyWidth() {
      return key.shape().dim(0);
    }

    @Override
    public int valueWidth() {
      return value.shape().dim(0);
    }

    @Override
    public List<Tensor> ofOne(Tensor x, Optional<Tensor> bias) {
      List<Tensor> others = keysAndValues(x, x, bias);
      return List.of(queries(x, bias), others.getFirst(), others.getLast());
    }

    @Override
    public Tensor queries(Tensor x, Optional<Tensor> bias) {
      return linear(x, query.value(), part(bias, 0, queryWidth()));
    }

    @Override
    public List<Tensor> keysAndValues(Tensor k, Tensor v, Optional<Tensor> bias) {
      int end = queryWidth() + keyWidth();
      return List.of(
          linear(k, key.value(), part(bias, queryWidth(), end)),
          linear(v, value.value(), part(bias, end, end + valueWidth())));
    }
  }

  private static Tensor rows(Tensor weight, int from, int to) {
    return weight.slice(0, from, to);
  }

  private static Optional<Tensor> part(Optional<Tensor> bias, int from, int to) {
    return bias.map(b -> b.slice(0, from, to));
  }

  private static Tensor linear(Tensor x, Tensor weight, Optional<Tensor> bias) {
    return bias.isPresent() ? x.linear(weight, bias.get()) : x.linear(weight);
  }
}
