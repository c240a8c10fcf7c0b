// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;

/// Element-wise functions, activations and comparisons.
final class GoldenElementwise {
  private GoldenElementwise() {}

  static void addTo(GoldenOps ops) {
    functions(ops);
    activations(ops);
    pairs(ops);
    comparisons(ops);
  }

  private static void functions(GoldenOps ops) {
    ops.unary("neg", Tensor::neg);
    ops.unary("abs", Tensor::abs);
    ops.unary("sign", Tensor::sign);
    ops.unary("square", Tensor::square);
    ops.unary("reciprocal", Tensor::reciprocal);
    ops.unary("sqrt", Tensor::sqrt);
    ops.unary("rsqrt", Tensor::rsqrt);
    ops.unary("floor", Tensor::floor);
    ops.unary("ceil", Tensor::ceil);
    ops.unary("round", Tensor::round);
    ops.unary("exp", Tensor::exp);
    ops.unary("exp2", Tensor::exp2);
    ops.unary("expm1", Tensor::expm1);
    ops.unary("log", Tensor::log);
    ops.unary("log2", Tensor::log2);
    ops.unary("log10", Tensor::log10);
    ops.unary("log1p", Tensor::log1p);
    ops.unary("sin", Tensor::sin);
    ops.unary("cos", Tensor::cos);
    ops.unary("tan", Tensor::tan);
    ops.unary("asin", Tensor::asin);
    ops.unary("acos", Tensor::acos);
    ops.unary("atan", Tensor::atan);
    ops.unary("sinh", Tensor::sinh);
    ops.unary("cosh", Tensor::cosh);
    ops.unary("tanh", Tensor::tanh);
    ops.unary("erf", Tensor::erf);
    ops.unary("erfc", Tensor::erfc);
    ops.unary("lgamma", Tensor::lgamma);
    ops.unary("digamma", Tensor::digamma);
    ops.unary("tanhshrink", x -> x.sub(x.tanh()));
    ops.one("pow_scalar", a -> a.x().pow(a.number("exponent")));
    ops.one("rpow_scalar", a -> a.x().rpow(a.number("base")));
    ops.one("clamp", GoldenElementwise::clamp);
    ops.one("clamp_tensor", a -> a.x().clamp(a.input("lo"), a.input("hi")));
  }

  private static Tensor clamp(GoldenArguments a) {
    if (a.has("min") && a.has("max")) {
      return a.x().clamp(a.number("min"), a.number("max"));
    }
    return a.has("min") ? a.x().maximum(a.number("min")) : a.x().minimum(a.number("max"));
  }

  private static void activations(GoldenOps ops) {
    ops.unary("sigmoid", Tensor::sigmoid);
    ops.unary("log_sigmoid", Tensor::logSigmoid);
    ops.unary("silu", Tensor::silu);
    ops.unary("mish", Tensor::mish);
    ops.unary("softsign", Tensor::softsign);
    ops.unary("relu", Tensor::relu);
    ops.unary("relu6", Tensor::relu6);
    ops.unary("selu", Tensor::selu);
    ops.unary("hardswish", Tensor::hardswish);
    ops.unary("hardsigmoid", Tensor::hardsigmoid);
    ops.one("leaky_relu", a -> a.x().leakyRelu(a.number("negative_slope")));
    ops.one("elu", a -> a.x().elu(a.number("alpha")));
    ops.one("celu", a -> a.x().celu(a.number("alpha")));
    ops.one("hardtanh", a -> a.x().hardtanh(a.number("min"), a.number("max")));
    ops.one("prelu", a -> a.x().prelu(a.param("weight")));
    ops.one("glu", a -> a.x().glu(a.integer("dim")));
    ops.one("softmax", a -> a.x().softmax(a.integer("dim")));
    ops.one("log_softmax", a -> a.x().logSoftmax(a.integer("dim")));
    ops.one("softmin", a -> a.x().softmin(a.integer("dim")));
    ops.one("gelu", a -> a.text("approximate").equals("tanh") ? a.x().geluTanh() : a.x().gelu());
    ops.one(
        "softplus",
        a -> {
          // Above 20 the exponential no longer shows; a lower threshold makes another function.
          GoldenOps.require(a.number("threshold") >= 20, "threshold below 20");
          double beta = a.number("beta");
          return beta == 1 ? a.x().softplus() : a.x().mul(beta).softplus().div(beta);
        });
  }

  private static void pairs(GoldenOps ops) {
    ops.binary("add", Tensor::add);
    ops.binary("sub", Tensor::sub);
    ops.binary("mul", Tensor::mul);
    ops.binary("div", Tensor::div);
    ops.binary("pow", Tensor::pow);
    ops.binary("maximum", Tensor::maximum);
    ops.binary("minimum", Tensor::minimum);
    ops.binary("atan2", Tensor::atan2);
    ops.binary("remainder", Tensor::mod);
    ops.binary("floor_divide", Tensor::floorDiv);
    ops.one("lerp", a -> a.x().add(a.input("w").mul(a.y().sub(a.x()))));
    ops.one("where", a -> Tensors.where(a.input("cond"), a.x(), a.y()));
    ops.one("masked_fill", a -> a.x().maskedFill(a.input("mask"), a.number("value")));
    ops.one("addcmul", a -> a.x().add(a.y().mul(a.input("z")).mul(a.number("value"))));
    ops.one("addcdiv", a -> a.x().add(a.y().div(a.input("z")).mul(a.number("value"))));
  }

  private static void comparisons(GoldenOps ops) {
    ops.binary("eq", Tensor::eq);
    ops.binary("ne", Tensor::ne);
    ops.binary("lt", Tensor::lt);
    ops.binary("le", Tensor::le);
    ops.binary("gt", Tensor::gt);
    ops.binary("ge", Tensor::ge);
    ops.binary("logical_and", Tensor::and);
    ops.binary("logical_or", Tensor::or);
    ops.binary("logical_xor", Tensor::xor);
    ops.unary("logical_not", x -> x.toBool().not());
    ops.unary("isnan", Tensor::isNaN);
    ops.unary("isinf", Tensor::isInfinite);
    ops.unary("isfinite", Tensor::isFinite);
  }
}
