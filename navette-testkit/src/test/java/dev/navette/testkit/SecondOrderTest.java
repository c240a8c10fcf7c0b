// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.tensor.Checkpoint;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Second derivatives through what nets are made of, along random directions, and the gradient of a
/// gradient penalty as Wasserstein critics are trained with (Gulrajani et al., 2017).
class SecondOrderTest {
  private final Random random = new Random(11);

  private Tensor tensor(int... shape) {
    double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(values, i -> 0.6 * random.nextGaussian());
    return Tensor.of(values, shape);
  }

  @Test
  void throughConvolutionAndPooling() {
    GradCheck.check(
        in -> {
          Tensor h = in.get(0).conv2d(in.get(1), ConvOptions.DEFAULT).tanh(); // (N, 3, 4, 4)
          return h.avgPool2d(2).sum().add(h.square().maxPool2d(2).sum());
        },
        tensor(2, 2, 6, 6),
        tensor(3, 2, 3, 3));
  }

  @Test
  void throughNorms() {
    GradCheck.check(
        in -> in.get(0).layerNorm(1, in.get(1), in.get(2), 1e-5).square().mul(in.get(0)),
        tensor(3, 5),
        tensor(5),
        tensor(5));
    GradCheck.check(
        in -> {
          Tensor x = in.get(0); // (N, C, L), normalised over batch and length
          int[] axes = {0, 2};
          Tensor centred = x.sub(x.meanKeepDims(axes));
          Tensor variance = centred.square().meanKeepDims(axes);
          return centred.mul(variance.add(1e-5).rsqrt()).tanh();
        },
        tensor(3, 2, 4));
  }

  @Test
  void throughAttention() {
    GradCheck.check(
        in -> {
          Tensor scores = in.get(0).matmul(in.get(1).transpose(-1, -2)).mul(0.5); // (B, T, T)
          Tensor masked = scores.maskedFill(Tensors.causalMask(4).not(), -1e9);
          return masked.softmax(-1).matmul(in.get(2)).square();
        },
        tensor(2, 4, 3),
        tensor(2, 4, 3),
        tensor(2, 4, 3));
  }

  @Test
  void throughLoopsAndCheckpoints() {
    GradCheck.check(
        in -> {
          Tensor zeros = Tensor.zeros(DType.F64, 2, 3);
          Scan.Result r =
              Scan.over(in.get(0))
                  .run(
                      List.of(zeros, zeros),
                      (carry, x) -> {
                        Tensor both = Tensors.concat(1, x.get(0), carry.get(0));
                        List<Tensor> z = both.matmul(in.get(1)).chunk(1, 4);
                        Tensor kept = z.get(1).sigmoid().mul(carry.get(1));
                        Tensor c = kept.add(z.get(0).sigmoid().mul(z.get(2).tanh()));
                        Tensor h = z.get(3).sigmoid().mul(c.tanh());
                        return Scan.step(List.of(h, c), List.of(h));
                      });
          return Checkpoint.of(r.stacked().get(0), y -> y.exp().mul(y));
        },
        tensor(4, 2, 2),
        tensor(5, 12));
  }

  @Test
  void ofAGradientPenalty() {
    Variable kernel = new Variable(tensor(4, 1, 3, 3));
    Variable head = new Variable(tensor(1, 4 * 2 * 2));
    Tensor images = tensor(3, 1, 6, 6);
    UnaryOperator<Tensor> critic =
        x ->
            x.conv2d(kernel.value(), ConvOptions.DEFAULT)
                .leakyRelu(0.2)
                .maxPool2d(2)
                .flatten(1)
                .linear(head.value());
    GradCheck.checkVariables(
        () -> {
          Tensor slope = Grad.of(critic.apply(images).sum(), images).get(0).flatten(1);
          return slope.square().sum(1).sqrt().sub(1).square().mean();
        },
        List.of(kernel, head));
  }
}
