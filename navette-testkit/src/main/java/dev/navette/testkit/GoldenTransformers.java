// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static dev.navette.testkit.GoldenAttention.linear;
import static dev.navette.testkit.GoldenAttention.mask;

import dev.navette.nn.Activation;
import dev.navette.nn.Dropout;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.nn.attention.EncoderDecoder;
import dev.navette.nn.attention.MultiHeadAttention;
import dev.navette.nn.attention.TransformerDecoder;
import dev.navette.nn.attention.TransformerDecoderLayer;
import dev.navette.nn.attention.TransformerEncoder;
import dev.navette.nn.attention.TransformerEncoderLayer;
import dev.navette.tensor.Tensor;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The layers of the Transformer.
final class GoldenTransformers {
  private GoldenTransformers() {}

  static void addTo(GoldenOps ops) {
    ops.one(
        "transformer_encoder_layer",
        a -> {
          described(a);
          return encoderLayer(a, "")
              .forward(a.x(), masked(a, "src_mask", "src_key_padding_mask", a.x()));
        });
    ops.one(
        "transformer_encoder",
        a -> {
          described(a);
          a.describedBy("final_norm");
          return encoder(a, "", a.integer("num_layers"))
              .forward(a.x(), masked(a, "src_mask", "src_key_padding_mask", a.x()));
        });
    ops.one(
        "transformer_decoder_layer",
        a -> {
          described(a);
          AttentionMask own = masked(a, "tgt_mask", "tgt_key_padding_mask", a.x());
          AttentionMask other = masked(a, "memory_mask", "memory_key_padding_mask", a.x());
          return decoderLayer(a, "").forward(a.x(), a.input("memory"), own, other);
        });
    ops.one("transformer", GoldenTransformers::whole);
  }

  private static Tensor whole(GoldenArguments a) {
    described(a);
    Tensor source = a.input("src");
    Tensor target = a.input("tgt");
    return encoderDecoder(a, "")
        .forward(
            source,
            target,
            masked(a, "src_mask", "src_key_padding_mask", source),
            masked(a, "tgt_mask", "tgt_key_padding_mask", target),
            masked(a, "memory_mask", "memory_key_padding_mask", target));
  }

  private static void described(GoldenArguments a) {
    a.describedBy("d_model", "dim_feedforward");
    GoldenOps.require(a.flag("batch_first", true), "sequences first");
  }

  private static AttentionMask masked(
      GoldenArguments a, String name, String padding, Tensor sequence) {
    return mask(a, name, padding, sequence.dim(0), a.integer("nhead"));
  }

  // ---- layers by the paths of their parameters

  static EncoderDecoder encoderDecoder(GoldenArguments a, String path) {
    return new EncoderDecoder(
        encoder(a, path + "encoder.", a.integer("num_encoder_layers")),
        decoder(a, path + "decoder.", a.integer("num_decoder_layers")));
  }

  static TransformerEncoder encoder(GoldenArguments a, String path, int count) {
    return new TransformerEncoder(
        layers(count, i -> encoderLayer(a, path + "layers." + i + ".")), finalNorm(a, path));
  }

  private static TransformerDecoder decoder(GoldenArguments a, String path, int count) {
    return new TransformerDecoder(
        layers(count, i -> decoderLayer(a, path + "layers." + i + ".")), finalNorm(a, path));
  }

  private static <L> java.util.List<L> layers(int count, IntFunction<L> make) {
    return IntStream.range(0, count).mapToObj(make).toList();
  }

  private static Optional<LayerNorm> finalNorm(GoldenArguments a, String path) {
    return a.optional("param." + path + "norm.weight").map(_ -> norm(a, path + "norm"));
  }

  private static TransformerEncoderLayer encoderLayer(GoldenArguments a, String path) {
    return new TransformerEncoderLayer(
        attention(a, path + "self_attn."),
        linear(a, path + "linear1"),
        linear(a, path + "linear2"),
        norm(a, path + "norm1"),
        norm(a, path + "norm2"),
        activation(a),
        a.flag("norm_first", true),
        new Dropout(0));
  }

  private static TransformerDecoderLayer decoderLayer(GoldenArguments a, String path) {
    return new TransformerDecoderLayer(
        attention(a, path + "self_attn."),
        attention(a, path + "multihead_attn."),
        linear(a, path + "linear1"),
        linear(a, path + "linear2"),
        norm(a, path + "norm1"),
        norm(a, path + "norm2"),
        norm(a, path + "norm3"),
        activation(a),
        a.flag("norm_first", true),
        new Dropout(0));
  }

  private static MultiHeadAttention attention(GoldenArguments a, String path) {
    return GoldenAttention.layer(a, path, a.integer("nhead"), false);
  }

  /// Language models of the reference data say nothing of their activation, which is GELU, nor that
  /// they normalise first.
  private static Activation activation(GoldenArguments a) {
    return a.has("activation") ? Activation.named(a.text("activation")) : Activation.GELU;
  }

  private static LayerNorm norm(GoldenArguments a, String path) {
    String p = "param." + path;
    return new LayerNorm(
        a.variable(p + ".weight"),
        a.optionalVariable(p + ".bias"),
        a.number("layer_norm_eps", LayerNorm.EPS));
  }
}
