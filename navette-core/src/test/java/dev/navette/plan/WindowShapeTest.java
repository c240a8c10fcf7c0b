// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static dev.navette.plan.GraphCheck.agree;
import static dev.navette.plan.GraphCheck.agreeWithGradients;

import dev.navette.tensor.PadMode;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Windows and running results give the interpreter's bits on every machine: nothing, one element,
/// work enough to be shared out, and wherever a window can be read.
class WindowShapeTest {
  private static final int[] ONE = {1};
  private static final int[] NONE = {0};

  private static Tensor normal(int... dims) {
    return Rng.of(9).standardNormal(dims).eval();
  }

  @Test
  void nothing() {
    Tensor x = Tensor.of(new float[0], 0, 4);
    agreeWithGradients(x, x.cumsum(0), x.cumprod(1), x.logcumsumexp(0), x.cummax(1).values());
    agreeWithGradients(x, x.unfold(1, 3, 1), x.unfold(1, 2, 2).sum(-1), x.maxPool1d(2));
    agreeWithGradients(x, x.avgPool1d(Pooling.of(3).padding(1)), x.adaptiveAvgPool1d(3));
    agreeWithGradients(x, x.pad(1, 2, 1, PadMode.REFLECT), x.cumsum(0, true, true));
    Tensor y = Tensor.of(new float[0], 3, 0);
    agreeWithGradients(y, y.cumsum(1), y.cumprod(1), y.cummin(1).values(), y.logcumsumexp(0));
    agree(x.cummax(0).indices(), y.cummax(1).indices());
  }

  @Test
  void oneElement() {
    Tensor x = normal(1, 1, 1, 1);
    agreeWithGradients(x, x.cumsum(2), x.cumprod(0), x.logcumsumexp(3), x.cummax(1).values());
    agreeWithGradients(x, x.unfold(1, 1, 3), x.maxPool2d(1), x.adaptiveMaxPool2d(2, 3).values());
    agreeWithGradients(x, x.avgPool2d(Pooling.of(3).padding(1)), x.cumsum(0, true, false));
    agreeWithGradients(x, x.pad(3, 2, 2, PadMode.REPLICATE), x.im2col(1, 1));
  }

  @Test
  void workThatIsSharedOut() {
    Tensor x = normal(5, 37, 91);
    agreeWithGradients(x, x.cumsum(0), x.cumsum(1), x.cumsum(2), x.cummax(1).values());
    Tensor small = x.tanh();
    agreeWithGradients(x, small.cumprod(1), small.logcumsumexp(2), small.cummin(2).values());
    agreeWithGradients(x, x.maxPool2d(Pooling.of(3).stride(2).padding(1)), x.avgPool2d(2));
    agreeWithGradients(x, x.unfold(1, 5, 3).mul(0.5), x.unfold(2, 4, 1).sum(1));
    Tensor image = normal(1, 2, 91, 93);
    Tensor columns = image.im2col(new int[] {3, 2}, new int[] {2}, ONE, ONE);
    Tensor back = columns.col2im(new int[] {91, 93}, new int[] {3, 2}, new int[] {2}, ONE, ONE);
    agreeWithGradients(image, columns, back);
    Tensor wide = normal(2, 9, 950);
    agreeWithGradients(wide, wide.cumsum(1), wide.cumprod(0), wide.logcumsumexp(1));
  }

  @Test
  void whereverWindowsAreRead() {
    Tensor x = normal(6, 35);
    Tensor w = x.unfold(1, 5, 2); // (6, 16, 5)
    agreeWithGradients(x, w.mul(2), w.add(normal(16, 1)).tanh(), w.permute(2, 0, 1).abs());
    agreeWithGradients(x, w.sum(-1), w.max(-1), w.mul(w).sum(1), w.exp().sum(0), w.sum());
    agreeWithGradients(x, w.softmax(-1), w.softmax(0), w.layerNorm(1, 1e-3));
    agreeWithGradients(x, w.matmul(normal(5, 4)), normal(3, 16).matmul(w), w.square().mean(0, 2));
    agreeWithGradients(x, w.reshape(6, 80), w.flip(1).slice(2, 1, 4), w.unfold(0, 2, 3).sum(0));
    Tensor computed = x.sin().mul(0.5);
    Tensor v = computed.unfold(0, 3, 1); // (4, 35, 3)
    agreeWithGradients(x, v.sum(-1), v.add(computed.slice(0, 0, 4).unsqueeze(-1)), v.min(0));
    agreeWithGradients(x, x.mul(x.unfold(1, 1, 1).squeeze(-1)), x.unfold(0, 6, 6).cumsum(1));
    Tensor dilated = x.reshape(1, 1, 6, 35).im2col(new int[] {2, 3}, ONE, NONE, new int[] {2, 3});
    agreeWithGradients(x, dilated, dilated.sum(1));
  }
}
