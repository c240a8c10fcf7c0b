// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import java.util.List;

/// The activations and normalisations of neural networks.
///
/// All are defined for floats and throw [DTypeException] on others. Each is recorded as one
/// operation with its own gradient and computed without overflow. Slopes and epsilons given as Java
/// numbers are part of the plan's structure.
public sealed interface ActivationOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- piecewise linear

  /// max(x, 0); NaN stays NaN. The gradient at 0 is 0.
  default Tensor relu() {
    return ActivationBodies.relu(self());
  }

  /// min(max(x, 0), 6). The gradient at 0 and 6 is 0.
  default Tensor relu6() {
    return hardtanh(0, 6);
  }

  /// x if x > 0, else slope * x.
  default Tensor leakyRelu(double slope) {
    return ActivationBodies.leakyRelu(self(), slope);
  }

  /// x if x > 0, else weight * x, with a learned weight.
  ///
  /// @param weight one element, or one a channel: x is `(N, C, ...)` and the weight `(C)`
  /// @throws ShapeException if the weight has another shape
  default Tensor prelu(Tensor weight) {
    return ActivationBodies.prelu(self(), weight);
  }

  /// min(max(x, min), max). The gradient at the bounds is 0.
  ///
  /// @throws IllegalArgumentException if `min` is not below `max`
  default Tensor hardtanh(double min, double max) {
    return ActivationBodies.hardtanh(self(), min, max);
  }

  /// x if x > threshold, else value.
  default Tensor threshold(double threshold, double value) {
    return ThresholdBodies.threshold(self(), threshold, value);
  }

  /// 0 from -lambda to lambda inclusive, x elsewhere.
  ///
  /// @throws IllegalArgumentException if `lambda` is negative
  default Tensor hardshrink(double lambda) {
    return ThresholdBodies.hardshrink(self(), lambda);
  }

  /// 0 from -lambda to lambda, x moved by lambda towards 0 elsewhere.
  ///
  /// @throws IllegalArgumentException if `lambda` is negative
  default Tensor softshrink(double lambda) {
    return ThresholdBodies.softshrink(self(), lambda);
  }

  /// x - tanh(x).
  default Tensor tanhshrink() {
    return Halves.computed(self(), x -> x.sub(x.tanh()));
  }

  /// min(max(x + 3, 0), 6) / 6.
  default Tensor hardsigmoid() {
    return ActivationBodies.hardsigmoid(self());
  }

  /// x * min(max(x + 3, 0), 6) / 6; at its two kinks the gradient is that of the piece between.
  default Tensor hardswish() {
    return ActivationBodies.hardswish(self());
  }

  // ---- exponential

  /// x if x > 0, else alpha * (e^x - 1). [Clevert et al. 2015](https://arxiv.org/abs/1511.07289)
  default Tensor elu(double alpha) {
    return ActivationBodies.elu(self(), alpha);
  }

  /// [#elu(double)] with alpha 1.
  default Tensor elu() {
    return elu(1);
  }

  /// 1.0507 * elu(x) with alpha 1.6733: keeps mean 0 and variance 1. [Klambauer et al.
  /// 2017](https://arxiv.org/abs/1706.02515)
  default Tensor selu() {
    return ActivationBodies.selu(self());
  }

  /// x if x > 0, else alpha * (e^(x / alpha) - 1).
  default Tensor celu(double alpha) {
    return ActivationBodies.celu(self(), alpha);
  }

  /// x * (1 + erf(x / sqrt(2))) / 2. [Hendrycks and Gimpel 2016](https://arxiv.org/abs/1606.08415)
  default Tensor gelu() {
    return ActivationBodies.gelu(self());
  }

  /// x * (1 + tanh(sqrt(2/pi) * (x + 0.044715 x^3))) / 2, the approximation of [#gelu()] that GPT-2
  /// uses.
  default Tensor geluTanh() {
    return ActivationBodies.geluTanh(self());
  }

  /// 1 / (1 + e^-x).
  default Tensor sigmoid() {
    return ActivationBodies.sigmoid(self());
  }

  /// log(1 / (1 + e^-x)), exact for large |x|.
  default Tensor logSigmoid() {
    return ActivationBodies.logSigmoid(self());
  }

  /// x / (1 + e^-x), also called swish.
  default Tensor silu() {
    return ActivationBodies.silu(self());
  }

  /// x * tanh(softplus(x)). [Misra 2019](https://arxiv.org/abs/1908.08681)
  default Tensor mish() {
    return ActivationBodies.mish(self());
  }

  /// log(1 + e^x), exact for large |x|.
  default Tensor softplus() {
    return ActivationBodies.softplus(self());
  }

  /// log(1 + e^(beta x)) / beta, and x where beta * x is above `threshold`.
  ///
  /// @throws IllegalArgumentException if `beta` is not positive
  default Tensor softplus(double beta, double threshold) {
    return ThresholdBodies.softplus(self(), beta, threshold);
  }

  /// x / (1 + |x|).
  default Tensor softsign() {
    return ActivationBodies.softsign(self());
  }

  /// a * sigmoid(b), where a and b are the halves of x along `axis`. [Dauphin et al.
  /// 2016](https://arxiv.org/abs/1612.08083)
  ///
  /// @throws ShapeException if the extent is odd
  default Tensor glu(int axis) {
    int extent = self().dim(axis);
    if (extent % 2 != 0) {
      throw new ShapeException(
          "glu: axis "
              + axis
              + " of shape "
              + self().shape()
              + " has the odd extent "
              + extent
              + "; it is halved into values and gates");
    }
    return Halves.computed(
        self(),
        x -> {
          List<Tensor> parts = x.chunk(axis, 2);
          return parts.getFirst().mul(parts.getLast().sigmoid());
        });
  }

  // ---- over an axis

  /// e^x / sum(e^x) along `axis`.
  default Tensor softmax(int axis) {
    return SoftmaxBodies.softmax(self(), axis);
  }

  /// [#softmax(int)] of the elements where `mask` is true; the others are 0, and so is all of a
  /// slice in which the mask is true nowhere (or x is -inf wherever it is): in value and gradient.
  ///
  /// @param mask bool, broadcast to the shape of x
  /// @throws DTypeException if the mask is not bool
  /// @throws ShapeException if the mask does not broadcast to the shape of x
  default Tensor maskedSoftmax(Tensor mask, int axis) {
    return SoftmaxBodies.maskedSoftmax(self(), mask, axis);
  }

  /// [#softmax(int)] of -x.
  default Tensor softmin(int axis) {
    return self().neg().softmax(axis);
  }

  /// x - log(sum(e^x)) along `axis`: the logarithm of [#softmax(int)].
  default Tensor logSoftmax(int axis) {
    return SoftmaxBodies.logSoftmax(self(), axis);
  }

  /// The cross-entropy of each row of logits with its class: logsumexp(x) - x(target).
  ///
  /// x is `(..., C)`; the result has the shape of the targets. Its gradient is softmax(x) minus the
  /// one-hot target. A target outside 0 to C - 1 gives NaN; mask such rows with
  /// [LogicOps#where(Tensor, double)], which also stops their gradient.
  ///
  /// @param targets class indices, i32 or i64, `(...)`
  /// @throws ShapeException if the targets do not have the shape of x without its last axis
  /// @throws DTypeException if the targets are not i32 or i64
  default Tensor negativeLogLikelihood(Tensor targets) {
    return SoftmaxBodies.negativeLogLikelihood(self(), targets);
  }

  /// The cross-entropy of each logit x with its target y: max(x, 0) - x y + log(1 + e^-|x|), exact
  /// for large |x|. Its gradient is sigmoid(x) - y.
  ///
  /// @param targets probabilities, in the shape of x
  /// @throws ShapeException if the targets have another shape
  default Tensor binaryCrossEntropyWithLogits(Tensor targets) {
    return LogLossBodies.withLogits(self(), targets);
  }

  /// The cross-entropy of each probability x with its target y: -(y log(x) + (1 - y) log(1 - x)),
  /// logarithms not below -100. Its gradient is (x - y) / max(x (1 - x), 1e-12).
  ///
  /// @param targets probabilities, in the shape of x
  /// @throws ShapeException if the targets have another shape
  default Tensor binaryCrossEntropy(Tensor targets) {
    return LogLossBodies.ofProbabilities(self(), targets);
  }

  /// (x - mean) / sqrt(var + eps) over the last `axes` axes, with the biased variance. [Ba et al.
  /// 2016](https://arxiv.org/abs/1607.06450)
  ///
  /// @param axes how many of the last axes are normalised together
  /// @throws ShapeException if there are not that many
  default Tensor layerNorm(int axes, double eps) {
    return NormBodies.layerNorm(self(), axes, eps);
  }

  /// [#layerNorm(int, double)] times a weight.
  ///
  /// @param weight the shape of the normalised axes
  /// @throws ShapeException if the weight has another shape
  default Tensor layerNorm(int axes, Tensor weight, double eps) {
    return NormBodies.layerNorm(self(), axes, eps, weight);
  }

  /// [#layerNorm(int, double)] times a weight plus a bias.
  ///
  /// @param weight the shape of the normalised axes
  /// @param bias the shape of the normalised axes
  /// @throws ShapeException if one of them has another shape
  default Tensor layerNorm(int axes, Tensor weight, Tensor bias, double eps) {
    return NormBodies.layerNorm(self(), axes, eps, weight, bias);
  }

  /// x / sqrt(mean(x^2) + eps) over the last `axes` axes. [Zhang and Sennrich
  /// 2019](https://arxiv.org/abs/1910.07467)
  ///
  /// @param axes how many of the last axes are normalised together
  /// @throws ShapeException if there are not that many
  default Tensor rmsNorm(int axes, double eps) {
    return NormBodies.rmsNorm(self(), axes, eps);
  }

  /// [#rmsNorm(int, double)] times a weight.
  ///
  /// @param weight the shape of the normalised axes
  /// @throws ShapeException if the weight has another shape
  default Tensor rmsNorm(int axes, Tensor weight, double eps) {
    return NormBodies.rmsNorm(self(), axes, eps, weight);
  }
}
