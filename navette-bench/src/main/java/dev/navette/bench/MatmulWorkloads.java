// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/// Matrix products M x N x K: plain (NN), with the second operand transposed as linear layers have
/// it (NT), with the first transposed as gradients of weights have it (TN).
final class MatmulWorkloads {
  /// The mean of all of them, made by the parent process.
  static final String GEOMEAN = "matmul-geomean";

  private static final int[][] SHAPES = {
    {64, 64, 64},
    {128, 128, 128},
    {256, 256, 256},
    {512, 512, 512},
    {1024, 1024, 1024},
    {2048, 2048, 2048},
    {128, 512, 784},
    {128, 10, 512},
    {64, 2048, 512},
    {2048, 2048, 512},
    {64, 25088, 576}
  };

  private static final double TOLERANCE = 1e-4;

  private MatmulWorkloads() {}

  /// Which operand lies transposed in memory.
  private enum Form {
    NN(false, false),
    NT(false, true),
    TN(true, false);

    private final boolean first;
    private final boolean second;

    Form(boolean first, boolean second) {
      this.first = first;
      this.second = second;
    }
  }

  /// All shapes in all forms against OpenBLAS, then against libtorch.
  static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    for (Peer peer : List.of(Peer.OPENBLAS, Peer.LIBTORCH)) {
      for (int[] shape : SHAPES) {
        for (Form form : Form.values()) {
          Product p = new Product(shape[0], shape[1], shape[2], form);
          Supplier<Comparison> make = () -> peer == Peer.OPENBLAS ? p.blas() : p.torch();
          all.add(new Workload(p.name(), Group.MATMUL, peer, make));
        }
      }
    }
    return all;
  }

  private record Product(int m, int n, int k, Form form) {
    String name() {
      return "matmul-" + m + "x" + n + "x" + k + "-" + form;
    }

    /// The first operand as it lies in memory.
    Tensor first() {
      int[] shape = form.first ? new int[] {k, m} : new int[] {m, k};
      return Rng.of(1).standardNormal(shape).eval();
    }

    Tensor second() {
      int[] shape = form.second ? new int[] {n, k} : new int[] {k, n};
      return Rng.of(2).standardNormal(shape).eval();
    }

    Side ours() {
      Tensor a = first();
      Tensor b = second();
      return OurSide.call(() -> {
        Tensor x = form.first ? a.transpose(0, 1) : a;
        Tensor y = form.second ? b.transpose(0, 1) : b;
        return x.matmul(y);
      });
    }

    Comparison torch() {
      org.bytedeco.pytorch.Tensor a = Torch.of(first());
      org.bytedeco.pytorch.Tensor b = Torch.of(second());
      org.bytedeco.pytorch.Tensor x = form.first ? a.t() : a;
      org.bytedeco.pytorch.Tensor y = form.second ? b.t() : b;
      return comparison(TorchSide.call(() -> torch.matmul(x, y)));
    }

    Comparison blas() {
      FloatPointer a = new FloatPointer(first().toFloatArray());
      FloatPointer b = new FloatPointer(second().toFloatArray());
      FloatPointer c = new FloatPointer((long) m * n);
      Side peer =
          new Side() {
            @Override
            public void run() {
              openblas_nolapack.cblas_sgemm(
                  openblas_nolapack.CblasRowMajor,
                  form.first ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                  form.second ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                  m,
                  n,
                  k,
                  1,
                  a,
                  form.first ? m : k,
                  b,
                  form.second ? k : n,
                  0,
                  c,
                  n);
            }

            @Override
            public float[] result() {
              float[] values = new float[m * n];
              c.get(values);
              return values;
            }
          };
      return comparison(peer);
    }

    private Comparison comparison(Side peer) {
      return new Comparison(ours(), peer, Cost.ofFlops(2.0 * m * n * k), TOLERANCE);
    }
  }
}
