// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Products with Jacobians and Hessians, and the matrices themselves.
class TransformsTest {
  private static final double CLOSE = 1e-13;

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  private static Tensor matrix(int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(3 * i + 1);
    }
    return Tensor.of(values, rows, columns);
  }

  private static void close(double[] expected, Tensor actual) {
    assertArrayEquals(expected, actual.toDoubleArray(), CLOSE);
  }

  @Test
  void productsWithTheJacobianOfALinearMap() {
    Tensor a = matrix(3, 2);
    Tensor x = vector(0.3, -0.7);
    Tensor y = a.matmul(x);
    Tensor u = vector(1, 2, 3);
    Tensor v = vector(4, -5);
    close(u.matmul(a).toDoubleArray(), Grad.vjp(y, u, x).getFirst());
    close(a.matmul(v).toDoubleArray(), Grad.jvp(y, x, v));
    close(a.toDoubleArray(), Grad.jacobian(y, x));
    close(a.transpose(0, 1).toDoubleArray(), Grad.jacobian(a.t().matmul(u), u));
  }

  @Test
  void aTangentMovesAlongAllOperands() {
    Tensor x = vector(1, 2);
    Tensor w = vector(3, 4);
    Tensor y = x.mul(w);
    Tensor moved = Grad.jvp(y, List.of(x, w), List.of(vector(1, 0), vector(0, 1)));
    close(new double[] {3, 2}, moved);
  }

  @Test
  void rowsAndColumnsOfAJacobianAgree() {
    Tensor x = vector(0.2, 0.4, -0.3);
    Tensor wide = x.exp().sum().mul(x.slice(0, 1)); // (2) by (3): rows
    Tensor tall = Tensors.concat(0, wide, x.square()); // (5) by (3): columns
    double[] rows = Grad.jacobian(wide, x).toDoubleArray();
    Tensor columns = Grad.jacobian(tall, x);
    assertEquals(Shape.of(5, 3), columns.shape());
    close(rows, columns.slice(0, 0, 2));
    close(new double[] {0.4, 0, 0, 0, 0.8, 0, 0, 0, -0.6}, columns.slice(0, 2));
  }

  @Test
  void aJacobianHasTheShapeOfBoth() {
    Tensor x = matrix(2, 3);
    assertEquals(Shape.of(2, 2, 3), Grad.jacobian(x.sum(1), x).shape());
    assertEquals(Shape.of(2, 3, 4, 2, 3), Grad.jacobian(x.unsqueeze(-1).tile(1, 1, 4), x).shape());
    assertEquals(Shape.of(0, 2, 3), Grad.jacobian(x.flatten().slice(0, 0, 0), x).shape());
  }

  @Test
  void hessians() {
    Tensor x = vector(1, 2);
    Tensor loss = x.select(0, 0).pow(3).mul(x.select(0, 1)); // a^3 b
    double[] hessian = {12, 3, 3, 0};
    close(hessian, Grad.hessian(loss, x));
    close(new double[] {12 + 30, 3}, Grad.hvp(loss, x, vector(1, 10)));
    Tensor third = Grad.jacobian(Grad.hessian(loss, x), x);
    close(new double[] {12, 6, 6, 0, 6, 0, 0, 0}, third);
  }

  @Test
  void whatIsLinearHasNoSecondDerivative() {
    Tensor x = vector(1, 2);
    Tensor loss = x.mul(3).sum();
    close(new double[] {0, 0, 0, 0}, Grad.hessian(loss, x));
    close(new double[] {0, 0}, Grad.hvp(loss, x, vector(1, 1)));
    close(new double[] {0, 0}, Grad.jvp(x.round(), x, vector(1, 1)));
  }

  @Test
  void hessianOfVariables() {
    Variable a = new Variable(Tensor.of(new double[] {2}, 1));
    Variable b = new Variable(Tensor.of(new double[] {3}, 1));
    Tensor loss = a.value().square().mul(b.value()).sum(); // a^2 b
    List<Tensor> product =
        Grad.hvp(loss, List.of(a, b), List.of(Tensor.of(new double[] {1}, 1), vector(1)));
    assertEquals(6 + 4, product.get(0).item(), CLOSE);
    assertEquals(4, product.get(1).item(), CLOSE);
  }

  @Test
  void derivativesAreFunctions() {
    Tensor x = Tensor.scalar(0.5, DType.F64);
    assertEquals(-Math.sin(0.5), Grad.grad(Grad.grad(Tensor::sin)).apply(x).item(), 1e-15);
    Grad.Result result = Grad.valueAndGrad(v -> v.square().sum(), vector(1, 2));
    assertEquals(5, result.value().item());
    close(new double[] {2, 4}, result.gradients().getFirst());
  }

  @Test
  void gradientsStopWhereAsked() {
    Tensor x = vector(1, 2);
    close(new double[] {1, 2}, Grad.of(x.mul(Grad.stopGradient(x)).sum(), x).getFirst());
  }

  @Test
  void oneHessianIsOnePlan() {
    Tensor x = vector(1, 2, 3);
    long before = Navette.planMisses();
    assertEquals(9, Grad.hessian(x.exp().sum(), x).toDoubleArray().length);
    assertEquals(before + 1, Navette.planMisses());
  }

  @Test
  void errors() {
    Tensor x = vector(1, 2);
    assertEquals(
        "vjp: the cotangent has shape (3) and the result (2); they must be equal",
        assertThrows(ShapeException.class, () -> Grad.vjp(x.exp(), vector(1, 2, 3), x))
            .getMessage());
    assertEquals(
        "jvp: the tangent has shape (1) and the tensor to differentiate by (2); they must be equal",
        assertThrows(ShapeException.class, () -> Grad.jvp(x.exp(), x, vector(1))).getMessage());
    assertEquals(
        "hvp: there are 1 tensors to differentiate by and 0 parts of the vector; give one for each,"
            + " in the same order",
        assertThrows(
                ShapeException.class, () -> Grad.hvp(x.sum(), List.of(new Variable(x)), List.of()))
            .getMessage());
    Tensor apart = Grad.jvp(vector(3, 4).exp(), x, vector(1, 1));
    String message = assertThrows(IllegalArgumentException.class, apart::eval).getMessage();
    assertTrue(message.startsWith("gradient: the loss does not depend on operand 1"), message);
  }
}
