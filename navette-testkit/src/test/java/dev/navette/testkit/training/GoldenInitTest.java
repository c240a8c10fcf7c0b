// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.nn.Activation;
import dev.navette.nn.Init;
import dev.navette.nn.LeakyRelu;
import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Initial values: their spread and range are what PyTorch's are.
class GoldenInitTest {
  private static final long SEED = 23;
  private static final int DRAWS = 40;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xavier_uniform_64x32",
        "xavier_normal_64x32",
        "kaiming_uniform_fan_in_64x32",
        "kaiming_uniform_fan_out_64x32",
        "kaiming_normal_fan_in_64x32",
        "kaiming_normal_fan_out_64x32",
        "xavier_uniform_8x4x3x3",
        "xavier_normal_6x5x3",
        "kaiming_uniform_fan_in_8x4x3x3",
        "kaiming_uniform_fan_out_6x5x3",
        "kaiming_normal_fan_in_6x5x3",
        "kaiming_normal_fan_out_8x4x3x3",
        "xavier_uniform_tanh_gain",
        "kaiming_uniform_leaky",
        "kaiming_normal_linear"
      })
  void spreadsAsPyTorchDoes(String name) {
    TrainingCase golden = TrainingCase.read("init/" + name);
    JsonNode args = golden.config().get("args");
    int[] shape = new int[golden.config().get("shape").size()];
    Arrays.setAll(shape, i -> golden.config().get("shape").get(i).asInt());
    assertEquals(golden.number("expected.fan_in"), Init.fan(Init.Fan.IN, shape));
    assertEquals(golden.number("expected.fan_out"), Init.fan(Init.Fan.OUT, shape));
    Rng rng = Rng.of(SEED);
    double[] all = new double[0];
    for (int i = 0; i < DRAWS; i++) {
      double[] more = draw(golden.config().get("scheme").asString(), args, rng, shape);
      all = Arrays.copyOf(all, all.length + more.length);
      System.arraycopy(more, 0, all, all.length - more.length, more.length);
    }
    double std = golden.number("expected.std");
    double variance = Arrays.stream(all).map(v -> v * v).average().orElseThrow();
    double kurtosis = golden.has("expected.bound") ? 0.8 : 2; // of v^2: uniform, normal
    assertEquals(
        std * std,
        variance,
        5 * std * std * Math.sqrt(kurtosis / all.length),
        name + ", seed " + SEED);
    if (golden.has("expected.bound")) {
      double bound = golden.number("expected.bound");
      double largest = Arrays.stream(all).map(Math::abs).max().orElseThrow();
      assertTrue(largest <= bound * (1 + 1e-6) && largest > 0.99 * bound, name + " " + largest);
    }
  }

  private static double[] draw(String scheme, JsonNode args, Rng rng, int... shape) {
    if (scheme.startsWith("xavier")) {
      double gain = args.get("gain").asDouble();
      return (scheme.endsWith("uniform")
              ? Init.xavierUniform(gain, rng, shape)
              : Init.xavierNormal(gain, rng, shape))
          .toDoubleArray();
    }
    double gain = gain(args.get("nonlinearity").asString(), args.get("a").asDouble());
    Init.Fan fan = args.get("mode").asString().equals("fan_in") ? Init.Fan.IN : Init.Fan.OUT;
    return (scheme.endsWith("uniform")
            ? Init.kaimingUniform(gain, fan, rng, shape)
            : Init.kaimingNormal(gain, fan, rng, shape))
        .toDoubleArray();
  }

  private static double gain(String activation, double slope) {
    return switch (activation) {
      case "leaky_relu" -> Init.gain(new LeakyRelu(slope));
      case "linear", "conv2d" -> Init.gain(Activation.IDENTITY);
      default -> Init.gain(Activation.named(activation));
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gain_linear",
        "gain_sigmoid",
        "gain_tanh",
        "gain_relu",
        "gain_leaky_relu",
        "gain_leaky_relu_0p3",
        "gain_selu"
      })
  void gainsAgree(String name) {
    TrainingCase golden = TrainingCase.read("init/" + name);
    double slope = golden.config().path("param").asDouble(0.01);
    double gain = gain(golden.config().get("nonlinearity").asString(), slope);
    assertEquals(golden.number("expected.y"), gain, 1e-15);
  }

  @ParameterizedTest
  @ValueSource(strings = "default_linear")
  void linearStartsAsPyTorchsDoes(String name) {
    TrainingCase golden = TrainingCase.read("init/" + name);
    JsonNode args = golden.config().get("args");
    Linear layer =
        Linear.init(
            args.get("in_features").asInt(), args.get("out_features").asInt(), Rng.of(SEED));
    layer
        .variables()
        .forEach((path, v) -> {
          double[] dims = golden.values("expected." + path + ".shape");
          assertEquals(dims.length, v.shape().rank());
          double bound = golden.number("expected." + path + ".bound");
          double largest = v.value().cast(DType.F64).abs().max().item();
          assertTrue(largest <= bound * (1 + 1e-6) && largest > bound / 2, path);
        });
  }
}
