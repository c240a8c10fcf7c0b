// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.data.NearestName;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The activations without numbers or parameters. Others are [LeakyRelu], [PRelu], [RRelu], [Elu],
/// [Celu], [Hardtanh], [Hardshrink], [Softshrink], [Threshold], [Softplus], [Glu], [Softmax],
/// [LogSoftmax] and [Softmin].
public enum Activation implements Layer {
  /// x.
  IDENTITY,
  /// max(x, 0).
  RELU,
  /// min(max(x, 0), 6).
  RELU6,
  /// 1.0507 * elu(x) with alpha 1.6733.
  SELU,
  /// x * (1 + erf(x / sqrt(2))) / 2.
  GELU,
  /// GPT-2's approximation of [#GELU].
  GELU_TANH,
  /// x / (1 + e^-x).
  SILU,
  /// x * tanh(log(1 + e^x)).
  MISH,
  /// log(1 + e^x).
  SOFTPLUS,
  /// x / (1 + |x|).
  SOFTSIGN,
  /// 1 / (1 + e^-x).
  SIGMOID,
  /// log(1 / (1 + e^-x)).
  LOG_SIGMOID,
  /// The hyperbolic tangent.
  TANH,
  /// x - tanh(x).
  TANHSHRINK,
  /// min(max(x + 3, 0), 6) / 6.
  HARDSIGMOID,
  /// x * min(max(x + 3, 0), 6) / 6.
  HARDSWISH;

  /// The activation called `name`, such as `relu` or `gelu-tanh`; case does not matter.
  ///
  /// @throws IllegalArgumentException if there is none; the message proposes the nearest
  public static Activation named(String name) {
    List<String> known = Arrays.stream(values()).map(Activation::label).toList();
    int index = known.indexOf(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    if (index < 0) {
      throw new IllegalArgumentException(NearestName.message("activation", name, known));
    }
    return values()[index];
  }

  /// The name in lower case, such as `gelu-tanh`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Tensor forward(Tensor x) {
    return switch (this) {
      case IDENTITY -> x;
      case RELU -> x.relu();
      case RELU6 -> x.relu6();
      case SELU -> x.selu();
      case GELU -> x.gelu();
      case GELU_TANH -> x.geluTanh();
      case SILU -> x.silu();
      case MISH -> x.mish();
      case SOFTPLUS -> x.softplus();
      case SOFTSIGN -> x.softsign();
      case SIGMOID -> x.sigmoid();
      case LOG_SIGMOID -> x.logSigmoid();
      case TANH -> x.tanh();
      case TANHSHRINK -> x.tanhshrink();
      case HARDSIGMOID -> x.hardsigmoid();
      case HARDSWISH -> x.hardswish();
    };
  }
}
