// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.nn.Activation;
import dev.navette.nn.Init;
import dev.navette.nn.LeakyRelu;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Initial values: fans, gains, and the spread and range of many draws.
final class GoldenInit {
  private static final long SEED = 23;
  private static final int DRAWS = 40;
  private static final int LAYERS = 400;

  private GoldenInit() {}

  static void addTo(GoldenOps ops) {
    ops.several("init", new Drawn());
    ops.one("init_gain", a -> Tensor.scalar(gain(a.text("nonlinearity"), a, "param"), DType.F64));
    ops.several("init_orthogonal", new Orthogonal());
    ops.several("init_trunc_normal", new Truncated());
    ops.several("init_fixed", new Fixed());
    ops.several("init_layer_default", new LayerDefaults());
  }

  private static double gain(String activation, GoldenArguments a, String slope) {
    double given = a.number(slope, 0.01);
    return switch (activation) {
      case "leaky_relu" -> Init.gain(new LeakyRelu(given));
      case "linear", "conv1d", "conv2d", "conv3d" -> Init.gain(Activation.IDENTITY);
      case "sigmoid", "tanh", "relu", "selu" -> Init.gain(Activation.named(activation));
      default -> throw new UnsupportedCaseException("nonlinearity " + activation);
    };
  }

  private static Tensor count(double n) {
    return Tensor.of(new long[] {(long) n});
  }

  /// Values that nothing draws.
  private static final class Fixed implements GoldenOp {
    /// Half an ulp of f32, in which all initial values are.
    private static final double F32 = 0x1p-24;

    @Override
    public Map<String, Tensor> apply(GoldenArguments a) {
      int[] shape = a.integers("shape");
      String scheme = a.text("scheme");
      return switch (scheme) {
        case "eye" -> Map.of("y", Tensors.eye(DType.F32, shape[0], shape[1]));
        case "constant" -> Map.of("y", Init.constant(a.inner("args").number("val"), shape));
        case "zeros" -> Map.of("y", Init.zeros(shape));
        case "ones" -> Map.of("y", Init.ones(shape));
        case "dirac" -> Map.of("y", Init.dirac(a.inner("args").integer("groups", 1), shape));
        default -> throw new UnsupportedCaseException("scheme " + scheme);
      };
    }

    @Override
    public Uncertainty uncertainty(GoldenArguments a, String output) {
      return new Uncertainty(F32, 0);
    }
  }

  /// The products of the rows of an orthogonal matrix, or of its columns.
  private static final class Orthogonal implements GoldenOp {
    @Override
    public Map<String, Tensor> apply(GoldenArguments a) {
      Tensor w = Init.orthogonal(a.number("gain"), Rng.of(SEED), a.integers("shape"));
      Tensor m = w.flatten(1).cast(DType.F64);
      return Map.of("gram", m.dim(0) <= m.dim(1) ? m.matmul(m.t()) : m.t().matmul(m));
    }

    /// Elements are rounded to f32 before they are multiplied.
    @Override
    public Uncertainty uncertainty(GoldenArguments a, String output) {
      return new Uncertainty(4 * Fixed.F32, 0);
    }
  }

  /// Mean and spread of many draws between bounds.
  private static final class Truncated implements GoldenOp {
    @Override
    public Map<String, Tensor> apply(GoldenArguments a) {
      double mean = a.number("mean");
      double low = a.number("a");
      double high = a.number("b");
      Tensor x = Init.truncatedNormal(mean, a.number("std"), low, high, Rng.of(SEED), DRAWS, 1000);
      Tensor y = x.cast(DType.F64);
      return Map.of("mean_of_samples", y.mean(), "std_of_samples", y.std(true));
    }

    /// Five standard errors of the mean; truncation raises neither.
    @Override
    public Uncertainty uncertainty(GoldenArguments a, String output) {
      return new Uncertainty(0, 5 * a.number("std") / Math.sqrt(DRAWS * 1000.0));
    }
  }

  /// The largest |value| and the root of the mean square of many draws.
  private static final class Drawn implements GoldenOp {
    @Override
    public Map<String, Tensor> apply(GoldenArguments a) {
      int[] shape = a.integers("shape");
      int[] many = shape.clone();
      Function<Rng, Tensor> draw = scheme(a, many);
      Rng rng = Rng.of(SEED);
      Tensor largest = Tensor.scalar(0, DType.F64);
      Tensor squares = Tensor.scalar(0, DType.F64);
      for (int i = 0; i < DRAWS; i++) {
        Tensor values = draw.apply(rng).cast(DType.F64);
        largest = largest.maximum(values.abs().max());
        squares = squares.add(values.square().mean());
      }
      return Map.of(
          "fan_in", count(Init.fan(Init.Fan.IN, shape)),
          "fan_out", count(Init.fan(Init.Fan.OUT, shape)),
          "bound", largest,
          "std", squares.div(DRAWS).sqrt());
    }

