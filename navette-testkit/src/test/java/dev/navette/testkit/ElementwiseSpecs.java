// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Specifications of the element-wise operations.
final class ElementwiseSpecs {
  private static final double[] CORNERS = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    2.5,
    -3,
    88.8,
    -104,
    1e-42,
    1e30,
    -1e30,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private final List<OpSpec> specs = new ArrayList<>();

  private ElementwiseSpecs() {}

  static List<OpSpec> all() {
    ElementwiseSpecs s = new ElementwiseSpecs();
    s.unary();
    s.activations();
    s.binary();
    s.integers();
    s.comparisons();
    return s.specs;
  }

  /// A function of one operand, in the shapes in which loops differ.
  static OpSpec function(String name, UnaryOperator<Tensor> f, double low, double high) {
    return everyLength(
        OpSpec.of(name, in -> f.apply(in.getFirst())).operand(low, high, 3, 5).extremes(CORNERS));
  }

  /// A function of two operands that broadcast.
  static OpSpec function(String name, BinaryOperator<Tensor> f, double low, double high) {
    return everyLength(
        OpSpec.of(name, in -> f.apply(in.get(0), in.get(1)))
            .operand(low, high, 3, 5)
            .operand(low, high, 3, 5)
            .broadcasts()
            .extremes(CORNERS));
  }

  static OpSpec everyLength(OpSpec spec) {
    return spec.shape(1).shape(7).shape(65).shape(3, 171).shape(0, 4);
  }

  private OpSpec add(OpSpec spec) {
    specs.add(everyLength(spec));
    return spec;
  }

  private OpSpec unary(String name, UnaryOperator<Tensor> f, double low, double high) {
    OpSpec spec = function(name, f, low, high);
    specs.add(spec);
    return spec;
  }

  private OpSpec binary(String name, BinaryOperator<Tensor> f, double low, double high) {
    OpSpec spec = function(name, f, low, high);
    specs.add(spec);
    return spec;
  }

  private void unary() {
    unary("neg", Tensor::neg, -2, 2);
    unary("abs", Tensor::abs, 0.1, 2);
    unary("sign", Tensor::sign, 0.1, 2);
    unary("floor", Tensor::floor, 0.1, 0.9);
    unary("ceil", Tensor::ceil, 0.1, 0.9);
    unary("round", Tensor::round, 0.6, 1.4);
    unary("recip", Tensor::reciprocal, 0.5, 2);
    unary("sqrt", Tensor::sqrt, 0.5, 2);
    unary("exp", Tensor::exp, -2, 2);
    unary("expm1", Tensor::expm1, -2, 2);
    unary("log", Tensor::log, 0.3, 3);
    unary("log1p", Tensor::log1p, -0.5, 3);
    unary("sin", Tensor::sin, -4, 4);
    unary("cos", Tensor::cos, -4, 4);
    unary("tan", Tensor::tan, -1.2, 1.2);
    unary("asin", Tensor::asin, -0.8, 0.8);
    unary("acos", Tensor::acos, -0.8, 0.8);
    unary("atan", Tensor::atan, -3, 3);
    unary("sinh", Tensor::sinh, -2, 2);
    unary("cosh", Tensor::cosh, -2, 2);
    unary("tanh", Tensor::tanh, -2, 2);
    unary("sigmoid", Tensor::sigmoid, -3, 3);
    unary("erf", Tensor::erf, -2, 2);
    unary("lgamma", Tensor::lgamma, 0.7, 4).covers("polygamma");
    unary("digamma", Tensor::digamma, 0.7, 4);
    unary("exp2", Tensor::exp2, -2, 2);
    unary("log2", Tensor::log2, 0.3, 3);
    unary("log10", Tensor::log10, 0.3, 3);
    unary("rsqrt", Tensor::rsqrt, 0.5, 2);
    unary("square", Tensor::square, -2, 2);
    unary("erfc", Tensor::erfc, -2, 2);
    unary("power of a number", x -> x.pow(1.7), 0.5, 2);
    unary("cube", x -> x.pow(3), -2, 2);
    unary("clamp", x -> x.clamp(-5, 5), -2, 2);
    unary("cast", x -> x.mul(0.5).cast(DType.F64).square(), -2, 2);
    unary("detach", x -> x.mul(x.detach()), -2, 2).onceDifferentiable().notDifferentiable();
    unary("to integers", x -> x.cast(DType.I32), -2, 2).notDifferentiable();
    unary("to bytes", x -> x.cast(DType.U8), -2, 2).notDifferentiable();
    add(
        OpSpec.of("bitcast", in -> in.getFirst().bitcast(DType.I32))
            .operand(-2, 2, 3, 5)
            .dtypes(DType.F32)
            .withoutHalves()
            .extremes(CORNERS)
            .notDifferentiable());
    casts(DType.F16);
    casts(DType.BF16);
    add(
        OpSpec.of("not", in -> in.getFirst().not())
            .operand(-9, 9, 3, 5)
            .dtypes(DType.I32, DType.I64, DType.BOOL, DType.U8)
            .notDifferentiable()
            .refuses(
                "floats",
                () -> Tensor.of(new float[2], 2).not(),
                DTypeException.class,
                "not is defined for bool and integers, not for f32(2); compare first, for example"
                    + " x.eq(0)"));
  }

  /// From every type to a 16-bit float and back.
  private void casts(DType half) {
    add(
        OpSpec.of("to " + half, in -> in.getFirst().cast(half))
            .operand(-9, 9, 3, 5)
            .dtypes(DType.F32, DType.values())
            .extremes(CORNERS)
            .notDifferentiable());
    for (DType to : DType.values()) {
      if (to != half) {
        add(
            OpSpec.of(half + " to " + to, in -> in.getFirst().cast(to))
                .operand(-9, 9, 3, 5)
                .dtypes(half)
                .extremes(CORNERS)
                .notDifferentiable());
      }
    }
    add(
        OpSpec.of("choice of " + half, in -> in.get(0).where(in.get(0).lt(in.get(1)), in.get(1)))
            .operand(-2, 2, 3, 5)
            .operand(-2, 2, 3, 5)
            .dtypes(half)
            .extremes(CORNERS)
            .notDifferentiable());
  }

