// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.distribution.Normal;
import dev.navette.distribution.TruncatedNormal;
import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.linalg.Qr;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;

/// Values that parameters start with, all f32.
///
/// Fan in is the number of inputs that an output sums over, fan out the number of outputs that an
/// input goes to. For a weight `(out, in, *kernel)` they are `in` and `out` times the kernel's
/// extents.
public final class Init {
  /// Which fan a variance is kept for.
  public enum Fan {
    /// Keeps the variance of activations.
    IN,
    /// Keeps the variance of gradients.
    OUT
  }

  private Init() {}

  // ---- Glorot and Bengio

  /// [#xavierUniform(double, Rng, int...)] with gain 1.
  public static Tensor xavierUniform(Rng rng, int... shape) {
    return xavierUniform(1, rng, shape);
  }

  /// Uniform within gain * sqrt(6 / (fan in + fan out)). [Glorot and Bengio
  /// 2010](https://proceedings.mlr.press/v9/glorot10a.html)
  ///
  /// @throws ShapeException if the shape has fewer than two axes
  public static Tensor xavierUniform(double gain, Rng rng, int... shape) {
    double bound = gain * Math.sqrt(6 / (fan(Fan.IN, shape) + fan(Fan.OUT, shape)));
    return rng.uniform(-bound, bound, shape);
  }

  /// [#xavierNormal(double, Rng, int...)] with gain 1.
  public static Tensor xavierNormal(Rng rng, int... shape) {
    return xavierNormal(1, rng, shape);
  }

  /// Normal with standard deviation gain * sqrt(2 / (fan in + fan out)). [Glorot and Bengio
  /// 2010](https://proceedings.mlr.press/v9/glorot10a.html)
  ///
  /// @throws ShapeException if the shape has fewer than two axes
  public static Tensor xavierNormal(double gain, Rng rng, int... shape) {
    double std = gain * Math.sqrt(2 / (fan(Fan.IN, shape) + fan(Fan.OUT, shape)));
    return rng.normal(0, std, shape);
  }

  // ---- He et al.

  /// [#kaimingUniform(double, Fan, Rng, int...)] for ReLU and fan in.
  public static Tensor kaimingUniform(Rng rng, int... shape) {
    return kaimingUniform(gain(Activation.RELU), Fan.IN, rng, shape);
  }

  /// Uniform within gain * sqrt(3 / fan). [He et al. 2015](https://arxiv.org/abs/1502.01852)
  ///
  /// @throws ShapeException if the shape has fewer than two axes
  public static Tensor kaimingUniform(double gain, Fan fan, Rng rng, int... shape) {
    double bound = gain * Math.sqrt(3 / fan(fan, shape));
    return rng.uniform(-bound, bound, shape);
  }

  /// [#kaimingNormal(double, Fan, Rng, int...)] for ReLU and fan in.
  public static Tensor kaimingNormal(Rng rng, int... shape) {
    return kaimingNormal(gain(Activation.RELU), Fan.IN, rng, shape);
  }

  /// Normal with standard deviation gain / sqrt(fan). [He et al.
  /// 2015](https://arxiv.org/abs/1502.01852)
  ///
  /// @throws ShapeException if the shape has fewer than two axes
  public static Tensor kaimingNormal(double gain, Fan fan, Rng rng, int... shape) {
    return rng.normal(0, gain / Math.sqrt(fan(fan, shape)), shape);
  }

  // ---- LeCun et al.

  /// Uniform within sqrt(3 / fan in): variance 1 / fan in, as self-normalising networks want it.
  /// [LeCun et al. 1998](https://doi.org/10.1007/3-540-49430-8_2)
  ///
  /// @throws ShapeException if the shape has fewer than two axes
  public static Tensor lecunUniform(Rng rng, int... shape) {
    return kaimingUniform(1, Fan.IN, rng, shape);
  }

  /// Normal with standard deviation sqrt(1 / fan in). [LeCun et al.
  /// 1998](https://doi.org/10.1007/3-540-49430-8_2)
  ///
  /// @throws ShapeException if the shape has fewer than two axes
  public static Tensor lecunNormal(Rng rng, int... shape) {
    return kaimingNormal(1, Fan.IN, rng, shape);
  }

  // ---- orthogonal, and kept near the mean

  /// [#orthogonal(double, Rng, int...)] with gain 1.
  public static Tensor orthogonal(Rng rng, int... shape) {
    return orthogonal(1, rng, shape);
  }

  /// Gain times a matrix with orthonormal rows (or columns, if these are fewer), drawn uniformly
  /// among all such; axes after the first count as columns. [Saxe et al.
  /// 2013](https://arxiv.org/abs/1312.6120)
  ///
  /// @throws ShapeException if the shape has fewer than two axes
  public static Tensor orthogonal(double gain, Rng rng, int... shape) {
    Shape s = Shape.of(shape);
    if (s.rank() < 2) {
      throw new ShapeException(
          "Init.orthogonal: shape " + s + " has no rows and columns; give two axes or more");
    }
    int rows = s.dim(0);
    int columns = s.size(1, s.rank());
    Tensor normal = rng.standardNormal(Math.max(rows, columns), Math.min(rows, columns));
    Tensor q = Qr.of(normal).q();
    return (rows < columns ? q.t() : q).mul(gain).cast(DType.F32).reshape(s);
  }

