// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseOpsTest {
  private static final double[] ANY = {-2.7, -1.3, -0.45, 0.35, 0.8, 1.6, 3.2};
  private static final double[] POSITIVE = {0.02, 0.35, 0.8, 1.6, 3.2, 17};
  private static final double[] UNIT = {-0.97, -0.5, -0.02, 0.33, 0.88};

  record Case(
      String name, UnaryOperator<Tensor> f, DoubleUnaryOperator expected, double... points) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> unary() {
    return Stream.of(
        new Case("add", x -> x.add(0.3), x -> x + 0.3, ANY),
        new Case("sub", x -> x.sub(0.3), x -> x - 0.3, ANY),
        new Case("rsub", x -> x.rsub(0.3), x -> 0.3 - x, ANY),
        new Case("mul", x -> x.mul(0.3), x -> x * 0.3, ANY),
        new Case("div", x -> x.div(0.3), x -> x / 0.3, ANY),
        new Case("rdiv", x -> x.rdiv(0.3), x -> 0.3 / x, ANY),
        new Case("mod", x -> x.mod(0.7), x -> x - 0.7 * Math.floor(x / 0.7), ANY),
        new Case("neg", Tensor::neg, x -> -x, ANY),
        new Case("abs", Tensor::abs, Math::abs, ANY),
        new Case("square", Tensor::square, x -> x * x, ANY),
        new Case("reciprocal", Tensor::reciprocal, x -> 1 / x, ANY),
        new Case("sqrt", Tensor::sqrt, Math::sqrt, POSITIVE),
        new Case("rsqrt", Tensor::rsqrt, x -> 1 / Math.sqrt(x), POSITIVE),
        new Case("pow(1)", x -> x.pow(1), x -> x, ANY),
        new Case("pow(2)", x -> x.pow(2), x -> x * x, ANY),
        new Case("pow(3)", x -> x.pow(3), x -> x * x * x, ANY),
        new Case("pow(4)", x -> x.pow(4), x -> Math.pow(x, 4), ANY),
        new Case("pow(-2)", x -> x.pow(-2), x -> Math.pow(x, -2), ANY),
        new Case("pow(-1)", x -> x.pow(-1), x -> 1 / x, ANY),
        new Case("pow(0.5)", x -> x.pow(0.5), Math::sqrt, POSITIVE),
        new Case("pow(1.7)", x -> x.pow(1.7), x -> Math.pow(x, 1.7), POSITIVE),
        new Case("rpow", x -> x.rpow(1.7), x -> Math.pow(1.7, x), ANY),
        new Case("exp", Tensor::exp, Math::exp, ANY),
        new Case("exp2", Tensor::exp2, x -> Math.pow(2, x), ANY),
        new Case("expm1", Tensor::expm1, Math::expm1, ANY),
        new Case("log", Tensor::log, Math::log, POSITIVE),
        new Case("log2", Tensor::log2, x -> Math.log(x) / Math.log(2), POSITIVE),
        new Case("log10", Tensor::log10, Math::log10, POSITIVE),
        new Case("log1p", Tensor::log1p, Math::log1p, POSITIVE),
        new Case("sin", Tensor::sin, Math::sin, ANY),
        new Case("cos", Tensor::cos, Math::cos, ANY),
        new Case("tan", Tensor::tan, Math::tan, UNIT),
        new Case("asin", Tensor::asin, Math::asin, UNIT),
        new Case("acos", Tensor::acos, Math::acos, UNIT),
        new Case("atan", Tensor::atan, Math::atan, ANY),
        new Case("sinh", Tensor::sinh, Math::sinh, ANY),
        new Case("cosh", Tensor::cosh, Math::cosh, ANY),
        new Case("tanh", Tensor::tanh, Math::tanh, ANY),
        new Case("maximum", x -> x.maximum(0.5), x -> Math.max(x, 0.5), ANY),
        new Case("minimum", x -> x.minimum(0.5), x -> Math.min(x, 0.5), ANY),
        new Case("clamp", x -> x.clamp(-1, 1), x -> Math.max(-1, Math.min(x, 1)), ANY),
        new Case(
            "clamp below", x -> x.clamp(-1, Double.POSITIVE_INFINITY), x -> Math.max(-1, x), ANY));
  }

  @ParameterizedTest
  @MethodSource("unary")
  void valuesFollowTheFormula(Case c) {
    int n = c.points().length;
    double[] f64 = c.f().apply(Tensor.of(c.points(), n)).toDoubleArray();
    float[] single = new float[n];
    for (int i = 0; i < n; i++) {
      single[i] = (float) c.points()[i];
    }
    Tensor f32 = c.f().apply(Tensor.of(single, n));
    assertEquals(DType.F32, f32.dtype());
    double[] floats = f32.toDoubleArray();
    for (int i = 0; i < n; i++) {
      double x = c.expected().applyAsDouble(c.points()[i]);
      assertEquals(x, f64[i], 4e-15 * Math.max(1, Math.abs(x)), "f64 at " + c.points()[i]);
      assertEquals(x, floats[i], 1e-6 * Math.max(1, Math.abs(x)), "f32 at " + c.points()[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("unary")
  void gradientsAgreeWithDifferences(Case c) {
    Tensor point = Tensor.of(c.points(), c.points().length);
    GradientCheck.check(in -> c.f().apply(in.getFirst()), point);
  }

  @Test
  void specialFunctions() {
    // erf(0.5), erf(-1.5); log-gamma(0.5) = log(sqrt(pi)); digamma(1) = -Euler; trigamma(1) =
    // pi^2/6
    Tensor x = Tensor.of(new double[] {0.5, -1.5}, 2);
    double[] erf = {0.5204998778130465, -0.9661051464753108};
    assertArrayEquals(erf, x.erf().toDoubleArray(), 1e-15);
    assertArrayEquals(new double[] {1 - erf[0], 1 - erf[1]}, x.erfc().toDoubleArray(), 1e-15);
    double halfLogPi = Math.log(Math.PI) / 2;
    assertEquals(halfLogPi, Tensor.scalar(0.5, DType.F64).lgamma().item(), 1e-14);
    Tensor one = Tensor.scalar(1, DType.F64);
    assertEquals(-0.5772156649015329, one.digamma().item(), 1e-14);
    assertEquals(Math.PI * Math.PI / 6, one.polygamma(1).item(), 1e-14);
    GradientCheck.check(in -> in.getFirst().erf(), x);
    GradientCheck.check(in -> in.getFirst().lgamma(), Tensor.of(new double[] {0.7, 2.5}, 2));
  }

  @Test
  void complementOfErfKeepsItsDigitsInTheTail() {
    Tensor x = Tensor.of(new double[] {-3, -0.2, 0, 0.4, 1, 2, 3, 5, 10, 26}, 10);
    double[] expected = {
      1.9999779095030015,
      1.2227025892104784,
      1,
      0.5716076449533315,
      0.15729920705028513,
      0.004677734981047266,
      2.209049699858544e-5,
      1.537459794428035e-12,
      2.088487583762545e-45,
      5.663192408856143e-296
    };
    double[] f64 = x.erfc().toDoubleArray();
    double[] f32 = x.cast(DType.F32).erfc().toDoubleArray();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], f64[i], 1e-13 * expected[i], "f64 " + i);
      if (expected[i] > 1e-37) {
        assertEquals(expected[i], f32[i], 1e-6 * expected[i], "f32 " + i);
      }
    }
    GradientCheck.check(
        in -> in.getFirst().erfc(), Tensor.of(new double[] {-3, -0.2, 0.4, 1.7, 2.1}, 5));
  }

  record Pair(
      String name, java.util.function.BinaryOperator<Tensor> f, DoubleBinaryOperator expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pair> binary() {
    return Stream.of(
        new Pair("add", Tensor::add, Double::sum),
        new Pair("sub", Tensor::sub, (a, b) -> a - b),
        new Pair("mul", Tensor::mul, (a, b) -> a * b),
        new Pair("div", Tensor::div, (a, b) -> a / b),
        new Pair("mod", Tensor::mod, (a, b) -> a - b * Math.floor(a / b)),
        new Pair("pow", Tensor::pow, Math::pow),
        new Pair("atan2", Tensor::atan2, Math::atan2),
        new Pair("maximum", Tensor::maximum, Math::max),
        new Pair("minimum", Tensor::minimum, Math::min),
        new Pair("lerp", (a, b) -> a.lerp(b, 0.3), (a, b) -> a + 0.3 * (b - a)),
        new Pair(
            "clamp", (a, b) -> a.clamp(b.sub(1), b), (a, b) -> Math.max(b - 1, Math.min(a, b))));
  }

  @ParameterizedTest
  @MethodSource("binary")
  void operandsBroadcast(Pair p) {
    double[] a = {0.3, 1.1, 2.7, 0.9, 1.9, 3.5};
    double[] b = {0.75, 1.3, 2.2};
    double[] c = {0.4, 2.5};
    Tensor x = Tensor.of(a, 2, 3);
    Tensor row = Tensor.of(b, 3);
    Tensor column = Tensor.of(c, 2, 1);
    double[] byRow = p.f().apply(x, row).toDoubleArray();
    double[] byColumn = p.f().apply(column, x).toDoubleArray();
    Tensor both = p.f().apply(row, column);
    assertEquals(Shape.of(2, 3), both.shape());
    for (int i = 0; i < 6; i++) {
      assertEquals(p.expected().applyAsDouble(a[i], b[i % 3]), byRow[i], 1e-13);
      assertEquals(p.expected().applyAsDouble(c[i / 3], a[i]), byColumn[i], 1e-13);
    }
    GradientCheck.check(in -> p.f().apply(in.get(0), in.get(1)), x, row);
    GradientCheck.check(in -> p.f().apply(in.get(0), in.get(1)), column, row);
  }

  @Test
  void rounding() {
    Tensor x = Tensor.of(new float[] {-1.5f, -0.5f, 0.5f, 1.5f, 2.5f, 2.4f}, 6);
    assertArrayEquals(new float[] {-2, -1, 0, 1, 2, 2}, x.floor().toFloatArray());
    assertArrayEquals(new double[] {-1, 0, 1, 2, 3, 3}, x.ceil().add(0).toDoubleArray());
    assertArrayEquals(new double[] {-2, 0, 0, 2, 2, 2}, x.round().add(0).toDoubleArray());
    assertArrayEquals(new float[] {-1, -1, 1, 1, 1, 1}, x.sign().toFloatArray());
  }

  @Test
  void integerArithmeticIsExact() {
    Tensor a = Tensor.of(new int[] {7, -7, 7, -7}, 4);
    Tensor b = Tensor.of(new int[] {2, 2, -2, -2}, 4);
    assertArrayEquals(new long[] {3, -4, -4, 3}, a.floorDiv(b).toLongArray());
    assertArrayEquals(new long[] {3, -4, 3, -4}, a.floorDiv(2).toLongArray());
    assertArrayEquals(new long[] {1, 1, -1, -1}, a.mod(b).toLongArray());
    assertArrayEquals(new double[] {3.5, -3.5, -3.5, 3.5}, a.div(b).toDoubleArray());
    assertArrayEquals(new double[] {1.75, -1.75, 1.75, -1.75}, a.div(4).toDoubleArray());
    assertArrayEquals(new long[] {49, 49, 49, 49}, a.pow(2).toLongArray());
    assertArrayEquals(
        new long[] {-16807, 16807}, Tensor.of(new long[] {-7, 7}, 2).pow(5).toLongArray());
    assertArrayEquals(new long[] {1, 1}, Tensor.of(new long[] {-7, 0}, 2).pow(0).toLongArray());
    assertArrayEquals(new long[] {7, 7, 7, 7}, a.abs().toLongArray());
    assertArrayEquals(new double[] {3, -4, 3, -4}, a.cast(DType.F64).floorDiv(2).toDoubleArray());
  }

  @Test
  void casts() {
    Tensor x = Tensor.of(new float[] {-1.9f, 0, 2.9f, Float.NaN, 1e20f}, 5);
    assertArrayEquals(new long[] {-1, 0, 2, 0, Integer.MAX_VALUE}, x.cast(DType.I32).toLongArray());
    assertArrayEquals(new long[] {1, 0, 1, 1, 1}, x.cast(DType.BOOL).toLongArray());
    assertSame(x, x.cast(DType.F32));
    assertEquals(0x3f800000, Tensor.scalar(1).bitcast(DType.I32).item());
    Variable v = new Variable(Tensor.of(new float[] {2, 3}, 2));
    Tensor g = Grad.of(v.value().cast(DType.F64).square().sum(), v.value()).getFirst();
    assertEquals(DType.F32, g.dtype());
    assertArrayEquals(new float[] {4, 6}, g.toFloatArray());
  }

  @Test
  void clampPassesTheGradientAtItsBounds() {
    Variable x = new Variable(Tensor.of(new float[] {-2, -1, 0, 1, 2, Float.NaN}, 6));
    Tensor y = x.value().clamp(-1, 1);
    assertArrayEquals(new float[] {-1, -1, 0, 1, 1, Float.NaN}, y.toFloatArray());
    Tensor g = Grad.of(y.sum(), x.value()).getFirst();
    assertArrayEquals(new float[] {0, 1, 1, 1, 0, 1}, g.toFloatArray());
  }

  @Test
  void detachStopsTheGradient() {
    Variable x = new Variable(Tensor.of(new float[] {3}, 1));
    Tensor loss = x.value().mul(x.value().detach()).sum();
    assertEquals(3, Grad.of(loss, x.value()).getFirst().item());
  }

  @Test
  void aNumberThatChangesCompilesNothing() {
    Tensor x = Tensor.of(new float[] {1, 2, 3}, 3);
    x.mul(0.37).add(11.1).eval();
    long before = Navette.planMisses();
    for (int i = 0; i < 5; i++) {
      double[] y = x.mul(0.1 * i + 0.03).add(7.5 * i + 0.1).toDoubleArray();
      assertEquals(2 * (0.1 * i + 0.03) + 7.5 * i + 0.1, y[1], 1e-5);
    }
    assertEquals(before, Navette.planMisses(), () -> Navette.missReasons().toString());
  }

  @Test
  void recordingReusesTypesAndOperations() {
    Tensor a = Tensor.ones(2, 3);
    Tensor b = Tensor.ones(2, 3);
    assertSame(a.type(), a.add(b).type());
    assertSame(a.add(b).op(), b.add(a).op());
    assertSame(a.type(), a.mul(0.3).type());
    assertSame(a.type(), a.exp().type());
  }
}
