// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.ir.DType;
import dev.navette.loss.Loss;
import dev.navette.optim.Adam;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// The most memory that training the CNN ever held (VmHWM), each side in a process of its own.
///
/// @param name "cnn-memory"
/// @param threads how many both sides used
/// @param navetteMib our process, all of the JVM included
/// @param navetteOptions what our JVM was told
/// @param peer the other library
/// @param peerMib its process, with the small JVM that calls it
/// @param peerOptions what that JVM was told
/// @param ratio peer / navette: above 1 Navette takes less
record PeakMemory(
    String name,
    int threads,
    double navetteMib,
    String navetteOptions,
    String peer,
    double peerMib,
    String peerOptions,
    double ratio) {
  /// A heap that this net fills well; the serial collector keeps no reserve.
  static final List<String> OURS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  /// As small as the peer's callers can do with.
  static final List<String> PEER =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final int BATCH = 64;
  private static final int STEPS = 100;
  private static final int STEPS_QUICK = 20;

  static PeakMemory of(int threads, double navetteMib, double peerMib) {
    return new PeakMemory(
        Catalogue.CNN_MEMORY,
        threads,
        navetteMib,
        String.join(" ", OURS),
        Peer.LIBTORCH.label(),
        peerMib,
        String.join(" ", PEER),
        peerMib / navetteMib);
  }

  /// One line of the table.
  String line() {
    return String.format(
        Locale.ROOT,
        "%-24s %-11s %7d %8.0f MiB %8.0f MiB %6.2f  (navette: %s)",
        name,
        peer,
        threads,
        navetteMib,
        peerMib,
        ratio,
        navetteOptions);
  }

  /// Trains on our side.
  ///
  /// @return the peak in MiB
  static double ours(boolean quick) {
    Rng rng = Rng.of(1);
    Nets.Cnn net = Nets.Cnn.init(rng);
    Tensor x = rng.stream("x").standardNormal(BATCH, 1, 28, 28).eval();
    Tensor y = Tensor.zeros(DType.I32, BATCH).eval();
    return train(OurSide.training(net, new Adam(net, 1e-3), Loss::crossEntropy, x, y), quick);
  }

  /// Trains on libtorch's side; nothing of Navette's engine is loaded.
  ///
  /// @return the peak in MiB
  static double peer(boolean quick) {
    long[][] shapes = {
      {32, 1, 3, 3}, {32}, {64, 32, 3, 3}, {64}, {128, 9216}, {128}, {10, 128}, {10}
    };
    List<org.bytedeco.pytorch.Tensor> parameters = new ArrayList<>();
    for (long[] shape : shapes) {
      org.bytedeco.pytorch.Tensor p = torch.rand(shape);
      p.set_requires_grad(true);
      parameters.add(p);
    }
    org.bytedeco.pytorch.TensorOptions classes =
        new org.bytedeco.pytorch.TensorOptions(torch.ScalarType.Long);
    return train(
        TorchSide.training(
            TorchNets.cnn(parameters),
            new org.bytedeco.pytorch.Adam(
                new TensorVector(parameters.toArray(new org.bytedeco.pytorch.Tensor[0])),
                new AdamOptions(1e-3)),
            torch::cross_entropy,
            torch.randn(BATCH, 1, 28, 28),
            torch.zeros(new long[] {BATCH}, classes)),
        quick);
  }

  private static double train(Side side, boolean quick) {
    for (int step = 0; step < (quick ? STEPS_QUICK : STEPS); step++) {
      side.run();
    }
    return Machine.peakMib();
  }
}
