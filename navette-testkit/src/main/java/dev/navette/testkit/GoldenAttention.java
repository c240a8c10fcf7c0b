// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.nn.Dropout;
import dev.navette.nn.Linear;
import dev.navette.nn.attention.Attended;
import dev.navette.nn.attention.Attention;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.nn.attention.MultiHeadAttention;
import dev.navette.nn.attention.Projections;
import dev.navette.nn.attention.SinusoidalPositions;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Map;
import java.util.Optional;

/// Attention and positions.
final class GoldenAttention {
  private GoldenAttention() {}

  static void addTo(GoldenOps ops) {
    ops.several("sdpa", new ScaledDotProduct());
    ops.several("mha", GoldenAttention::multiHead);
    ops.one("sinusoidal_pe", a -> SinusoidalPositions.table(a.integer("length"), a.integer("d")));
    ops.one(
        "sinusoidal_pe_add",
        a -> {
          Tensor table = SinusoidalPositions.table(a.x().dim(1), a.x().dim(2));
          return new SinusoidalPositions(table).forward(a.x().mul(a.number("scale")));
        });
  }

  private static final class ScaledDotProduct implements GoldenOp {
    /// What is added to scores from here on leaves nothing of them in f32.
    private static final double ABSORBING = 1e6;

    @Override
    public Map<String, Tensor> apply(GoldenArguments a) {
      return scaledDotProduct(a);
    }

    /// In f32 a finite mask as large as -1e9 leaves nothing of the scores that it is added to, and
    /// a row in which all are masked is then shared evenly.
    @Override
    public Uncertainty uncertainty(GoldenArguments a, String output) {
      Optional<Tensor> mask = a.optional("input.mask");
      boolean absorbs = mask.isPresent() && mask.get().dtype() == DType.F32;
      if (absorbs) {
        Tensor size = mask.get().abs();
        absorbs = size.isFinite().and(size.gt(ABSORBING)).any().item() != 0;
      }
      return absorbs ? new Uncertainty(0, 1) : Uncertainty.NONE;
    }
  }

  private static Map<String, Tensor> scaledDotProduct(GoldenArguments a) {
    AttentionMask mask = a.flag("is_causal") ? AttentionMask.NONE.causal() : AttentionMask.NONE;
    Optional<Tensor> given = a.optional("input.mask");
    if (given.isPresent()) {
      mask =
          given.get().dtype().isFloat()
              ? mask.adding(given.get())
              : mask.allowing(bool(given.get()));
    }
    Tensor q = a.input("q");
    double scale = a.number("scale", 1 / Math.sqrt(q.dim(-1)));
    Attended attended = Attention.withWeights(q, a.input("k"), a.input("v"), mask, scale);
    return Map.of("y", attended.value(), "attn", attended.weights());
  }

  private static Tensor bool(Tensor stored) {
    return stored.dtype() == DType.BOOL ? stored : stored.ne(0);
  }

  private static Map<String, Tensor> multiHead(GoldenArguments a) {
    a.describedBy("embed_dim", "bias", "kdim", "vdim", "add_bias_kv");
    MultiHeadAttention layer = layer(a, "", a.integer("num_heads"), a.flag("add_zero_attn"));
    boolean first = a.flag("batch_first");
    Tensor query = batchFirst(a.input("query"), first);
    Tensor key = a.optional("input.key").map(k -> batchFirst(k, first)).orElse(query);
    Tensor value = a.optional("input.value").map(v -> batchFirst(v, first)).orElse(query);
    AttentionMask mask = mask(a, "attn_mask", "key_padding_mask", query.dim(0), layer.heads());
    Attended attended = layer.withWeights(query, key, value, mask);
    Tensor weights =
        a.flag("average_attn_weights") ? attended.weights().mean(1) : attended.weights();
    return Map.of("y", batchFirst(attended.value(), first), "attn", weights);
  }

  private static Tensor batchFirst(Tensor x, boolean already) {
    return already ? x : x.transpose(0, 1);
  }

  /// PyTorch's two kinds of masks: for queries and keys (bool is hidden, float is added), and of
  /// padding.
  static AttentionMask mask(GoldenArguments a, String name, String padding, int batch, int heads) {
    AttentionMask mask = AttentionMask.NONE;
    Optional<Tensor> given = a.optional("input." + name);
    if (given.isPresent()) {
      Tensor m = given.get();
      m = m.rank() == 3 ? m.reshape(batch, heads, m.dim(1), m.dim(2)) : m;
      mask = m.dtype().isFloat() ? mask.adding(m) : mask.hiding(bool(m));
    }
    Optional<Tensor> padded = a.optional("input." + padding);
    return padded.isPresent() ? mask.padding(bool(padded.get())) : mask;
  }

  /// The layer whose parameters' paths begin with `path`.
  static MultiHeadAttention layer(GoldenArguments a, String path, int heads, boolean zeroKey) {
    String p = "param." + path;
    Projections projections =
        a.optionalVariable(p + "in_proj_weight")
            .<Projections>map(w -> new Projections.Packed(w, w.shape().dim(0) / 3))
            .orElseGet(() ->
                new Projections.Separate(
                    a.variable(p + "q_proj_weight"),
                    a.variable(p + "k_proj_weight"),
                    a.variable(p + "v_proj_weight")));
    Optional<Variable> bias = a.optionalVariable(p + "in_proj_bias");
    return new MultiHeadAttention(
        projections,
        bias,
        a.optionalVariable(p + "bias_k"),
        a.optionalVariable(p + "bias_v"),
        linear(a, path + "out_proj"),
        heads,
        zeroKey,
        new Dropout(0),
        Optional.empty());
  }

  static Linear linear(GoldenArguments a, String path) {
    String p = "param." + path;
    return new Linear(a.variable(p + ".weight"), a.optionalVariable(p + ".bias"));
  }
}
