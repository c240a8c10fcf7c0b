// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.debug;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.tensor.CustomKernel;
import dev.navette.tensor.Debug;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.NumericsException;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Outside the package of tensors, as a program would be.
class NumericsCheckTest {
  private static final Tensor X = Tensor.of(new double[] {-1, 0, 4}, 3);

  /// The message without line numbers and without what called the test.
  private static String message(Supplier<Tensor> body) {
    NumericsException e =
        assertThrows(NumericsException.class, () -> Debug.checkNumerics(() -> body.get().eval()));
    return String.valueOf(e.getMessage())
        .replaceAll(" \\(called from [^)]*\\)", "")
        .replaceAll("NumericsCheckTest.java:[0-9]+", "HERE");
  }

  @Test
  void theFirstOperationIsNamed() {
    assertEquals(
        "checkNumerics: log f64(3), recorded at HERE gave 1 NaN and 1 infinity among 3 elements\n"
            + "  operand 0: input f64(3), -1.0 to 4.0",
        message(() -> X.log().mul(2).sum().exp()));
    NumericsException e =
        assertThrows(NumericsException.class, () -> Debug.checkNumerics(() -> X.log().eval()));
    int line = new Throwable().getStackTrace()[0].getLineNumber() - 1;
    String place = "recorded at NumericsCheckTest.java:" + line;
    assertTrue(String.valueOf(e.getMessage()).contains(place), e::getMessage);
    for (String backend : List.of("jvm", "reference")) {
      Navette.on(
          backend,
          () ->
              assertEquals(
                  "checkNumerics: div f64(3), recorded at HERE gave 1 NaN among 3 elements\n"
                      + "  operand 0: input f64(3), -1.0 to 4.0\n"
                      + "  operand 1: input f64(3), -1.0 to 4.0",
                  message(() -> X.div(X))));
    }
  }

  @Test
  void gradientsAndPartsAreNamedByWhatTheyBelongTo() {
    Variable w = new Variable(X.add(1));
    assertEquals(
        "checkNumerics: div f64(3) in the gradient of sqrt, recorded at HERE gave 1 infinity among"
            + " 3 elements",
        message(() -> Grad.of(w.value().sqrt().sum(), List.of(w)).getFirst())
            .lines()
            .findFirst()
            .orElseThrow());
    Tensor far = Tensor.of(new float[] {1e30f, -1e30f}, 1, 2);
    assertEquals(
        "checkNumerics: mul f32(1, 2) in layerNorm, recorded at HERE gave 2 infinities among 2"
            + " elements",
        message(() -> far.layerNorm(1, 1e-5)).lines().findFirst().orElseThrow());
  }

  @Test
  void masksAreNoMistakes() {
    Tensor hidden = Tensor.of(new boolean[] {true, false, false}, 3);
    double[] y = Debug.checkNumerics(() -> softmax(hidden).toDoubleArray());
    assertArrayEquals(softmax(hidden).toDoubleArray(), y);
    Tensor mask = Tensor.of(new double[] {0, Double.NEGATIVE_INFINITY, 0}, 3);
    Debug.checkNumerics(() -> X.add(mask).softmax(0).eval());
    assertEquals(
        "checkNumerics: input f64(1), recorded at HERE has 1 NaN among 1 element",
        message(() -> Tensor.of(new double[] {Double.NaN}, 1).exp()));
  }

  private static Tensor softmax(Tensor hidden) {
    return X.maskedFill(hidden, Double.NEGATIVE_INFINITY).softmax(0);
  }

  @Test
  void whatFailsIsNamed() {
    Tensor at = Tensor.of(new int[] {3}, 1);
    assertEquals(
        "checkNumerics: gather f64(1), recorded at HERE failed: gather: index 3 at position 0 is out"
            + " of range; the axis has extent 3, so indices run from 0 to 2\n"
            + "  operand 0: add f64(3), -1.0 to 4.0\n"
            + "  operand 1: input i32(1), 3.0 to 3.0",
        message(() -> X.add(0).indexSelect(0, at)));
    CustomKernel broken =
        CustomKernel.of("broken", in -> in.getFirst().neg(), (in, out) -> out.setLong(0, 1));
    assertEquals(
        "checkNumerics: broken f64(3), recorded at HERE failed: kernel broken: the output, f64(3),"
            + " holds floats; use setFloat or setDouble\n"
            + "  operand 0: input f64(3), -1.0 to 4.0",
        message(() -> broken.apply(X)));
  }

  @Test
  void loopsAreSeenByTheirResults() {
    assertEquals(
        "checkNumerics: result 0 of scan, f64(3), recorded at HERE gave 2 infinities among 3 elements",
        message(() ->
                Scan.times(8)
                    .run(
                        List.of(X.add(2)),
                        (carry, rows) ->
                            Scan.step(List.of(carry.getFirst().square().square()), List.of()))
                    .carry()
                    .getFirst())
            .lines()
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aTrainingStepKeepsItsBits() {
    double[][] weights = new double[2][];
    for (int run = 0; run < 2; run++) {
      Variable w = new Variable(X.add(0.3));
      Runnable steps =
          () -> {
            for (int i = 0; i < 3; i++) {
              Tensor loss = w.value().tanh().square().mean();
              w.assign(w.value().sub(Grad.of(loss, List.of(w)).getFirst().mul(0.1)));
              w.value().eval();
            }
          };
      if (run == 0) {
        steps.run();
      } else {
        Debug.checkNumerics(steps);
      }
      weights[run] = w.value().toDoubleArray();
    }
    assertArrayEquals(weights[0], weights[1]);
  }
}
