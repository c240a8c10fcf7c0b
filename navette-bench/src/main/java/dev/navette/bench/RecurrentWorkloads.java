// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.loss.Loss;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.recurrent.Recurrent;
import dev.navette.optim.Adam;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Training steps of recurrent nets that classify sequences by their last state.
final class RecurrentWorkloads {
  private static final double TOLERANCE = 1e-3;
  private static final int BATCH = 32;
  private static final int STEPS = 64;
  private static final int IN = 128;
  private static final int HIDDEN = 256;
  private static final int CLASSES = 10;

  private RecurrentWorkloads() {}

  static List<Workload> all() {
    return List.of(
        new Workload("lstm-step", Group.NETS, Peer.LIBTORCH, () -> step(4)),
        new Workload("gru-step", Group.NETS, Peer.LIBTORCH, () -> step(3)));
  }

  /// A recurrent net and a linear layer on its last state.
  private record Classifier(Recurrent net, Linear head) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return head.forward(net.run(x).last()); // (B, T, in) to (B, classes)
    }
  }

  /// @param gates of a cell: 4 make it an LSTM, 3 a GRU
  private static Comparison step(int gates) {
    Rng rng = Rng.of(1);
    Recurrent net = gates == 4 ? Recurrent.lstm(IN, HIDDEN, rng) : Recurrent.gru(IN, HIDDEN, rng);
    Classifier ours = new Classifier(net, Linear.init(HIDDEN, CLASSES, rng));
    Tensor x = rng.stream("x").standardNormal(BATCH, STEPS, IN).eval();
    int[] classes = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      classes[i] = i * 7 % CLASSES;
    }
    Tensor y = Tensor.of(classes, BATCH);
    List<org.bytedeco.pytorch.Tensor> parameters = Torch.parameters(ours);
    return new Comparison(
        OurSide.training(ours, new Adam(ours, 1e-3), Loss::crossEntropy, x, y),
        TorchSide.training(
            torchNet(parameters, gates),
            new org.bytedeco.pytorch.Adam(vector(parameters), new AdamOptions(1e-3)),
            torch::cross_entropy,
            Torch.of(x.transpose(0, 1)), // steps first, which saves it a transpose
            Torch.indices(y)),
        Cost.ofFlops(flops(gates)),
        TOLERANCE);
  }

  /// Forward and twice as much backward, but no gradient reaches x.
  private static double flops(int gates) {
    double rows = 2.0 * STEPS * BATCH * gates * HIDDEN;
    return 3 * rows * (IN + HIDDEN) - rows * IN;
  }

  private static UnaryOperator<org.bytedeco.pytorch.Tensor> torchNet(
      List<org.bytedeco.pytorch.Tensor> parameters, int gates) {
    TensorVector weights = vector(parameters.subList(0, 4));
    TensorOptional bias = new TensorOptional(parameters.get(5));
    org.bytedeco.pytorch.Tensor zeros = Torch.of(Tensor.zeros(1, BATCH, HIDDEN));
    TensorVector state = new TensorVector(zeros, zeros);
    BiFunction<org.bytedeco.pytorch.Tensor, TensorVector, org.bytedeco.pytorch.Tensor> last =
        gates == 4
            ? (x, w) -> torch.lstm(x, state, w, true, 1, 0, true, false, false).get1()
            : (x, w) -> torch.gru(x, zeros, w, true, 1, 0, true, false, false).get1();
    return x -> torch.linear(last.apply(x, weights).select(0, 0), parameters.get(4), bias);
  }

  private static TensorVector vector(List<org.bytedeco.pytorch.Tensor> parameters) {
    return new TensorVector(parameters.toArray(new org.bytedeco.pytorch.Tensor[0]));
  }
}