  private void activations() {
    unary("relu", Tensor::relu, 0.1, 2);
    unary("relu6", Tensor::relu6, 0.1, 5);
    unary("leakyRelu", x -> x.leakyRelu(0.1), -2, -0.1);
    unary("elu", x -> x.elu(1.3), -2, -0.1);
    unary("selu", Tensor::selu, -2, -0.1);
    unary("celu", x -> x.celu(0.7), -2, -0.1);
    unary("hardtanh", x -> x.hardtanh(-1, 1), -0.9, 0.9);
    unary("hardsigmoid", Tensor::hardsigmoid, -2, 2);
    unary("hardswish", Tensor::hardswish, -2, 2);
    unary("gelu", Tensor::gelu, -3, 3);
    unary("geluTanh", Tensor::geluTanh, -3, 3);
    unary("silu", Tensor::silu, -3, 3);
    unary("mish", Tensor::mish, -3, 3);
    unary("softplus", Tensor::softplus, -3, 3);
    unary("softsign", Tensor::softsign, 0.1, 3);
    unary("logSigmoid", Tensor::logSigmoid, 0.1, 3);
  }

  private void binary() {
    binary("add", Tensor::add, -2, 2)
        .refuses(
            "shapes that do not broadcast",
            () -> Tensor.zeros(2, 3).add(Tensor.zeros(2, 4)),
            ShapeException.class,
            "add: shapes (2, 3) and (2, 4) do not broadcast: aligned at the last axis, 3 meets 4;"
                + " make these equal or one of them 1 (reshape, or unsqueeze to add an axis)");
    binary("sub", Tensor::sub, -2, 2);
    binary("mul", Tensor::mul, -2, 2);
    binary("div", Tensor::div, 0.5, 2);
    binary("pow", Tensor::pow, 0.5, 2);
    binary("max", Tensor::maximum, -2, 2);
    binary("min", Tensor::minimum, -2, 2);
    binary("mod", Tensor::mod, 0.55, 0.95);
    binary("atan2", Tensor::atan2, 0.5, 2);
    binary("floorDiv", Tensor::floorDiv, 0.55, 0.95).notDifferentiable();
    binary("lerp", (a, b) -> a.lerp(b, 0.3), -2, 2);
    add(
        OpSpec.of("where", in -> Tensors.where(in.get(0).gt(in.get(1)), in.get(0), in.get(2)))
            .operand(-2, 2, 3, 5)
            .operand(-2, 2, 3, 5)
            .operand(-2, 2, 3, 5)
            .extremes(0.0, -0.0, 1, Double.NaN, Double.NEGATIVE_INFINITY)
            .notDifferentiable());
    add(
        OpSpec.of("where by a mask", in -> Tensors.where(in.get(0).gt(0), in.get(1), in.get(2)))
            .operand(0.5, 2, 3, 5)
            .operand(-2, 2, 3, 5)
            .operand(-2, 2, 3, 5)
            .notDifferentiable());
  }

  private void integers() {
    for (String name : List.of("and", "or", "xor")) {
      BinaryOperator<Tensor> f =
          switch (name) {
            case "and" -> Tensor::and;
            case "or" -> Tensor::or;
            default -> Tensor::xor;
          };
      add(
          OpSpec.of(name, in -> f.apply(in.get(0), in.get(1)))
              .operand(-99, 99, 3, 5)
              .operand(-99, 99, 3, 5)
              .dtypes(DType.I32, DType.I64, DType.BOOL, DType.U8)
              .broadcasts()
              .notDifferentiable());
    }
    for (boolean left : new boolean[] {true, false}) {
      add(
          OpSpec.of(
                  left ? "shl" : "shr",
                  in -> left ? in.get(0).shiftLeft(in.get(1)) : in.get(0).shiftRight(in.get(1)))
              .operand(-9999, 9999, 3, 5)
              .operand(0, 31, 3, 5)
              .dtypes(DType.I32, DType.I64)
              .broadcasts()
              .notDifferentiable());
    }
    add(
        OpSpec.of(
                "integer arithmetic",
                in -> {
                  Tensor a = in.get(0);
                  Tensor b = in.get(1);
                  Tensor positive = b.abs().add(1);
                  Tensor y = a.mul(b).sub(a).add(a.floorDiv(positive)).add(a.mod(positive));
                  return y.maximum(a.neg()).minimum(b.mul(1000)).sign().add(a.abs());
                })
            .operand(-999, 999, 3, 5)
            .operand(-99, 99, 3, 5)
            .dtypes(DType.I32, DType.I64)
            .broadcasts()
            .notDifferentiable());
  }

  private void comparisons() {
    for (String name : List.of("eq", "ne", "lt", "le", "gt", "ge")) {
      BinaryOperator<Tensor> f =
          switch (name) {
            case "eq" -> Tensor::eq;
            case "ne" -> Tensor::ne;
            case "lt" -> Tensor::lt;
            case "le" -> Tensor::le;
            case "gt" -> Tensor::gt;
            default -> Tensor::ge;
          };
      add(
          OpSpec.of(name, in -> f.apply(in.get(0), in.get(1)))
              .operand(-3, 3, 3, 5)
              .operand(-3, 3, 3, 5)
              .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8)
              .broadcasts()
              .extremes(CORNERS)
              .notDifferentiable());
    }
  }
}
