// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static dev.navette.testkit.ElementwiseSpecs.everyLength;
import static dev.navette.testkit.ElementwiseSpecs.function;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Specifications of the element-wise functions that are composed of several operations.
final class FunctionSpecs {
  private final List<OpSpec> specs = new ArrayList<>();

  private FunctionSpecs() {}

  static List<OpSpec> all() {
    FunctionSpecs s = new FunctionSpecs();
    s.functions();
    s.thresholds();
    s.pairs();
    s.division();
    s.several();
    return s.specs;
  }

  private OpSpec add(OpSpec spec) {
    specs.add(spec);
    return spec;
  }

  private void functions() {
    add(function("asinh", Tensor::asinh, -2, 2));
    add(function("asinh beyond 1", Tensor::asinh, 1.5, 9));
    add(function("acosh", Tensor::acosh, 1.5, 4));
    add(function("atanh", Tensor::atanh, -0.8, 0.8));
    add(function("logit", x -> x.logit(), 0.1, 0.2));
    add(function("logit near a half", x -> x.logit(), 0.3, 0.9));
    add(function("logit within bounds", x -> x.logit(0.05), 0.1, 0.9));
    add(function("erfinv", Tensor::erfinv, -0.8, 0.8));
    add(function("erfinv outside", Tensor::erfinv, 0.86, 0.95));
    add(function("trigamma", x -> x.polygamma(1), 0.7, 4));
    add(function("trunc", Tensor::trunc, 0.1, 0.9));
    add(function("frac", Tensor::frac, 0.1, 0.9));
    add(function("nanToNum", x -> x.nanToNum(), -2, 2));
    add(function("nanToNum with numbers", x -> x.nanToNum(3, 4, 5), -2, 2));
  }

  private void thresholds() {
    add(function("hardshrink", x -> x.hardshrink(0.5), 0.6, 2));
    add(function("hardshrink inside", x -> x.hardshrink(0.5), -0.4, 0.4))
        .refuses(
            "a negative width",
            () -> Tensor.zeros(2).hardshrink(-1),
            IllegalArgumentException.class,
            "hardshrink: lambda is -1.0; it must be 0 or more");
    add(function("softshrink", x -> x.softshrink(0.5), -2, -0.6))
        .refuses(
            "a negative width",
            () -> Tensor.zeros(2).softshrink(-1),
            IllegalArgumentException.class,
            "softshrink: lambda is -1.0; it must be 0 or more");
    add(function("threshold", x -> x.threshold(0.5, 9), 0.6, 2));
    add(function("tanhshrink", Tensor::tanhshrink, -2, 2));
    add(function("softplus with a threshold", x -> x.softplus(2, 1), -2, 0.4))
        .refuses(
            "a beta of 0",
            () -> Tensor.zeros(2).softplus(0, 20),
            IllegalArgumentException.class,
            "softplus: beta is 0.0; it must be positive");
  }

  private void pairs() {
    add(function("hypot", Tensor::hypot, 0.5, 2));
    add(function("logaddexp", Tensor::logaddexp, -2, 2));
    add(function("xlogy", Tensor::xlogy, 0.5, 2));
    add(function("copySign", Tensor::copySign, 0.5, 2).notDifferentiable());
    add(function("copySign of a number", x -> x.copySign(Tensor.scalar(-3)), -2, -0.5));
    add(function("fmod", Tensor::fmod, 0.55, 0.95));
    add(function("fmod of a number", x -> x.fmod(0.4), 0.45, 0.75));
  }

  private void division() {
    add(
        everyLength(
            OpSpec.of("integer fmod", in -> in.get(0).fmod(in.get(1).abs().add(1)))
                .operand(-999, 999, 3, 5)
                .operand(-99, 99, 3, 5)
                .dtypes(DType.I32, DType.I64)
                .notDifferentiable()));
  }

  private void several() {
    add(
        everyLength(
            OpSpec.of("addcmul", in -> in.get(0).addcmul(in.get(1), in.get(2), 0.3))
                .operand(-2, 2, 3, 5)
                .operand(-2, 2, 3, 5)
                .operand(-2, 2, 3, 5)));
    add(
        everyLength(
            OpSpec.of("addcdiv", in -> in.get(0).addcdiv(in.get(1), in.get(2), 0.3))
                .operand(-2, 2, 3, 5)
                .operand(-2, 2, 3, 5)
                .operand(0.5, 2, 3, 5)));
    add(
        everyLength(
            OpSpec.of("lerp by weights", in -> in.get(0).lerp(in.get(1), in.get(2)))
                .operand(-2, 2, 3, 5)
                .operand(-2, 2, 3, 5)
                .operand(0, 1, 3, 5)));
    add(
        everyLength(
            OpSpec.of("clamp by tensors", in -> in.get(0).clamp(in.get(1), in.get(2)))
                .operand(0, 1, 3, 5)
                .operand(-2, -1, 3, 5)
                .operand(2, 3, 3, 5)
                .extremes(0.0, 1, -1, 3, Double.NaN, Double.NEGATIVE_INFINITY)));
  }
}
