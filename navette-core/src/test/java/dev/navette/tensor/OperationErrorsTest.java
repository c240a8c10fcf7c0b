// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mistake is found at the call, and the message names the operation, the shapes or dtypes,
/// and the fix.
class OperationErrorsTest {
  private static final Tensor M23 = Tensor.ones(2, 3);
  private static final Tensor M45 = Tensor.ones(4, 5);
  private static final Tensor V3 = Tensor.ones(3);
  private static final Tensor INTS = Tensor.of(new int[] {1, 2, 3}, 3);
  private static final Tensor BOOLS = Tensor.of(new boolean[] {true, false, true}, 3);

  record Case(Class<? extends RuntimeException> kind, Executable mistake, String message) {
    @Override
    public String toString() {
      return message;
    }
  }

  private static Case shape(Executable mistake, String message) {
    return new Case(ShapeException.class, mistake, message);
  }

  private static Case dtype(Executable mistake, String message) {
    return new Case(DTypeException.class, mistake, message);
  }

  private static Case argument(Executable mistake, String message) {
    return new Case(IllegalArgumentException.class, mistake, message);
  }

  static Stream<Case> elementwise() {
    return Stream.of(
        shape(
            () -> M23.add(Tensor.ones(2)),
            "add: shapes (2, 3) and (2) do not broadcast: aligned at the last axis, 3 meets 2; make"
                + " these equal or one of them 1 (reshape, or unsqueeze to add an axis)"),
        shape(
            () -> M23.lt(M45),
            "lt: shapes (2, 3) and (4, 5) do not broadcast: aligned at the last axis, 2 meets 4;"
                + " make these equal or one of them 1 (reshape, or unsqueeze to add an axis)"),
        shape(
            () -> M23.where(Tensor.ones(2).gt(0), 1),
            "where: shapes (2) and (2, 3) do not broadcast: aligned at the last axis, 2 meets 3;"
                + " make these equal or one of them 1 (reshape, or unsqueeze to add an axis)"),
        dtype(
            () -> M23.where(V3, 0),
            "where: the condition is f32(3), not bool; compare first, for example x.gt(0)"),
        dtype(
            () -> M23.maskedFill(INTS, 0),
            "where: the condition is i32(3), not bool; compare first, for example x.gt(0)"),
        dtype(
            () -> V3.and(V3),
            "and is defined for bool and integers, not for f32(3); compare or cast first"),
        dtype(
            () -> V3.not(),
            "not is defined for bool and integers, not for f32(3); compare first, for example"
                + " x.eq(0)"),
        dtype(
            () -> V3.shiftLeft(1),
            "shl is defined for i32 and i64, not for f32(3); cast it, for example cast(DType.I32)"),
        dtype(
            () -> BOOLS.neg(),
            "neg is defined for numbers, not for bool(3); cast it, for example cast(DType.F32)"),
        dtype(
            () -> BOOLS.add(BOOLS),
            "add is defined for numbers, not for bool(3); cast to a number, or use and, or, xor"),
        dtype(
            () -> V3.bitcast(DType.F64),
            "bitcast: f32(3) has 4 bytes an element and f64 has 8; use cast to convert values"),
        argument(() -> V3.clamp(1, -1), "clamp: min 1.0 is not at most max -1.0; exchange them"),
        argument(
            () -> V3.polygamma(-2),
            "polygamma: order -2 is negative; 0 is digamma, 1 trigamma and so on"));
  }

  static Stream<Case> reductions() {
    return Stream.of(
        shape(() -> M23.sum(2), "sum: axis 2 is out of range for shape (2, 3); use -2 to 1"),
        shape(
            () -> M23.mean(1, -1),
            "mean: axis -1 of shape (2, 3) is named twice; name each axis once"),
        shape(
            () -> Tensor.scalar(1).max(0),
            "max: axis 0 is out of range for shape (); use no axis, this is a scalar"),
        shape(
            () -> Tensor.zeros(2, 0).max(1),
            "max: shape (2, 0) has no elements along the reduced axes; the extreme of nothing is"
                + " not defined"),
        shape(
            () -> Tensor.zeros(2, 0).argmin(1),
            "argmin: shape (2, 0) has no elements along axis 1"),
        dtype(
            () -> INTS.mean(),
            "mean is defined for floats, not for i32(3); cast it, for example"
                + " cast(DType.F32)"),
        dtype(
            () -> INTS.std(true, 0),
            "std is defined for floats, not for i32(3); cast it, for example cast(DType.F32)"),
        argument(
            () -> V3.norm(-1.0),
            "norm: p is -1.0; use 0 or more, such as 1, 2 or Double.POSITIVE_INFINITY, or minus"
                + " infinity"));
  }

