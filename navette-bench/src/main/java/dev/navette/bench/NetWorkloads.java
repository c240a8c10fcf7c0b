// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.loss.Loss;
import dev.navette.nn.Layer;
import dev.navette.optim.Adam;
import dev.navette.optim.Sgd;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Training steps and inference of whole nets.
final class NetWorkloads {
  private static final double TOLERANCE = 1e-3;
  private static final int[] MLP = {784, 512, 256, 10};
  private static final double MLP_WEIGHTS = 784 * 512 + 512 * 256 + 256 * 10;
  private static final double MLP_STEP_FLOPS = 2 * 128 * (3 * MLP_WEIGHTS - 784 * 512);

  /// Multiply-adds of one image: the convolutions, then the linear layers.
  private static final double CNN_FORWARD =
      26 * 26 * 32 * 9 + 24 * 24 * 64 * 32 * 9 + 9216 * 128 + 128 * 10;

  /// No gradient reaches the images.
  private static final double CNN_STEP_FLOPS = 2 * 64 * (3 * CNN_FORWARD - 26 * 26 * 32 * 9);

  private NetWorkloads() {}

  static List<Workload> all() {
    return List.of(
        net("mlp-step", () -> mlpStep()),
        net("mlp-infer-128", () -> mlpInference(128, NetWorkloads::torchDense)),
        net("mlp-infer-1", () -> mlpInference(1, NetWorkloads::torchDense)),
        net("cnn-step", () -> cnnStep()),
        net("cnn-infer-1", () -> cnnInference(1, NetWorkloads::torchCnn)),
        net("xor-step", () -> xorStep()));
  }

  private static Workload net(String name, java.util.function.Supplier<Comparison> make) {
    return new Workload(name, Group.NETS, Peer.LIBTORCH, make);
  }

  private static Comparison mlpStep() {
    Rng rng = Rng.of(1);
    Nets.Dense net = Nets.Dense.init(false, rng, MLP);
    return classifier(
        net,
        p -> TorchNets.dense(p, false),
        rng.stream("x").standardNormal(128, 784),
        MLP_STEP_FLOPS);
  }

  private static Comparison cnnStep() {
    Rng rng = Rng.of(1);
    Tensor images = rng.stream("x").standardNormal(64, 1, 28, 28);
    return classifier(Nets.Cnn.init(rng), TorchNets::cnn, images, CNN_STEP_FLOPS);
  }

  /// A training step on classes, with cross-entropy and Adam.
  private static Comparison classifier(
      Layer net,
      Function<List<org.bytedeco.pytorch.Tensor>, UnaryOperator<org.bytedeco.pytorch.Tensor>> peer,
      Tensor inputs,
      double flops) {
    Tensor x = inputs.eval();
    int[] classes = new int[x.dim(0)];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i * 7 % 10;
    }
    Tensor y = Tensor.of(classes, classes.length);
    List<org.bytedeco.pytorch.Tensor> parameters = Torch.parameters(net);
    return new Comparison(
        OurSide.training(net, new Adam(net, 1e-3), Loss::crossEntropy, x, y),
        TorchSide.training(
            peer.apply(parameters),
            new org.bytedeco.pytorch.Adam(vector(parameters), new AdamOptions(1e-3)),
            torch::cross_entropy,
            Torch.of(x),
            Torch.indices(y)),
        Cost.ofFlops(flops),
        TOLERANCE);
  }

  private static Comparison xorStep() {
    Nets.Dense net = Nets.Dense.init(true, Rng.of(1), 2, 8, 1);
    Tensor x = Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
    Tensor y = Tensor.of(new float[] {0, 1, 1, 0}, 4, 1);
    List<org.bytedeco.pytorch.Tensor> parameters = Torch.parameters(net);
    return new Comparison(
        OurSide.training(net, new Sgd(net, 0.1), Loss::mse, x, y),
        TorchSide.training(
            TorchNets.dense(parameters, true),
            new SGD(vector(parameters), new SGDOptions(0.1)),
            torch::mse_loss,
            Torch.of(x),
            Torch.of(y)),
        Cost.none(),
        TOLERANCE);
  }

  /// Prepares the peer's half from our net and its inputs.
  interface PeerOf<N extends Layer> {
    Side of(N net, Tensor x);
  }

  static Comparison mlpInference(int batch, PeerOf<Nets.Dense> peer) {
    Rng rng = Rng.of(1);
    Nets.Dense net = Nets.Dense.init(false, rng, MLP);
    Tensor x = rng.stream("x").standardNormal(batch, 784).eval();
    Cost cost = new Cost(2 * MLP_WEIGHTS * batch, 4 * MLP_WEIGHTS);
    return new Comparison(OurSide.inference(net, x), peer.of(net, x), cost, TOLERANCE);
  }

  static Comparison cnnInference(int batch, PeerOf<Nets.Cnn> peer) {
    Rng rng = Rng.of(1);
    Nets.Cnn net = Nets.Cnn.init(rng);
    Tensor x = rng.stream("x").standardNormal(batch, 1, 28, 28).eval();
    Cost cost = new Cost(2 * CNN_FORWARD * batch, 4 * 9216 * 128);
    return new Comparison(OurSide.inference(net, x), peer.of(net, x), cost, TOLERANCE);
  }

  private static Side torchDense(Nets.Dense net, Tensor x) {
    return TorchSide.inference(TorchNets.dense(Torch.parameters(net), false), Torch.of(x));
  }

  private static Side torchCnn(Nets.Cnn net, Tensor x) {
    return TorchSide.inference(TorchNets.cnn(Torch.parameters(net)), Torch.of(x));
  }

  private static TensorVector vector(List<org.bytedeco.pytorch.Tensor> parameters) {
    return new TensorVector(parameters.toArray(new org.bytedeco.pytorch.Tensor[0]));
  }
}
