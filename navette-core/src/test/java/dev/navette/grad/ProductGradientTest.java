// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.grad.FiniteDifferences.Operand;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductGradientTest {
  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void matmulWithEachTranspose(boolean transposeA, boolean transposeB) {
    Operand a = transposeA ? Operand.random(1, -1, 1, 2, 4, 3) : Operand.random(1, -1, 1, 2, 3, 4);
    Operand b = transposeB ? Operand.random(2, -1, 1, 2, 2, 4) : Operand.random(2, -1, 1, 2, 4, 2);
    FiniteDifferences.check(in -> matmul(in.get(0), transposeA, in.get(1), transposeB), a, b);

    List<Node> inputs = FiniteDifferences.inputs(a.type(), b.type());
    Node loss = sum(matmul(inputs.get(0), transposeA, inputs.get(1), transposeB));
    for (Node node :
        FiniteDifferences.expand(inputs, FiniteDifferences.gradients(loss, inputs)).outputs()) {
      assertEquals(true, node.op() instanceof Op.MatMul, () -> "a product, not " + node);
    }
  }

  /// The numbers 1, 2, 4, 7, ... modulo `extent`: some repeat, some are missing.
  private static Node indices(int extent, int... dims) {
    Shape shape = Shape.of(dims);
    Node i = iota(0, new TensorType(DType.I32, Shape.of(shape.size())));
    Node triangular = div(mul(i, add(i, 1)), 2);
    Node index = binary(BinaryKind.MOD, add(triangular, 1), constant(extent, i.type()));
    return reshape(index, shape);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void gatherCollectsWhatWasTakenTwice(int axis) {
    Operand x = Operand.random(axis, -1, 1, 3, 4, 3);
    FiniteDifferences.check(
        in -> square(gather(in.get(0), axis, indices(x.shape().dim(axis), 2, 3))), x);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void scatterAddToRepeatedRows(int axis) {
    Operand base = Operand.random(1, -1, 1, 4, 3);
    Operand rows = axis == 0 ? Operand.random(2, -1, 1, 5, 3) : Operand.random(2, -1, 1, 4, 5);
    FiniteDifferences.check(
        in -> square(scatterAdd(in.get(0), axis, indices(base.shape().dim(axis), 5), in.get(1))),
        base,
        rows);
  }
}
