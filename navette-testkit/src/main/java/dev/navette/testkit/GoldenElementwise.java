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
    ops.unary("asinh", Tensor::asinh);
    ops.unary("acosh", Tensor::acosh);
    ops.unary("atanh", Tensor::atanh);
    ops.unary("logit", Tensor::logit);
    ops.unary("trunc", Tensor::trunc);
    ops.unary("frac", Tensor::frac);
    ops.unary("erfinv", Tensor::erfinv);
    ops.unary("erf", Tensor::erf);
    ops.unary("erfc", Tensor::erfc);
    ops.unary("lgamma", Tensor::lgamma);
    ops.unary("digamma", Tensor::digamma);
    ops.one("nan_to_num", GoldenElementwise::nanToNum);
    ops.one("pow_scalar", a -> a.x().pow(a.number("exponent")));
    ops.one("rpow_scalar", a -> a.x().rpow(a.number("base")));
    ops.one("clamp", GoldenElementwise::clamp);
    ops.one("clamp_tensor", a -> a.x().clamp(a.input("lo"), a.input("hi")));
  }

  private static Tensor nanToNum(GoldenArguments a) {
    GoldenOps.require(!a.has("posinf") && !a.has("neginf"), "other numbers for infinities");
    GoldenOps.require(a.number("nan") == 0, "another number for NaN");
    return a.x().nanToNum();
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
    ops.unary("tanhshrink", Tensor::tanhshrink);
    ops.one("hardshrink", a -> a.x().hardshrink(a.number("lambd")));
    ops.one("softshrink", a -> a.x().softshrink(a.number("lambd")));
    ops.one("threshold", a -> a.x().threshold(a.number("threshold"), a.number("value")));
    ops.one("softplus", a -> a.x().softplus(a.number("beta"), a.number("threshold")));
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
    ops.binary("fmod", Tensor::fmod);
    ops.binary("hypot", Tensor::hypot);
    ops.binary("logaddexp", Tensor::logaddexp);
    ops.binary("xlogy", Tensor::xlogy);
    ops.one("lerp", a -> a.x().lerp(a.y(), a.input("w")));
    ops.one("where", a -> Tensors.where(a.input("cond"), a.x(), a.y()));
    ops.one("masked_fill", a -> a.x().maskedFill(a.input("mask"), a.number("value")));
    ops.one("addcmul", a -> a.x().addcmul(a.y(), a.input("z"), a.number("value")));
    ops.one("addcdiv", a -> a.x().addcdiv(a.y(), a.input("z"), a.number("value")));
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
