// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Gradients: recorded as a request and expanded when a plan is made, so that they can be
/// differentiated again.
public final class Grad {
  private Grad() {}

  /// The gradients of a scalar loss with respect to variables, in their order.
  ///
  /// @param loss shape `()`
  /// @throws dev.navette.ir.ShapeException if the loss is not a scalar
  /// @throws IllegalArgumentException when evaluated, if the loss does not depend on one of them
  public static List<Tensor> of(Tensor loss, List<Variable> variables) {
    return of(loss, variables.stream().map(Variable::value).toArray(Tensor[]::new));
  }

  /// The gradients of a scalar loss with respect to tensors: variables' values, inputs, or anything
  /// that the loss was recorded from.
  ///
  /// @param loss shape `()`
  /// @throws dev.navette.ir.ShapeException if the loss is not a scalar
  /// @throws IllegalArgumentException when evaluated, if the loss does not depend on one of them
  public static List<Tensor> of(Tensor loss, Tensor... wrt) {
    Tensor[] inputs = new Tensor[wrt.length + 1];
    inputs[0] = loss;
    System.arraycopy(wrt, 0, inputs, 1, wrt.length);
    Op op = new Op.Gradient(wrt.length);
    dev.navette.ir.Inference.infer(op, List.of(loss.type()));
    Tensor request = Tensor.record(op, loss.type(), inputs);
    List<Tensor> gradients = new ArrayList<>(wrt.length);
    for (int i = 0; i < wrt.length; i++) {
      gradients.add(Tensor.record(Ops.pick(i), wrt[i].type(), request));
    }
    return gradients;
  }

  /// A loss and its gradients.
  ///
  /// @param value the loss
  /// @param gradients one a variable
  public record Result(Tensor value, List<Tensor> gradients) {}

  /// Records `loss` and its gradients with respect to `variables`.
  public static Result valueAndGrad(Supplier<Tensor> loss, List<Variable> variables) {
    Tensor value = loss.get();
    return new Result(value, of(value, variables));
  }

  /// The product of the Hessian of `loss` with a vector, given as one tensor a variable: the
  /// gradient of the inner product of gradient and vector.
  ///
  /// @param vector shapes of the variables
  public static List<Tensor> hessianVector(
      Tensor loss, List<Variable> variables, List<Tensor> vector) {
    List<Tensor> gradients = of(loss, variables);
    Tensor product = Tensor.scalar(0, loss.dtype());
    for (int i = 0; i < gradients.size(); i++) {
      product = product.add(gradients.get(i).mul(vector.get(i)).sum());
    }
    return of(product, variables);
  }
}