  static Stream<Case> shapes() {
    return Stream.of(
        shape(
            () -> M23.reshape(4, 2),
            "reshape: shape (2, 3) has 6 elements and (4, 2) has 8; the counts must be equal (use"
                + " -1 for one extent to have it computed)"),
        shape(
            () -> M23.reshape(4, -1),
            "reshape: shape (2, 3) has 6 elements, which (4, -1) cannot hold whatever -1 stands"
                + " for: the other extents make 4; use one -1, and extents whose product divides"
                + " the count"),
        shape(
            () -> M23.permute(0, 0),
            "permute: [0, 0] is not an order of the 2 axes of shape (2, 3); name each axis from 0"
                + " to 1 once"),
        shape(
            () -> M23.unsqueeze(3),
            "unsqueeze: axis 3 is out of range for shape (2, 3); use -3 to 2"),
        shape(
            () -> M23.squeeze(1),
            "squeeze: axis 1 of shape (2, 3) has extent 3, not 1; reduce it or select an index"
                + " instead"),
        shape(
            () -> V3.t(),
            "t: shape (3) is not a matrix; use transpose(a, b) or permute to name the axes"),
        shape(
            () -> M23.broadcastTo(3, 3),
            "broadcast: shape (2, 3) does not stretch to (3, 3); aligned at the last axis, each"
                + " extent must be equal or 1"),
        shape(
            () -> M23.slice(1, 2, 4),
            "slice: 2 to 4 on axis 1 of shape (2, 3); bounds must lie in 0 to 3 (negative ones"
                + " count from the end), the first not above the second, the step 1 or more"),
        shape(
            () -> M23.select(0, 2),
            "select: index 2 is out of range for axis 0 of shape (2, 3); use -2 to 1"),
        shape(
            () -> M23.split(1, 1, 1),
            "split: sizes [1, 1] add up to 2, but axis 1 of shape (2, 3) has extent 3; the sizes"
                + " must add up to the extent"),
        shape(
            () -> M23.glu(1),
            "glu: axis 1 of shape (2, 3) has the odd extent 3; it is halved into values and"
                + " gates"),
        shape(
            () -> M23.pad(1, -2, -2, 0),
            "pad: amounts of -2 before and -2 after cut more off than axis 1 of shape (2, 3) has; cut"
                + " at most 3"),
        shape(
            () -> M23.flatten(1, 0),
            "flatten: axis 1 comes after axis 0 in shape (2, 3); exchange them"),
        shape(() -> M23.tile(-1), "tile: [-1] has the negative count -1; counts are 0 or more"),
        shape(() -> V3.tril(0), "tril: shape (3) has no matrix; the rank must be 2 or more"),
        shape(
            () -> Tensors.concat(0, M23, M45),
            "concat along axis 0: operand 0 has shape (2, 3) and operand 1 has (4, 5); all extents"
                + " but that of the axis must be equal"),
        shape(
            () -> Tensors.concat(0, Tensor.scalar(1)),
            "concat: operand 0 is a scalar, which has no axis; use stack to make a new one"),
        shape(
            () -> Tensors.stack(0, M23, M45),
            "stack: operand 0 has shape (2, 3) and operand 1 has (4, 5); all shapes must be equal"
                + " (use concat to join along an axis there is)"),
        shape(() -> Tensors.stack(0), "stack: there is nothing to join; give at least one tensor"));
  }

  static Stream<Case> indices() {
    return Stream.of(
        dtype(() -> M23.indexSelect(0, V3), "gather: indices are f32(3); cast them to i32 or i64"),
        dtype(
            () -> M23.takeAlong(0, M23),
            "takeAlong: indices are f32(2, 3); cast them to i32 or i64"),
        shape(
            () -> M23.takeAlong(1, INTS.unsqueeze(1)),
            "takeAlong along axis 1: indices of shape (3, 1) for data of shape (2, 3); give as many"
                + " axes, none but that of the axis larger"),
        shape(
            () -> M23.indexAdd(0, INTS, M23),
            "scatter_add along axis 0: base f32(2, 3) with indices (3) takes rows of f32(3, 3), not"
                + " f32(2, 3)"),
        dtype(() -> V3.oneHot(3), "oneHot: indices are f32(3); cast them to i32 or i64"),
        dtype(
            () -> V3.maskedSelect(INTS),
            "maskedSelect: the mask is i32(3), not bool; compare first, for example x.gt(0)"),
        shape(
            () -> M23.maskedSelect(BOOLS),
            "maskedSelect: the mask has shape (3) and x (2, 3); broadcast the mask to the shape of"
                + " x"));
  }

