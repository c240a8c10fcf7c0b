// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.HostElements;
import dev.navette.backend.HostKernel;
import dev.navette.ir.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomKernelTest {
  private static final Tensor X = Tensor.of(new double[] {0.5, 1.5, -2.5, 4}, 2, 2);

  /// Row sums of squares of the first input, times the second (an integer a row).
  private static final CustomKernel SQUARES =
      CustomKernel.of(
          "squares",
          in -> in.get(0).square().sum(1).mul(in.get(1).cast(in.get(0).dtype())),
          CustomKernelTest::squares);

  private static void squares(List<HostElements> in, HostElements out) {
    int width = in.get(0).size() / out.size();
    for (int row = 0; row < out.size(); row++) {
      double sum = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += in.get(0).getDouble(i) * in.get(0).getDouble(i);
      }
      out.setDouble(row, sum * in.get(1).getLong(row));
    }
  }

  private static String failure(HostKernel kernel) {
    Tensor y = CustomKernel.of("broken", in -> in.getFirst().neg(), kernel).apply(X);
    return assertThrows(IllegalStateException.class, y::eval).getMessage();
  }

  @Test
  void runsWhatTheUserWrote() {
    Tensor factor = Tensor.of(new int[] {2, 3}, 2);
    for (int i = 0; i < 3; i++) {
      Tensor y = SQUARES.apply(X.add(i), factor.add(i)).mul(2);
      Tensor formula = SQUARES.formula(X.add(i), factor.add(i)).mul(2);
      assertArrayEquals(formula.toDoubleArray(), y.toDoubleArray());
    }
    String plan = Navette.explain(SQUARES.apply(X, factor));
    assertTrue(plan.contains("kernel squares"), plan);
    Navette.on(
        "reference",
        () -> assertArrayEquals(new double[] {5, 66.75}, SQUARES.apply(X, factor).toDoubleArray()));
    GradientCheck.check(in -> SQUARES.apply(in.getFirst(), factor).square(), X);
  }

  @Test
  void insideALoop() {
    CustomKernel twice =
        CustomKernel.of(
            "twice",
            in -> in.getFirst().mul(2),
            (in, out) -> {
              for (int i = 0; i < out.size(); i++) {
                out.setDouble(i, 2 * in.getFirst().getDouble(i));
              }
            });
    Scan.Result r =
        Scan.times(4)
            .run(
                List.of(X),
                (carry, rows) -> Scan.step(List.of(twice.apply(carry.getFirst())), List.of()));
    Tensor y = r.carry().getFirst();
    Tensor gradient = Grad.of(y.sum(), X).getFirst();
    assertArrayEquals(new double[] {16, 16, 16, 16}, gradient.toDoubleArray());
    assertArrayEquals(X.mul(16).toDoubleArray(), y.toDoubleArray());
  }

  @Test
  void everyDtype() {
    for (DType dtype : new DType[] {DType.F32, DType.I32, DType.I64, DType.U8, DType.BOOL}) {
      CustomKernel copy =
          CustomKernel.of(
              "copy",
              in -> in.getFirst().reshape(4),
              (in, out) -> {
                for (int i = 0; i < out.size(); i++) {
                  if (dtype.isFloat()) {
                    out.setFloat(i, in.getFirst().getFloat(i));
                  } else {
                    out.setLong(i, in.getFirst().getLong(i));
                  }
                }
              });
      Tensor x = X.abs().cast(dtype);
      assertArrayEquals(x.toDoubleArray(), copy.apply(x).toDoubleArray());
    }
  }

  @Test
  void mistakesAreNamed() {
    assertEquals(
        "kernel broken: the output, f64(2, 2), has no element 4; there are 4",
        failure((in, out) -> out.setDouble(4, 1)));
    assertEquals(
        "kernel broken: input 0, f64(2, 2), has no element -1; there are 4",
        failure((in, out) -> in.getFirst().getDouble(-1)));
    assertEquals(
        "kernel broken: input 0 can only be read",
        failure((in, out) -> in.getFirst().setDouble(0, 1)));
    assertEquals(
        "kernel broken: the output, f64(2, 2), holds floats; use setFloat or setDouble",
        failure((in, out) -> out.setLong(0, 1)));
    assertEquals(
        "kernel broken: no",
        failure((in, out) -> {
          throw new UnsupportedOperationException("no");
        }));
    CustomKernel hidden = CustomKernel.of("hidden", in -> in.getFirst().mul(X), (in, out) -> {});
    assertEquals(
        "hidden: the formula uses f64(2, 2), which is not among the inputs, so that the kernel"
            + " cannot see it; pass it as an input",
        assertThrows(IllegalStateException.class, () -> hidden.apply(X)).getMessage());
  }
}
