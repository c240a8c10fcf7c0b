// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.data.NearestName;
import dev.navette.tensor.Tensor;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `navette accuracy`.
@Command(
    name = "accuracy",
    header = "Measure how far each transcendental function is from the exact value.",
    description =
        "Numbers of every exponent and both signs, against fifty digits; errors in units in the last"
            + " place (ulp) of the exact result. 0.5 is the best that rounding can do.")
final class AccuracyCommand implements Callable<Integer> {
  /// A function as tensors compute it and as it is, on an open interval.
  private record Measured(
      String name,
      UnaryOperator<Tensor> fast,
      UnaryOperator<BigDecimal> exact,
      double low,
      double high) {}

  private static final double INF = Double.POSITIVE_INFINITY;

  private static final List<Measured> FUNCTIONS =
      List.of(
          new Measured("exp", Tensor::exp, ExactFunctions::exp, -745, 710),
          new Measured("expm1", Tensor::expm1, ExactFunctions::expm1, -745, 710),
          new Measured("log", Tensor::log, ExactFunctions::log, 0, INF),
          new Measured("log1p", Tensor::log1p, ExactFunctions::log1p, -1, INF),
          new Measured("sin", Tensor::sin, ExactFunctions::sin, -INF, INF),
          new Measured("cos", Tensor::cos, ExactFunctions::cos, -INF, INF),
          new Measured("tan", Tensor::tan, ExactFunctions::tan, -INF, INF),
          new Measured("asin", Tensor::asin, ExactFunctions::asin, -1, 1),
          new Measured("acos", Tensor::acos, ExactFunctions::acos, -1, 1),
          new Measured("atan", Tensor::atan, ExactFunctions::atan, -INF, INF),
          new Measured("sinh", Tensor::sinh, ExactFunctions::sinh, -711, 711),
          new Measured("cosh", Tensor::cosh, ExactFunctions::cosh, -711, 711),
          new Measured("tanh", Tensor::tanh, ExactFunctions::tanh, -50, 50),
          new Measured("sigmoid", Tensor::sigmoid, ExactFunctions::sigmoid, -745, 50),
          new Measured("erf", Tensor::erf, ExactFunctions::erf, -6, 6));

  @Parameters(
      paramLabel = "FUNCTION",
      arity = "0..*",
      description = "such as exp; all of them if none is named")
  private List<String> names = List.of();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "8",
      description = "numbers of each exponent and sign (default 8)")
  private int samples;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "default 1")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (samples < 1) {
      throw new ParameterException(spec.commandLine(), "--samples " + samples + ": use 1 or more");
    }
    List<String> known = FUNCTIONS.stream().map(Measured::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), NearestName.message("function", name, known));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("function    f32 worst ulp  at              f64 worst ulp  at");
    for (Measured f : FUNCTIONS) {
      if (!names.isEmpty() && !names.contains(f.name())) {
        continue;
      }
      out.print(String.format(Locale.ROOT, "%-10s", f.name()));
      float[] floats = floats(f);
      worst(out, f, toDoubles(floats), toDoubles(f.fast().apply(of(floats)).toFloatArray()), true);
      double[] doubles = doubles(f);
      Tensor x = Tensor.of(doubles, doubles.length);
      worst(out, f, doubles, f.fast().apply(x).toDoubleArray(), false);
      out.println();
      out.flush();
    }
    return 0;
  }

  private static Tensor of(float[] values) {
    return Tensor.of(values, values.length);
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private float[] floats(Measured f) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[2 * 254 * samples];
    int count = 0;
    for (int exponent = 1; exponent < 255; exponent++) {
      for (int i = 0; i < 2 * samples; i++) {
        int bits = i % 2 << 31 | exponent << 23 | random.nextInt() >>> 9;
        float x = Float.intBitsToFloat(bits);
        if (x > f.low() && x < f.high()) {
          values[count++] = x;
        }
      }
    }
    return Arrays.copyOf(values, count);
  }

  private double[] doubles(Measured f) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[2 * 2046 * samples];
    int count = 0;
    for (int exponent = 1; exponent < 2047; exponent++) {
      for (int i = 0; i < 2 * samples; i++) {
        long bits = (long) (i % 2) << 63 | (long) exponent << 52 | random.nextLong() >>> 12;
        double x = Double.longBitsToDouble(bits);
        if (x > f.low() && x < f.high()) {
          values[count++] = x;
        }
      }
    }
    return Arrays.copyOf(values, count);
  }

  /// Prints the largest error and where it is; results beyond the dtype's range are left out.
  private static void worst(PrintWriter out, Measured f, double[] x, double[] y, boolean single) {
    double worst = 0;
    double at = 0;
    for (int i = 0; i < x.length; i++) {
      BigDecimal exact = f.exact().apply(new BigDecimal(x[i]));
      double rounded = single ? exact.floatValue() : exact.doubleValue();
      if (Double.isInfinite(rounded) || Double.isInfinite(y[i])) {
        continue;
      }
      double ulp = single ? Math.ulp((float) rounded) : Math.ulp(rounded);
      double error =
          Double.isNaN(y[i])
              ? INF
              : new BigDecimal(y[i])
                  .subtract(exact)
                  .abs()
                  .divide(new BigDecimal(ulp), MathContext.DECIMAL64)
                  .doubleValue();
      if (error > worst) {
        worst = error;
        at = x[i];
      }
    }
    out.print(String.format(Locale.ROOT, "  %13.3f  %-15.8g", worst, at));
  }
}