    private static Function<Rng, Tensor> scheme(GoldenArguments a, int... shape) {
      GoldenArguments args = a.inner("args");
      String scheme = a.text("scheme");
      return switch (scheme) {
        case "xavier_uniform" -> rng -> Init.xavierUniform(args.number("gain"), rng, shape);
        case "xavier_normal" -> rng -> Init.xavierNormal(args.number("gain"), rng, shape);
        case "kaiming_uniform", "kaiming_normal" -> {
          double gain = gain(args.text("nonlinearity"), args, "a");
          Init.Fan fan = args.text("mode").equals("fan_in") ? Init.Fan.IN : Init.Fan.OUT;
          yield scheme.endsWith("uniform")
              ? rng -> Init.kaimingUniform(gain, fan, rng, shape)
              : rng -> Init.kaimingNormal(gain, fan, rng, shape);
        }
        default -> throw new UnsupportedCaseException("scheme " + scheme);
      };
    }

    /// Five standard deviations of the mean of the squares; and a chance of e^-12 that the largest
    /// of n uniform draws is below 1 - 12 / n of the bound.
    @Override
    public Uncertainty uncertainty(GoldenArguments a, String output) {
      double n = DRAWS;
      for (int d : a.integers("shape")) {
        n *= d;
      }
      double kurtosis = a.text("scheme").endsWith("uniform") ? 0.8 : 2; // of v^2
      return switch (output) {
        case "std" -> new Uncertainty(5 * Math.sqrt(kurtosis / n) / 2, 0);
        case "bound" -> new Uncertainty(12 / n, 0);
        default -> Uncertainty.NONE;
      };
    }
  }

  /// The shapes of a layer's parameters, and the largest |value| and the root of the mean square of
  /// many draws of them.
  private static final class LayerDefaults implements GoldenOp {
    @Override
    public Map<String, Tensor> apply(GoldenArguments a) {
      a.describedBy("bounds");
      Rng rng = Rng.of(SEED);
      Map<String, Tensor> largest = new LinkedHashMap<>();
      Map<String, Tensor> squares = new LinkedHashMap<>();
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      for (int i = 0; i < LAYERS; i++) {
        for (Map.Entry<String, Variable> p : parameters(a, rng).entrySet()) {
          Tensor value = p.getValue().value().cast(DType.F64);
          largest.merge(p.getKey(), value.abs().max(), (x, y) -> x.maximum(y).eval());
          squares.merge(p.getKey(), value.square().mean(), (x, y) -> x.add(y).eval());
          outputs.put(p.getKey() + ".shape", shape(p.getValue()));
        }
      }
      largest.forEach((path, v) -> outputs.put(path + ".bound", v));
      squares.forEach((path, v) -> outputs.put(path + ".std", v.div(LAYERS).sqrt()));
      GoldenArguments kinds = a.inner("params");
      for (String path : kinds.keys()) {
        requireConstant(path, kinds.text(path), outputs);
      }
      return outputs;
    }

    private static Map<String, Variable> parameters(GoldenArguments a, Rng rng) {
      Map<String, Variable> parameters = new LinkedHashMap<>();
      GoldenDefaults.of(a.text("layer"), a.inner("args"), rng)
          .variables()
          .forEach((path, v) -> {
            if (v.isTrainable()) {
              parameters.put(path, v);
            }
          });
      return parameters;
    }

    private static Tensor shape(Variable v) {
      long[] shape = new long[v.shape().rank()];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = v.shape().dim(d);
      }
      return Tensor.of(shape, shape.length);
    }

    /// Ones and zeros have no statistics among what is expected.
    private static void requireConstant(String path, String kind, Map<String, Tensor> outputs) {
      boolean ones = kind.equals("ones");
      if (ones || kind.equals("zeros")) {
        double mean = Objects.requireNonNull(outputs.get(path + ".std"), path).item();
        double largest = Objects.requireNonNull(outputs.get(path + ".bound"), path).item();
        if (largest != (ones ? 1 : 0) || mean != largest) {
          throw new IllegalStateException(path + " does not start as " + kind);
        }
      }
    }

    @Override
    public Uncertainty uncertainty(GoldenArguments a, String output) {
      Variable parameter =
          parameters(a, Rng.of(SEED)).get(output.substring(0, output.lastIndexOf('.')));
      double n = (double) LAYERS * Objects.requireNonNull(parameter, output).size();
      return switch (output.substring(output.lastIndexOf('.'))) {
        case ".bound" -> new Uncertainty(12 / n, 0);
        case ".std" -> new Uncertainty(5 * Math.sqrt(2 / n) / 2, 0);
        default -> Uncertainty.NONE;
      };
    }
  }
}