  static Stream<Case> products() {
    return Stream.of(
        shape(
            () -> M23.matmul(M45),
            "matmul: shapes (2, 3) and (4, 5) do not fit: the last extent of the first is 3 and the"
                + " second to last extent of the second is 4; these must be equal (transpose an"
                + " operand that is laid out the other way)"),
        shape(
            () -> M45.matmul(V3),
            "matmul: shapes (4, 5) and (3) do not fit: the last extent of the first is 5 and the"
                + " only extent of the second is 3; these must be equal (transpose an operand that"
                + " is laid out the other way)"),
        shape(
            () -> M23.matmul(Tensor.scalar(2)),
            "matmul: shapes (2, 3) and () include a scalar; use mul to scale"),
        shape(
            () -> Tensor.ones(2, 1, 3).matmul(Tensor.ones(4, 3, 1)),
            "matmul of (2, 1, 3) and (4, 3, 1), leading axes: shapes (2) and (4) do not broadcast:"
                + " aligned at the last axis, 2 meets 4; make these equal or one of them 1"
                + " (reshape, or unsqueeze to add an axis)"),
        dtype(
            () -> BOOLS.matmul(BOOLS),
            "matmul is defined for f32, f64, i32 and i64, not for bool(1, 3); cast it first"),
        shape(
            () -> M23.linear(M45),
            "linear: x has shape (2, 3) and the weight (4, 5); the weight is (out, in) and the last"
                + " extent of x must be in, here 5"),
        shape(
            () -> M23.linear(Tensor.ones(4, 3), V3),
            "linear: the weight has shape (4, 3) and the bias (3); the bias must be (out), here"
                + " (4)"),
        shape(
            () -> M23.dot(V3),
            "dot: shapes (2, 3) and (3) are not both vectors; flatten them, or use matmul"));
  }

  static Stream<Case> activations() {
    return Stream.of(
        dtype(
            () -> INTS.gelu(),
            "gelu is defined for floats, not for i32(3); cast it, for example"
                + " cast(DType.F32)"),
        dtype(
            () -> INTS.softmax(0),
            "softmax is defined for floats, not for i32(3); cast it, for example"
                + " cast(DType.F32)"),
        shape(
            () -> M23.softmax(2), "softmax: axis 2 is out of range for shape (2, 3); use -2 to 1"),
        shape(
            () -> M23.layerNorm(3, 1e-5),
            "layerNorm: cannot normalise the last 3 axes of shape (2, 3); use 1 to 2"),
        shape(
            () -> M23.layerNorm(1, Tensor.ones(2), 1e-5),
            "layerNorm: the weight has shape (2); over the last axis of (2, 3) it must be (3)"),
        shape(
            () -> M23.layerNorm(2, M23, V3, 1e-5),
            "layerNorm: the bias has shape (3); over the last 2 axes of (2, 3) it must be (2, 3)"),
        shape(
            () -> M23.prelu(Tensor.ones(2)),
            "prelu: x has shape (2, 3) and the weight (2); the weight has one element, or one for"
                + " each channel (axis 1 of x)"),
        shape(
            () -> M23.negativeLogLikelihood(INTS),
            "negativeLogLikelihood: logits of shape (2, 3) take targets of the same shape without"
                + " its last axis, not (3); classes are the last axis (permute if they are not)"),
        dtype(
            () -> M23.negativeLogLikelihood(Tensor.ones(2)),
            "negativeLogLikelihood: indices are f32(2); cast them to i32 or i64"),
        argument(() -> V3.hardtanh(1, 1), "hardtanh: min 1.0 is not below max 1.0; exchange them"),
        argument(() -> V3.celu(0), "celu: alpha is 0.0; it must be positive"));
  }

  @ParameterizedTest
  @MethodSource({"elementwise", "reductions", "shapes", "indices", "products", "activations"})
  void theMessageTeaches(Case c) {
    RuntimeException e = assertThrows(RuntimeException.class, c.mistake());
    assertEquals(c.message(), e.getMessage());
    assertInstanceOf(c.kind(), e);
  }
}
