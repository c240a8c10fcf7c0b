// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.loss.Loss;
import dev.navette.nn.attention.Attention;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.optim.Adam;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A training step of a Transformer's encoder, and attention alone, forward and backward, on long
/// sequences.
final class AttentionWorkloads {
  private static final double TOLERANCE = 1e-3;

  private AttentionWorkloads() {}

  static List<Workload> all() {
    return List.of(
        new Workload(
            "transformer-step", Group.NETS, Peer.LIBTORCH, AttentionWorkloads::transformerStep),
        new Workload(
            "attention", Group.NETS, Peer.LIBTORCH, () -> attention(AttentionMask.NONE, false)),
        new Workload(
            "attention-causal",
            Group.NETS,
            Peer.LIBTORCH,
            () -> attention(AttentionMask.NONE.causal(), true)));
  }

  private static Comparison transformerStep() {
    Rng rng = Rng.of(1);
    Nets.Encoder net = Nets.Encoder.init(rng);
    Tensor x = rng.stream("x").standardNormal(8, 128, Nets.Encoder.WIDTH).eval();
    int[] classes = new int[8 * 128];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i * 7 % 10;
    }
    Tensor y = Tensor.of(classes, 8, 128);
    List<org.bytedeco.pytorch.Tensor> parameters = Torch.parameters(net);
    double width = Nets.Encoder.WIDTH;
    double layer = 4 * width * width + 2 * width * Nets.Encoder.HIDDEN + 2 * 128 * width;
    return new Comparison(
        OurSide.training(net, new Adam(net, 1e-4), Loss::crossEntropy, x, y),
        TorchSide.training(
            TorchNets.encoder(parameters),
            new org.bytedeco.pytorch.Adam(
                new TensorVector(parameters.toArray(new org.bytedeco.pytorch.Tensor[0])),
                new AdamOptions(1e-4)),
            (logits, target) -> torch.cross_entropy(logits.flatten(0, 1), target.flatten()),
            Torch.of(x),
            Torch.indices(y)),
        Cost.ofFlops(2 * 3 * 8 * 128 * Nets.Encoder.LAYERS * layer),
        TOLERANCE);
  }

  /// One sequence of 1,024 positions in 8 heads of 64: values and all three gradients.
  private static Comparison attention(AttentionMask mask, boolean causal) {
    Rng rng = Rng.of(1);
    int[] shape = {1, 8, 1024, 64};
    Tensor q = rng.standardNormal(shape).eval();
    Tensor k = rng.standardNormal(shape).eval();
    Tensor v = rng.standardNormal(shape).eval();
    Tensor g = rng.standardNormal(shape).eval();
    org.bytedeco.pytorch.Tensor peerQ = wanted(q);
    org.bytedeco.pytorch.Tensor peerK = wanted(k);
    org.bytedeco.pytorch.Tensor peerV = wanted(v);
    org.bytedeco.pytorch.Tensor peerG = Torch.of(g);
    TensorVector wanted = new TensorVector(peerQ, peerK, peerV);
    TensorVector cotangents = new TensorVector(peerG);
    TensorOptional none = new TensorOptional();
    double flops = 2.0 * 6 * 8 * 1024 * 1024 * 64;
    return new Comparison(
        OurSide.call(() -> {
          Tensor y = Attention.of(q, k, v, mask);
          return Tensors.stack(0, Grad.of(y.mul(g).sum(), q, k, v));
        }),
        TorchSide.recorded(() -> {
          TensorVector y =
              new TensorVector(
                  torch.scaled_dot_product_attention(
                      peerQ, peerK, peerV, none, 0, causal, new DoubleOptional(), false));
          return torch.stack(
              torch.grad(y, wanted, cotangents, new BoolOptional(), false, false), 0);
        }),
        Cost.ofFlops(causal ? flops / 2 : flops),
        TOLERANCE);
  }

  private static org.bytedeco.pytorch.Tensor wanted(Tensor t) {
    org.bytedeco.pytorch.Tensor copy = Torch.of(t);
    copy.set_requires_grad(true);
    return copy;
  }
}
