// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// The second convolution of the CNN: 32 to 64 channels, 3 x 3, on 64 images of 26 x 26; forward
/// and both gradients. As users write it, channels first; and (`-last`) with images that lie
/// channels last on both sides, as they do between the layers of a net.
final class ConvWorkloads {
  private static final double FLOPS = 2.0 * 64 * 24 * 24 * 64 * 32 * 9;
  private static final double TOLERANCE = 1e-4;
  private static final int[] IMAGES = {64, 32, 26, 26};
  private static final int[] WEIGHTS = {64, 32, 3, 3};
  private static final int[] OUTPUTS = {64, 64, 24, 24};
  private static final int[] TO_LAST = {0, 2, 3, 1};
  private static final int[] TO_FIRST = {0, 3, 1, 2};
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private ConvWorkloads() {}

  static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    for (boolean last : List.of(false, true)) {
      String suffix = last ? "-last" : "";
      all.add(conv("conv-forward" + suffix, last, ConvWorkloads::forward));
      all.add(conv("conv-data" + suffix, last, ConvWorkloads::data));
      all.add(conv("conv-weights" + suffix, last, ConvWorkloads::weights));
    }
    return all;
  }

  private interface Pass {
    Comparison of(Layout layout);
  }

  private static Workload conv(String name, boolean last, Pass pass) {
    return new Workload(name, Group.CONV, Peer.LIBTORCH, () -> pass.of(new Layout(last)));
  }

  /// How images lie in memory.
  private record Layout(boolean last) {
    /// Values that lie so.
    Tensor stored(int seed, int... shape) {
      Tensor first = Rng.of(seed).standardNormal(shape).eval();
      return last ? first.permute(TO_LAST).eval() : first;
    }

    /// What lies so, as an operation takes it: channels first.
    Tensor read(Tensor stored) {
      return last ? stored.permute(TO_FIRST) : stored;
    }

    /// What an operation gives, as it is to lie.
    Tensor write(Tensor first) {
      return last ? first.permute(TO_LAST) : first;
    }

    org.bytedeco.pytorch.Tensor peer(Tensor stored) {
      org.bytedeco.pytorch.Tensor t = Torch.of(stored);
      return last ? t.permute(0, 3, 1, 2) : t;
    }

    org.bytedeco.pytorch.Tensor written(org.bytedeco.pytorch.Tensor first) {
      return last ? first.permute(0, 2, 3, 1) : first;
    }
  }

  private static Comparison forward(Layout layout) {
    Tensor x = layout.stored(1, IMAGES);
    Tensor w = Rng.of(2).standardNormal(WEIGHTS).eval();
    org.bytedeco.pytorch.Tensor peerX = layout.peer(x);
    org.bytedeco.pytorch.Tensor peerW = Torch.of(w);
    TensorOptional none = new TensorOptional();
    return comparison(
        OurSide.call(() -> layout.write(layout.read(x).conv2d(w, ConvOptions.DEFAULT))),
        TorchSide.call(() -> layout.written(torch.conv2d(peerX, peerW, none, ONE, NONE, ONE, 1))));
  }

  private static Comparison data(Layout layout) {
    Tensor g = layout.stored(1, OUTPUTS);
    Tensor w = Rng.of(2).standardNormal(WEIGHTS).eval();
    Tensor x = layout.stored(3, IMAGES);
    BoolPointer wanted = wanted(0);
    org.bytedeco.pytorch.Tensor peerW = Torch.of(w);
    org.bytedeco.pytorch.Tensor peerG = layout.peer(g);
    org.bytedeco.pytorch.Tensor peerX = layout.peer(x);
    return comparison(
        OurSide.call(() -> {
          Tensor images = layout.read(x);
          Tensor loss = images.conv2d(w, ConvOptions.DEFAULT).mul(layout.read(g)).sum();
          return layout.write(Grad.of(loss, images).getFirst());
        }),
        TorchSide.call(() -> layout.written(backward(peerG, peerX, peerW, wanted).get0())));
  }

  private static Comparison weights(Layout layout) {
    Tensor g = layout.stored(1, OUTPUTS);
    Tensor w = Rng.of(2).standardNormal(WEIGHTS).eval();
    Tensor x = layout.stored(3, IMAGES);
    BoolPointer wanted = wanted(1);
    org.bytedeco.pytorch.Tensor peerG = layout.peer(g);
    org.bytedeco.pytorch.Tensor peerX = layout.peer(x);
    org.bytedeco.pytorch.Tensor peerW = Torch.of(w);
    return comparison(
        OurSide.call(() -> {
          Tensor loss = layout.read(x).conv2d(w, ConvOptions.DEFAULT).mul(layout.read(g)).sum();
          return Grad.of(loss, w).getFirst();
        }),
        TorchSide.call(() -> backward(peerG, peerX, peerW, wanted).get1()));
  }

  private static T_TensorTensorTensor_T backward(
      org.bytedeco.pytorch.Tensor gradient,
      org.bytedeco.pytorch.Tensor images,
      org.bytedeco.pytorch.Tensor weights,
      BoolPointer wanted) {
    return torch.convolution_backward(
        gradient,
        images,
        weights,
        new LongArrayRefOptional(),
        ONE,
        NONE,
        ONE,
        false,
        NONE,
        1,
        wanted);
  }

  /// A mask of the gradients of images, weights and biases with one of them set.
  private static BoolPointer wanted(int gradient) {
    BoolPointer mask = new BoolPointer(3);
    for (int i = 0; i < 3; i++) {
      mask.put(i, i == gradient);
    }
    return mask;
  }

  private static Comparison comparison(Side ours, Side peer) {
    return new Comparison(ours, peer, Cost.ofFlops(FLOPS), TOLERANCE);
  }
}
