// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.backend.HostKernel;
import dev.navette.ir.Op;
import dev.navette.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// An operation of a user's with Java code that computes it, and a formula in tensors that says
/// what it means.
///
/// The formula gives the result its shape and dtype, is what the reference backend computes, and is
/// what gradients come from; the kernel is run by the backend `jvm`. Both must agree: compare them
/// with `KernelCheck` of the testkit. For a gradient that is not that of the formula, call the
/// kernel in a [CustomFunction].
///
/// ```java
/// CustomKernel scale =
///     CustomKernel.of(
///         "twice",
///         in -> in.get(0).mul(2),
///         (in, out) -> {
///           for (int i = 0; i < out.size(); i++) {
///             out.setFloat(i, 2 * in.get(0).getFloat(i));
///           }
///         });
/// Tensor y = scale.apply(x);
/// ```
public final class CustomKernel {
  private final String name;
  private final Function<List<Tensor>, Tensor> formula;
  private final HostKernel kernel;

  private CustomKernel(String name, Function<List<Tensor>, Tensor> formula, HostKernel kernel) {
    this.name = name;
    this.formula = formula;
    this.kernel = kernel;
  }

  /// An operation by its formula and its code.
  ///
  /// @param name for messages and printed plans
  /// @param formula what the operation means
  /// @param kernel what computes it; keep one object of it, since plans are found by it
  public static CustomKernel of(
      String name, Function<List<Tensor>, Tensor> formula, HostKernel kernel) {
    return new CustomKernel(name, formula, kernel);
  }

  /// Records the operation. 16-bit floats are computed in f32 and the result rounded to the dtype
  /// of the first of them.
  ///
  /// @throws IllegalStateException if the formula uses tensors other than its inputs; when
  ///   evaluated, if the kernel throws, or reads or writes an element that does not exist
  public Tensor apply(Tensor... inputs) {
    if (Halves.areAmong(inputs)) {
      return Halves.rounded(apply(Halves.widened(inputs)), inputs);
    }
    List<TensorType> types = Arrays.stream(inputs).map(Tensor::type).toList();
    RecordedBody body = RecordedBody.of(name, types, in -> List.of(formula.apply(in)));
    if (!body.captured().isEmpty()) {
      throw new IllegalStateException(
          name
              + ": the formula uses "
              + body.captured().getFirst().type()
              + ", which is not among the inputs, so that the kernel cannot see it; pass it as an"
              + " input");
    }
    return Tensor.record(new Op.CustomKernel(name, body.graph(), kernel), inputs);
  }

  /// Records the formula alone, as a backend without the kernel computes it.
  public Tensor formula(Tensor... inputs) {
    return formula.apply(List.of(inputs));
  }
}