  /// Normal, but drawn again where outside of `low` to `high`: the usual start of a Transformer's
  /// weights, with two standard deviations on either side.
  ///
  /// @throws IllegalArgumentException if `low` is not below `high`
  public static Tensor truncatedNormal(
      double mean, double std, double low, double high, Rng rng, int... shape) {
    return new TruncatedNormal(Normal.of(mean, std), low, high).sample(rng, shape);
  }

  /// Normal, but a share of each column is 0. [Martens
  /// 2010](https://www.cs.toronto.edu/~jmartens/docs/Deep_HessianFree.pdf)
  ///
  /// @param sparsity the share of zeros, 0 to 1, rounded up to whole elements of a column
  /// @throws IllegalArgumentException if the sparsity is not in 0 to 1
  public static Tensor sparse(double sparsity, double std, Rng rng, int rows, int columns) {
    if (!(sparsity >= 0 && sparsity <= 1)) {
      throw new IllegalArgumentException(
          "Init.sparse: sparsity is " + sparsity + "; the share of zeros lies between 0 and 1");
    }
    int zeros = (int) Math.ceil(sparsity * rows);
    boolean[] isZero = new boolean[rows * columns];
    for (int c = 0; c < columns; c++) {
      int[] order = rng.permutation(rows);
      for (int i = 0; i < zeros; i++) {
        isZero[order[i] * columns + c] = true;
      }
    }
    return rng.normal(0, std, rows, columns).maskedFill(Tensor.of(isZero, rows, columns), 0);
  }

  // ---- the same everywhere

  /// Zeros.
  public static Tensor zeros(int... shape) {
    return Tensor.zeros(shape);
  }

  /// Ones.
  public static Tensor ones(int... shape) {
    return Tensor.ones(shape);
  }

  /// `value` everywhere.
  public static Tensor constant(double value, int... shape) {
    return Tensor.full(value, DType.F32, shape);
  }

  /// A convolution's weight `(out, in / groups, *kernel)` that passes its channels on: 1 in the
  /// middle of the kernel where output and input channel of a group agree, else 0.
  ///
  /// @throws ShapeException if there is no kernel, or `groups` does not divide `out`
  public static Tensor dirac(int groups, int... shape) {
    Shape s = Shape.of(shape);
    if (s.rank() < 3 || groups < 1 || s.dim(0) % groups != 0) {
      throw new ShapeException(
          "Init.dirac: shape "
              + s
              + " in "
              + groups
              + " groups; a weight is (out, in / groups, *kernel), and out a multiple of the groups");
    }
    Tensor channels = Tensors.eye(DType.F32, s.dim(0) / groups, s.dim(1)).tile(groups, 1);
    for (int axis = 2; axis < s.rank(); axis++) {
      int before = s.dim(axis) / 2;
      channels = channels.unsqueeze(axis).pad(axis, before, s.dim(axis) - 1 - before, 0);
    }
    return channels;
  }

  // ---- gains

  /// What an activation asks of the weights before it, so that variances stay: 5/3 for tanh,
  /// sqrt(2) for ReLU, 3/4 for SELU, 1 for all that have no customary gain.
  public static double gain(Activation activation) {
    return switch (activation) {
      case TANH -> 5.0 / 3;
      case RELU -> Math.sqrt(2);
      case SELU -> 0.75;
      case IDENTITY,
          SIGMOID,
          LOG_SIGMOID,
          RELU6,
          GELU,
          GELU_TANH,
          SILU,
          MISH,
          SOFTPLUS,
          SOFTSIGN,
          TANHSHRINK,
          HARDSIGMOID,
          HARDSWISH ->
          1;
    };
  }

  /// The gain of a leaky ReLU: sqrt(2 / (1 + slope^2)).
  public static double gain(LeakyRelu activation) {
    return Math.sqrt(2 / (1 + activation.slope() * activation.slope()));
  }

  /// The fan of a weight `(out, in, *kernel)`.
  ///
  /// @throws ShapeException if the shape has fewer than two axes
  public static double fan(Fan fan, int... shape) {
    Shape s = Shape.of(shape);
    if (s.rank() < 2) {
      throw new ShapeException(
          "Init: shape "
              + s
              + " has no fan in and fan out; a weight is (out, in, ...), and biases start with"
              + " zeros or uniform");
    }
    double kernel = s.size(2, s.rank());
    return switch (fan) {
      case IN -> s.dim(1) * kernel;
      case OUT -> s.dim(0) * kernel;
    };
  }
}
