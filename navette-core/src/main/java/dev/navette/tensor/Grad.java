// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Derivatives: recorded as requests and expanded when a plan is made, so that each can be
/// differentiated again.
///
/// All take what was recorded and the tensors to differentiate by: the values of variables, inputs,
/// or anything that the result was recorded from.
///
/// | derivative of y by x | how |
/// |---|---|
/// | gradients of a scalar | [#of(Tensor, Tensor...)] |
/// | cotangent times Jacobian | [#vjp] |
/// | Jacobian times tangent | [#jvp] |
/// | Hessian times vector | [#hvp] |
/// | the whole matrix | [#jacobian], [#hessian] |
/// | none, on purpose | [#stopGradient] |
///
/// ```java
/// Tensor y = x.matmul(w).tanh();
/// Tensor slope = Grad.of(y.sum(), x).getFirst();
/// Tensor penalty = slope.norm(2, 1).sub(1).square().mean(); // differentiable again
/// ```
///
/// A derivative by something that the result does not depend on throws [IllegalArgumentException]
/// when evaluated and says what is in the way; an operation without a derivative throws
/// [UnsupportedOperationException]. Where a derivative of higher order vanishes (the Hessian of
/// something linear) it is 0.
public final class Grad {
  private Grad() {}

  // ---- gradients of a scalar

  /// The gradients of a scalar loss with respect to variables, in their order.
  ///
  /// @param loss shape `()`
  /// @throws ShapeException if the loss is not a scalar
  /// @throws IllegalArgumentException when evaluated, if the loss does not depend on one of them
  public static List<Tensor> of(Tensor loss, List<Variable> variables) {
    return of(loss, variables.stream().map(Variable::value).toArray(Tensor[]::new));
  }

  /// The gradients of a scalar loss with respect to tensors: variables' values, inputs, or anything
  /// that the loss was recorded from.
  ///
  /// @param loss shape `()`
  /// @throws ShapeException if the loss is not a scalar
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

  /// Records `f(x)` and its gradient with respect to x.
  ///
  /// @param f gives a scalar
  public static Result valueAndGrad(UnaryOperator<Tensor> f, Tensor x) {
    Tensor value = f.apply(x);
    return new Result(value, of(value, x));
  }

  /// The derivative of a function with scalar values, as a function: `grad(grad(f))` is the second
  /// derivative of a function of one number.
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
    return x -> of(f.apply(x), x).getFirst();
  }

  /// x, through which no gradient flows; the same as [Tensor#detach()].
  public static Tensor stopGradient(Tensor x) {
    return x.detach();
  }

  // ---- products with a Jacobian or a Hessian

  /// The product of a cotangent with the Jacobian of y: the gradients of the sum of `cotangent *
  /// y`.
  ///
  /// @param cotangent the shape of y
  /// @return one tensor for each of `wrt`, in its shape
  /// @throws ShapeException if the cotangent has another shape
  public static List<Tensor> vjp(Tensor y, Tensor cotangent, Tensor... wrt) {
    requireShape("vjp", "cotangent", cotangent, "result", y);
    return of(y.mul(cotangent).sum(), wrt);
  }

  /// The product of the Jacobian of y with a tangent: the derivative of y as x moves by `tangent`.
  /// Computed as the derivative of [#vjp] by its cotangent, in which it is linear, so it is exact
  /// and costs about as much as two gradients.
  ///
  /// @param tangent the shape of x
  /// @return the shape of y
  /// @throws ShapeException if the tangent has another shape
  public static Tensor jvp(Tensor y, Tensor x, Tensor tangent) {
    return jvp(y, List.of(x), List.of(tangent));
  }

  /// The derivative of y as each of `wrt` moves by its tangent.
  ///
  /// @param tangents the shapes of `wrt`
  /// @return the shape of y
  /// @throws ShapeException if a tangent has another shape, or there is not one for each
  public static Tensor jvp(Tensor y, List<Tensor> wrt, List<Tensor> tangents) {
    Tensor cotangent = Jacobians.unknown(y);
    List<Tensor> products = vjp(y, cotangent, wrt.toArray(Tensor[]::new));
    Tensor along = inner("jvp", "tangent", products, tangents);
    return of(Jacobians.dependent(along, cotangent), cotangent).getFirst();
  }

  /// The product of the Hessian of a scalar loss with a vector, given as one tensor a variable: the
  /// gradient of the inner product of gradient and vector. [Pearlmutter
  /// 1994](https://doi.org/10.1162/neco.1994.6.1.147)
  ///
  /// @param vector the shapes of the variables
  /// @throws ShapeException if the loss is not a scalar, or a part of the vector does not fit
  public static List<Tensor> hvp(Tensor loss, List<Variable> variables, List<Tensor> vector) {
    return hvp(vector, loss, variables.stream().map(Variable::value).toArray(Tensor[]::new));
  }

  /// The product of the Hessian of a scalar loss by x with a vector.
  ///
  /// @param vector the shape of x
  /// @throws ShapeException if the loss is not a scalar, or the vector has another shape
  public static Tensor hvp(Tensor loss, Tensor x, Tensor vector) {
    return hvp(List.of(vector), loss, x).getFirst();
  }

  private static List<Tensor> hvp(List<Tensor> vector, Tensor loss, Tensor... wrt) {
    Tensor along = inner("hvp", "vector", of(loss, wrt), vector);
    return of(Jacobians.dependent(along, wrt), wrt);
  }

  // ---- whole matrices

  /// The derivatives of all elements of y by all of x, for small ones: every row (or column, if
  /// these are fewer) is a gradient of its own in the plan.
  ///
  /// @return the shape of y and then that of x: of vectors `(n)` and `(m)` the matrix `(n, m)`
  public static Tensor jacobian(Tensor y, Tensor x) {
    return Jacobians.of(y, x);
  }

  /// The second derivatives of a scalar loss by all pairs of elements of x, for small ones.
  ///
  /// @return the shape of x twice: of a vector `(n)` the matrix `(n, n)`
  /// @throws ShapeException if the loss is not a scalar
  public static Tensor hessian(Tensor loss, Tensor x) {
    return Jacobians.rows(of(loss, x).getFirst(), x);
  }

  // ---- shapes

  /// The sum of the products of `a` and `b`, part by part.
  private static Tensor inner(String operation, String what, List<Tensor> a, List<Tensor> b) {
    if (a.size() != b.size()) {
      throw new ShapeException(
          operation
              + ": there are "
              + a.size()
              + " tensors to differentiate by and "
              + b.size()
              + " parts of the "
              + what
              + "; give one for each, in the same order");
    }
    Tensor sum = Tensor.scalar(0, a.isEmpty() ? DType.F32 : a.getFirst().dtype());
    for (int i = 0; i < a.size(); i++) {
      requireShape(operation, what, b.get(i), "tensor to differentiate by", a.get(i));
      sum = sum.add(a.get(i).mul(b.get(i)).sum());
    }
    return sum;
  }

  private static void requireShape(
      String operation, String what, Tensor given, String whose, Tensor wanted) {
    if (!given.shape().equals(wanted.shape())) {
      throw new ShapeException(
          operation
              + ": the "
              + what
              + " has shape "
              + given.shape()
              + " and the "
              + whose
              + " "
              + wanted.shape()
              + "; they must be equal");
    }
  }
}
