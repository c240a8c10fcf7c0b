// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.optim.Adam;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Operations on about a million elements, which memory limits.
final class MemoryWorkloads {
  private static final int ROWS = 2048;
  private static final int COLUMNS = 512;
  private static final double BYTES = 4.0 * ROWS * COLUMNS;
  private static final double EPS = 1e-5;
  private static final double TOLERANCE = 1e-4;
  private static final int WORDS = 8192;
  private static final int WIDTH = 128;

  private MemoryWorkloads() {}

  static List<Workload> all() {
    return List.of(
        unary("softmax", 2, x -> x.softmax(1), x -> torch.softmax(x, 1)),
        workload("layer-norm", MemoryWorkloads::layerNorm),
        unary("gelu", 2, x -> x.geluTanh(), x -> torch.gelu(x, "tanh")),
        unary("gelu-erf", 2, x -> x.gelu(), x -> torch.gelu(x)),
        workload("bias-gelu", MemoryWorkloads::biasGelu),
        workload("adam", MemoryWorkloads::adam),
        unary("row-sum", 1, x -> x.sum(1), x -> x.sum(1)),
        unary("column-sum", 1, x -> x.sum(0), x -> x.sum(0)),
        unary("row-max", 1, x -> x.max(1), x -> torch.amax(x, new long[] {1}, false)),
        unary("transpose", 2, x -> x.transpose(0, 1), x -> x.t().contiguous()),
        workload("channels-last", MemoryWorkloads::channelsLast),
        workload("gather", MemoryWorkloads::gather));
  }

  private static Workload workload(String name, java.util.function.Supplier<Comparison> make) {
    return new Workload(name, Group.MEMORY, Peer.LIBTORCH, make);
  }

  /// @param passes how often the elements are read or written
  private static Workload unary(
      String name,
      int passes,
      Function<Tensor, Tensor> ours,
      UnaryOperator<org.bytedeco.pytorch.Tensor> peer) {
    return workload(
        name,
        () -> {
          Tensor x = Rng.of(1).standardNormal(ROWS, COLUMNS).eval();
          org.bytedeco.pytorch.Tensor peerX = Torch.of(x);
          return comparison(
              OurSide.call(() -> ours.apply(x)),
              TorchSide.call(() -> peer.apply(peerX)),
              passes * BYTES);
        });
  }

  private static Comparison layerNorm() {
    Tensor x = Rng.of(1).standardNormal(ROWS, COLUMNS).eval();
    Tensor w = Rng.of(2).standardNormal(COLUMNS).eval();
    Tensor b = Rng.of(3).standardNormal(COLUMNS).eval();
    org.bytedeco.pytorch.Tensor peerX = Torch.of(x);
    TensorOptional peerW = new TensorOptional(Torch.of(w));
    TensorOptional peerB = new TensorOptional(Torch.of(b));
    long[] shape = {COLUMNS};
    return comparison(
        OurSide.call(() -> x.layerNorm(1, w, b, EPS)),
        TorchSide.call(() -> torch.layer_norm(peerX, shape, peerW, peerB, EPS, false)),
        2 * BYTES);
  }

  private static Comparison biasGelu() {
    Tensor x = Rng.of(1).standardNormal(ROWS, COLUMNS).eval();
    Tensor b = Rng.of(2).standardNormal(COLUMNS).eval();
    org.bytedeco.pytorch.Tensor peerX = Torch.of(x);
    org.bytedeco.pytorch.Tensor peerB = Torch.of(b);
    return comparison(
        OurSide.call(() -> x.add(b).geluTanh()),
        TorchSide.call(() -> torch.gelu(torch.add(peerX, peerB), "tanh")),
        2 * BYTES);
  }

  /// The update alone: the gradient is given.
  private static Comparison adam() {
    Tensor start = Rng.of(1).standardNormal(ROWS * COLUMNS).eval();
    Tensor gradient = Rng.of(2).standardNormal(ROWS * COLUMNS).eval();
    Variable weight = new Variable(start);
    Adam adam = new Adam(Map.of("weight", weight), 1e-3, Adam.BETA1, Adam.BETA2, Adam.EPS);
    Side ours =
        new Side() {
          @Override
          public void run() {
            adam.step(List.of(gradient));
          }

          @Override
          public float[] result() {
            return weight.value().toFloatArray();
          }
        };
    org.bytedeco.pytorch.Tensor peerWeight = Torch.of(start);
    peerWeight.set_requires_grad(true);
    peerWeight.mul(Torch.of(gradient)).sum().backward();
    org.bytedeco.pytorch.Adam peerAdam =
        new org.bytedeco.pytorch.Adam(new TensorVector(peerWeight), new AdamOptions(1e-3));
    Side peer =
        new Side() {
          @Override
          public void run() {
            peerAdam.step();
          }

          @Override
          public float[] result() {
            return Torch.values(peerWeight.detach());
          }
        };
    return comparison(ours, peer, 7 * BYTES);
  }

  /// (N, C, H, W) to (N, H, W, C).
  private static Comparison channelsLast() {
    Tensor x = Rng.of(1).standardNormal(32, 32, 32, 32).eval();
    org.bytedeco.pytorch.Tensor peerX = Torch.of(x);
    return comparison(
        OurSide.call(() -> x.permute(0, 2, 3, 1)),
        TorchSide.call(() -> peerX.permute(0, 2, 3, 1).contiguous()),
        2 * BYTES);
  }

  /// Rows of a table, as an embedding takes them.
  private static Comparison gather() {
    Tensor table = Rng.of(1).standardNormal(WORDS, WIDTH).eval();
    int[] rows = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      rows[i] = i * 4099 % WORDS;
    }
    Tensor indices = Tensor.of(rows, WORDS);
    org.bytedeco.pytorch.Tensor peerTable = Torch.of(table);
    org.bytedeco.pytorch.Tensor peerIndices = Torch.indices(indices);
    return comparison(
        OurSide.call(() -> table.indexSelect(0, indices)),
        TorchSide.call(() -> torch.index_select(peerTable, 0, peerIndices)),
        2 * BYTES);
  }

  private static Comparison comparison(Side ours, Side peer, double bytes) {
    return new Comparison(ours, peer, Cost.ofBytes(bytes), TOLERANCE);
  }
}
