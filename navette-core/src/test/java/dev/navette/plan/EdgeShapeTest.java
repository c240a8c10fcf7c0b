// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static dev.navette.plan.GraphCheck.agree;
import static dev.navette.plan.GraphCheck.agreeWithGradients;

import dev.navette.ir.DType;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import org.junit.jupiter.api.Test;

/// Shapes at the edges: nothing, one element, many axes, and work enough to be shared out.
class EdgeShapeTest {
  private static Tensor normal(int... dims) {
    return Rng.of(8).standardNormal(dims).eval();
  }

  @Test
  void nothing() {
    Tensor x = Tensor.of(new float[0], 0, 4);
    agreeWithGradients(x, x.exp(), x.sum(), x.sum(0), x.sum(1), x.prod(), x.mul(2).add(1).tanh());
    agreeWithGradients(x, x.transpose(0, 1), x.reshape(4, 0), x.flip(1), x.slice(1, 1, 3));
    agreeWithGradients(x, Tensors.concat(0, x, normal(2, 4)).sin(), x.pad(0, 1, 2, 0.5).cos());
    agreeWithGradients(x, x.softmax(1), x.layerNorm(1, 1e-5), x.softmax(0));
    agreeWithGradients(x, x.matmul(normal(4, 3)), normal(3, 4).matmul(x.transpose(0, 1)));
    agreeWithGradients(x, x.transpose(0, 1).matmul(normal(0, 3)).add(1));
    agree(x.cast(DType.I32), x.gt(0).all(1), x.gt(0).any(0), x.argmax(1));
    agree(normal(3, 4).indexSelect(0, Tensor.of(new int[0], 0)).add(1));
    agree(normal(3, 4).indexAdd(0, Tensor.of(new int[0], 0), x).add(1));
  }

  @Test
  void oneElement() {
    Tensor x = Tensor.of(new float[] {0.7f});
    agreeWithGradients(x, x.exp(), x.sum(), x.broadcastTo(3, 1).sum(0), x.reshape(1, 1).softmax(1));
    Tensor y = Tensor.of(new float[] {-0.4f}, 1, 1, 1);
    agreeWithGradients(y, y.matmul(y), y.sum(0, 2).tanh(), y.flip(0, 1), y.layerNorm(2, 1e-3));
    agreeWithGradients(y, y.max(1).add(y.mean(0)), Tensors.concat(2, y, y).prod(2));
  }

  @Test
  void manyAxes() {
    Tensor x = normal(2, 3, 1, 4, 2, 3);
    Tensor p = x.permute(5, 0, 3, 2, 1, 4);
    agreeWithGradients(x, p.sum(1, 3), p.sum(0, 2, 4).tanh(), p.max(0, 1, 2), p.mean(5, 4));
    agreeWithGradients(x, p.softmax(2), p.flip(0, 3).layerNorm(3, 1e-3), p.reshape(6, 24));
    agreeWithGradients(
        x, x.slice(3, 0, 4, 2).transpose(0, 3).sum(1, 2), p.matmul(normal(2, 5)), p.tile(2, 1));
  }

  @Test
  void workThatIsSharedOut() {
    Tensor x = normal(1031, 65);
    Tensor scaled = x.mul(0.3);
    agreeWithGradients(x, scaled.sum(0), scaled.sum(1), scaled.sum(), scaled.softmax(1));
    agreeWithGradients(x, x.transpose(0, 1).mul(normal(65, 1031)), x.max(0).add(x.prod(0)));
    Tensor y = normal(3, 700, 32);
    agreeWithGradients(y, y.sum(1), y.permute(1, 2, 0).sum(0), y.mean(0, 1), y.max(1).exp());
  }
}
