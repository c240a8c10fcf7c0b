// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.generate.Decoder;
import dev.navette.tensor.Rng;
import dev.navette.zoo.Gpt;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Writing with a language model, token by token, keys and values being kept: a GPT of 4 layers,
/// width 256 and 4 heads writes 64 tokens after one. 64,000 / milliseconds are tokens a second.
final class GenerationWorkloads {
  private static final int TOKENS = 64;
  private static final int CONTEXT = 256;
  private static final int WIDTH = 256;
  private static final int HEADS = 4;
  private static final int LAYERS = 4;
  private static final int VOCABULARY = 96;
  private static final double WEIGHTS = LAYERS * 12.0 * WIDTH * WIDTH + VOCABULARY * WIDTH;
  private static final double TOLERANCE = 1e-3;

  private GenerationWorkloads() {}

  static List<Workload> all() {
    return List.of(
        new Workload("generate-64", Group.NETS, Peer.LIBTORCH, GenerationWorkloads::generation));
  }

  private static Comparison generation() {
    Gpt net = new Gpt.Plan(VOCABULARY, CONTEXT, WIDTH, HEADS, LAYERS, 0).build(Rng.of(1));
    List<Tensor> parameters =
        net.variables().values().stream().map(v -> Torch.of(v.value())).toList();
    return new Comparison(
        ours(net), new Peers(parameters), Cost.ofFlops(2 * WEIGHTS * TOKENS), TOLERANCE);
  }

  private static int token(int place) {
    return place * 7 % VOCABULARY;
  }

  private static Side ours(Gpt net) {
    return new Side() {
      private float[] logits = {};

      @Override
      public void run() {
        Decoder decoder = net.decoder(1, CONTEXT);
        for (int i = 0; i < TOKENS; i++) {
          int[] next = {token(i)};
          logits = decoder.next(dev.navette.tensor.Tensor.of(next, 1, 1)).toFloatArray();
        }
      }

      @Override
      public float[] result() {
        return logits;
      }
    };
  }

  /// libtorch's half; its attention reads no further than the position.
  private static final class Peers implements Side {
    private final List<Tensor> p;
    private final List<TensorOptional> optional;
    private final long[] cache = {1, HEADS, CONTEXT, WIDTH / HEADS};
    private final List<Tensor> keys =
        Stream.generate(() -> torch.zeros(cache)).limit(LAYERS).toList();
    private final List<Tensor> values =
        Stream.generate(() -> torch.zeros(cache)).limit(LAYERS).toList();
    private float[] logits = {};

    Peers(List<Tensor> parameters) {
      this.p = parameters;
      this.optional = parameters.stream().map(TensorOptional::new).toList();
    }

    @Override
    public void run() {
      for (int i = 0; i < TOKENS; i++) {
        try (PointerScope _ = new PointerScope();
            InferenceMode _ = new InferenceMode(true)) {
          logits = Torch.values(step(token(i), i));
        }
      }
    }

    private Tensor step(int token, int position) {
      Tensor x = p.get(0).narrow(0, token, 1).add(p.get(1).narrow(0, position, 1)); // (1, E)
      for (int layer = 0; layer < LAYERS; layer++) {
        int at = 2 + 12 * layer;
        x = x.add(linear(attention(linear(norm(x, at), at + 2), layer, position), at + 4));
        x = x.add(linear(torch.gelu(linear(norm(x, at + 6), at + 8), "tanh"), at + 10));
      }
      return torch.linear(norm(x, p.size() - 2), p.get(0));
    }

    private Tensor attention(Tensor qkv, int layer, int position) {
      Tensor heads = qkv.view(3, 1, HEADS, 1, WIDTH / HEADS);
      Tensor k = keys.get(layer);
      Tensor v = values.get(layer);
      k.narrow(2, position, 1).copy_(heads.select(0, 1));
      v.narrow(2, position, 1).copy_(heads.select(0, 2));
      Tensor y =
          torch.scaled_dot_product_attention(
              heads.select(0, 0), k.narrow(2, 0, position + 1), v.narrow(2, 0, position + 1));
      return y.reshape(1, WIDTH);
    }

    private Tensor linear(Tensor x, int at) {
      return torch.addmm(p.get(at + 1), x, p.get(at));
    }

    private Tensor norm(Tensor x, int at) {
      return torch.layer_norm(
          x, new long[] {WIDTH}, optional.get(at), optional.get(at + 1), 1e-5, false);
    }

    @Override
    public float[] result() {
      return logits;
    }
  }
}
