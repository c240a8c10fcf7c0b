// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.ShapeException;
import dev.navette.nn.Dropout;
import dev.navette.nn.Init;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.nn.Named;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;

/// Attention in several heads, each on its share of projected features. [Vaswani et al.
/// 2017](https://arxiv.org/abs/1706.03762)
///
/// Names and layouts are those of PyTorch's `MultiheadAttention`; sequences are `(B, T, E)`.
///
/// @param projections the weights of queries, keys and values
/// @param inBias the bias of queries, keys and values together, or empty
/// @param keyBias a key that every sequence has at its end, `(1, 1, Ek)`, or empty
/// @param valueBias the value that belongs to it, or empty
/// @param out what the heads become together
/// @param heads of the queries; those of the keys follow from their width
/// @param zeroKey whether every sequence ends in a key and a value of zeros
/// @param dropout the probability of dropping a weight while training
/// @param rotary how positions turn queries and keys, or empty
public record MultiHeadAttention(
    @Named("") Projections projections,
    @Named("in_proj_bias") Optional<Variable> inBias,
    @Named("bias_k") Optional<Variable> keyBias,
    @Named("bias_v") Optional<Variable> valueBias,
    @Named("out_proj") Linear out,
    int heads,
    boolean zeroKey,
    Dropout dropout,
    Optional<RotaryPositions> rotary)
    implements Module {
  /// Checks the widths.
  ///
  /// @throws ShapeException if a width is no multiple of a head's
  public MultiHeadAttention {
    int width = projections.queryWidth();
    if (heads < 1 || width % heads != 0) {
      throw new ShapeException(
          "MultiHeadAttention: "
              + width
              + " features in "
              + heads
              + " heads; the features must be a multiple of the heads");
    }
    int keys = projections.keyWidth();
    if (keys % (width / heads) != 0 || heads % (keys / (width / heads)) != 0) {
      throw new ShapeException(
          "MultiHeadAttention: keys of "
              + keys
              + " features for "
              + heads
              + " heads of "
              + width / heads
              + "; each head of the keys must serve as many heads of the queries");
    }
  }

  /// A layer with PyTorch's parameters and as many heads of keys as of queries.
  ///
  /// @param weight `(3 E, E)`
  /// @param bias `(3 E)`, or empty
  public static MultiHeadAttention of(
      Variable weight, Optional<Variable> bias, Linear out, int heads) {
    return of(new Projections.Packed(weight, weight.shape().dim(0) / 3), bias, out, heads);
  }

  /// A layer with these parameters.
  ///
  /// @param bias of queries, keys and values together, or empty
  public static MultiHeadAttention of(
      Projections projections, Optional<Variable> bias, Linear out, int heads) {
    return new MultiHeadAttention(
        projections,
        bias,
        Optional.empty(),
        Optional.empty(),
        out,
        heads,
        false,
        new Dropout(0),
        Optional.empty());
  }

  /// A new layer, f32, with Xavier's uniform weights and biases 0, as in PyTorch.
  ///
  /// @param width E, a multiple of the heads
  public static MultiHeadAttention init(int width, int heads, Rng rng) {
    return init(width, heads, heads, rng);
  }

  /// A new layer with fewer heads of keys and values than of queries.
  ///
  /// @param width E, a multiple of the heads
  /// @param keyHeads a divisor of the heads
  /// @throws ShapeException if it is none
  public static MultiHeadAttention init(int width, int heads, int keyHeads, Rng rng) {
    if (heads < 1 || keyHeads < 1 || heads % keyHeads != 0 || width < 1 || width % heads != 0) {
      throw new ShapeException(
          "MultiHeadAttention: "
              + width
              + " features in "
              + heads
              + " heads of queries and "
              + keyHeads
              + " of keys; the features must be a multiple of the heads, and these of the heads of"
              + " the keys");
    }
    int rows = width + 2 * (width / heads * keyHeads);
    Variable weight = new Variable(Init.xavierUniform(rng, rows, width));
    Linear out = Linear.init(width, width, rng);
    out = Linear.of(out.weight(), new Variable(Init.zeros(width)));
    Variable bias = new Variable(Init.zeros(rows));
    return of(new Projections.Packed(weight, width), Optional.of(bias), out, heads);
  }

  /// The same layer, weights dropped with this probability while training.
  public MultiHeadAttention withDropout(double p) {
    return new MultiHeadAttention(
        projections, inBias, keyBias, valueBias, out, heads, zeroKey, new Dropout(p), rotary);
  }

  /// The same layer, queries and keys turned by their positions.
  public MultiHeadAttention withRotary(RotaryPositions positions) {
    return new MultiHeadAttention(
        projections,
        inBias,
        keyBias,
        valueBias,
        out,
        heads,
        zeroKey,
        dropout,
        Optional.of(positions));
  }

  /// The heads of keys and values.
  public int keyHeads() {
    return projections.keyWidth() / (projections.queryWidth() / heads);
  }

  /// An empty cache for decoding.
  ///
  /// @param capacity how many positions there is room for
  public KeyValueCache cache(int batch, int capacity) {
    int width = projections.queryWidth() / heads;
    return KeyValueCache.empty(out.weight().type().dtype(), batch, keyHeads(), capacity, width);
  }

  // ---- whole sequences

  /// Each position attends to those of the same sequence.
  ///
  /// @param x `(B, T, E)`
  /// @return `(B, T, E)`
  public Tensor forward(Tensor x, AttentionMask mask) {
    return forward(x, x, x, mask);
  }

  /// Each position attends to those of another sequence.
  ///
  /// @param query `(B, Tq, E)`
  /// @param key `(B, Tk, ...)`
  /// @param value `(B, Tk, ...)`
  /// @return `(B, Tq, E)`
  public Tensor forward(Tensor query, Tensor key, Tensor value, AttentionMask mask) {
    Attendable a = attendable(query, key, value, mask);
    return output(a.queries, a.others, a.mask);
  }

  /// [#forward(Tensor, Tensor, Tensor, AttentionMask)] with the weights of each head, `(B, H, Tq,
  /// Tk)`.
  public Attended withWeights(Tensor query, Tensor key, Tensor value, AttentionMask mask) {
    Attendable a = attendable(query, key, value, mask);
    Tensor weights = Attention.weights(a.queries, a.others.keys(), a.mask);
    Tensor means = Attention.means(dropout.forward(weights), a.others.values());
    return new Attended(output(means), weights);
  }

  private record Parts(Tensor queries, KeyValues others) {}

  private Parts project(Tensor query, Tensor key, Tensor value) {
    if (query == key && key == value) {
      List<Tensor> parts = projections.ofOne(query, bias());
      KeyValues others = split(parts.get(1), parts.get(2));
      return new Parts(Heads.split(parts.getFirst(), heads), others);
    }
    return new Parts(queries(query), keyValues(key, value));
  }

  /// What the heads attend to, with the mask for it.
  private record Attendable(Tensor queries, KeyValues others, AttentionMask mask) {}

  private Attendable attendable(Tensor query, Tensor key, Tensor value, AttentionMask mask) {
    Parts parts = project(query, key, value);
    Tensor queries = rotary.isPresent() ? rotary.get().of(parts.queries) : parts.queries;
    KeyValues others = rotary.isPresent() ? turned(parts.others, rotary.get()) : parts.others;
    int before = others.keys().dim(2);
    others = extended(others);
    return new Attendable(queries, others, mask.withMoreKeys(others.keys().dim(2) - before));
  }

  private static KeyValues turned(KeyValues others, RotaryPositions rotary) {
    return new KeyValues(rotary.of(others.keys()), others.values());
  }

  private Tensor output(Tensor queries, KeyValues others, AttentionMask mask) {
    return output(Attention.of(queries, others.keys(), others.values(), mask, dropout));
  }

  private Tensor output(Tensor value) {
    return out.forward(Heads.merge(value));
  }

  // ---- step by step

  /// Queries `(B, H, Tq, D)`, not turned.
  public Tensor queries(Tensor x) {
    return Heads.split(projections.queries(x, bias()), heads);
  }

  /// Keys and values to attend to, such as those of an encoder's output, which every step of a
  /// decoder needs.
  ///
  /// @param key `(B, Tk, ...)`
  /// @param value `(B, Tk, ...)`
  public KeyValues keyValues(Tensor key, Tensor value) {
    List<Tensor> both = projections.keysAndValues(key, value, bias());
    return split(both.getFirst(), both.getLast());
  }

  private KeyValues split(Tensor keys, Tensor values) {
    return new KeyValues(Heads.split(keys, keyHeads()), Heads.split(values, keyHeads()));
  }

  /// Each position attends to keys and values at hand.
  ///
  /// @param x `(B, Tq, E)`
  /// @return `(B, Tq, E)`
  public Tensor attending(Tensor x, KeyValues others, AttentionMask mask) {
    return output(queries(x), others, mask);
  }

  /// The next positions of sequences of which a cache holds those before: causal self-attention.
  ///
  /// @param x `(B, T, E)`, one or more positions
  /// @param position that of the first of them, an i32 scalar: how many the cache holds
  /// @param mask for the `capacity` keys of the cache; it is made causal
  /// @return `(B, T, E)`
  public Tensor next(Tensor x, KeyValueCache cache, Tensor position, AttentionMask mask) {
    Parts parts = project(x, x, x);
    Tensor queries = rotary.isPresent() ? rotary.get().of(parts.queries, position) : parts.queries;
    Tensor keys =
        rotary.isPresent() ? rotary.get().of(parts.others.keys(), position) : parts.others.keys();
    KeyValues all = cache.put(new KeyValues(keys, parts.others.values()), position);
    return output(queries, all, mask.causalFrom(position));
  }

  // ---- further keys

  private Optional<Tensor> bias() {
    return inBias.map(Variable::value);
  }

  private KeyValues extended(KeyValues others) {
    KeyValues all = others;
    if (keyBias.isPresent() && valueBias.isPresent()) {
      all = new KeyValues(with(all.keys(), keyBias.get()), with(all.values(), valueBias.get()));
    }
    if (zeroKey) {
      all = new KeyValues(all.keys().pad(2, 0, 1, 0), all.values().pad(2, 0, 1, 0));
    }
    return all;
  }

  private Tensor with(Tensor sequence, Variable last) {
    Tensor one = Heads.split(last.value(), keyHeads()); // (1, H, 1, D)
    int[] dims = sequence.shape().with(2, 1).toArray();
    return Tensors.concat(2, sequence, one.broadcastTo(dims));
  }
}
