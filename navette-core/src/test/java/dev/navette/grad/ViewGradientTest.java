// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;

import dev.navette.grad.FiniteDifferences.Operand;
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewGradientTest {
  /// Checks `view` of x and, so that the second order is not zero, of its square.
  private static void check(UnaryOperator<Node> view, int... dims) {
    Operand x = Operand.random(11, -1, 1, dims);
    FiniteDifferences.check(in -> square(view.apply(exp(in.get(0)))), x);
  }

  @Test
  void reshapeAndPermute() {
    check(x -> reshape(x, Shape.of(4, 3)), 2, 6);
    check(x -> permute(x, 2, 0, 1), 2, 3, 4);
    check(x -> swapLast(x), 2, 3, 4);
  }

  @Test
  void broadcastIsSummedBack() {
    check(x -> broadcastTo(x, Shape.of(2, 3, 4)), 3, 1);
    check(x -> broadcastTo(x, Shape.of(5, 2, 3, 2)), 1, 3, 1);
    check(x -> broadcastTo(x, Shape.of(2, 3)));
    check(x -> broadcastTo(x, Shape.of(2, 1, 1)), 1, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "0,7,1", "1,6,1", "0,7,2", "1,7,2", "2,7,3", "0,6,4", "3,3,1", "6,7,5", "0,7,7", "1,5,2"
  })
  void sliceWithAnyStep(int start, int limit, int step) {
    Ints starts = Ints.of(start, 1);
    Ints limits = Ints.of(limit, 4);
    check(x -> Node.of(new Op.Slice(starts, limits, Ints.of(step, 1)), x), 7, 5);
    check(x -> Node.of(new Op.Slice(starts, limits, Ints.of(step, 2)), x), 7, 5);
  }

  @Test
  void flipPadAndConcat() {
    check(x -> Node.of(new Op.Flip(0b101), x), 2, 3, 2);
    check(x -> pad(x, new int[] {1, 0}, new int[] {2, 3}, 0.5), 2, 3);
    Operand a = Operand.random(1, -1, 1, 2, 3);
    Operand b = Operand.random(2, -1, 1, 2, 1);
    FiniteDifferences.check(
        in -> square(concat(1, List.of(in.get(0), in.get(1), square(in.get(0))))), a, b);
  }
}
