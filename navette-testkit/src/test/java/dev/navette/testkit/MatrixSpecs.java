// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Specifications of diagonals, Einstein sums and the other forms of products.
final class MatrixSpecs {
  private final List<OpSpec> specs = new ArrayList<>();

  private MatrixSpecs() {}

  static List<OpSpec> all() {
    MatrixSpecs s = new MatrixSpecs();
    s.diagonals();
    s.products();
    s.sums();
    return s.specs;
  }

  private OpSpec of(String name, UnaryOperator<Tensor> f, int... shape) {
    OpSpec spec = OpSpec.of(name, in -> f.apply(in.getFirst())).operand(-2, 2, shape);
    specs.add(spec);
    return spec;
  }

  private void diagonals() {
    of("diagonal", Tensor::diagonal, 4, 4);
    of("diagonal of a wide matrix", x -> x.diagonal(2, 0, 1), 3, 6);
    of("diagonal of a tall matrix", x -> x.diagonal(-1, 0, 1), 5, 2);
    of("diagonal of stacks", x -> x.diagonal(1, 0, -1), 3, 2, 4)
        .refuses(
            "one axis twice",
            () -> Tensor.zeros(2, 3).diagonal(0, 1, -1),
            ShapeException.class,
            "diagonal: axes 1 and -1 of shape (2, 3) are the same; name two axes");
    of("diagonal out of the matrix", x -> x.diagonal(9, 0, 1), 3, 4);
    of("diagEmbed", x -> x.diagEmbed(0), 2, 3)
        .refuses(
            "a scalar",
            () -> Tensor.scalar(1).diagEmbed(0),
            ShapeException.class,
            "diagEmbed: a scalar has no axis to lay on a diagonal; unsqueeze it");
    of("diagEmbed above", x -> x.diagEmbed(2), 2, 3);
    of("diagEmbed below", x -> x.diagEmbed(-1), 3);
    of("trace", Tensor::trace, 3, 4)
        .refuses(
            "a stack",
            () -> Tensor.zeros(2, 3, 3).trace(),
            ShapeException.class,
            "trace: shape (2, 3, 3) is not a matrix; take diagonal(0, a, b).sum(-1) of two of its"
                + " axes");
  }

  private void products() {
    specs.add(
        OpSpec.of("bmm", in -> in.get(0).bmm(in.get(1)))
            .operand(-2, 2, 2, 3, 4)
            .operand(-2, 2, 2, 4, 2)
            .refuses(
                "stacks of other lengths",
                () -> Tensor.zeros(2, 3, 4).bmm(Tensor.zeros(1, 4, 5)),
                ShapeException.class,
                "bmm: shapes (2, 3, 4) and (1, 4, 5) are not stacks of as many matrices, (B, M, K)"
                    + " and (B, K, N); use matmul to broadcast"));
    specs.add(
        OpSpec.of("addmm", in -> in.get(0).addmm(in.get(1), in.get(2), 0.5, 3))
            .operand(-2, 2, 4)
            .operand(-2, 2, 3, 2)
            .operand(-2, 2, 2, 4)
            .refuses(
                "stacks",
                () -> Tensor.zeros(3).addmm(Tensor.zeros(2, 3, 4), Tensor.zeros(4, 3), 1, 1),
                ShapeException.class,
                "addmm: shapes (2, 3, 4) and (4, 3) are not both matrices; use matmul for other"
                    + " ranks"));
    specs.add(
        OpSpec.of("baddbmm", in -> in.get(0).baddbmm(in.get(1), in.get(2), 1, 2))
            .operand(-2, 2, 2, 3, 4)
            .operand(-2, 2, 2, 3, 2)
            .operand(-2, 2, 2, 2, 4));
    specs.add(
        OpSpec.of("tensordot", in -> in.get(0).tensordot(in.get(1), 2))
            .operand(-2, 2, 2, 3, 4)
            .operand(-2, 2, 3, 4, 2)
            .refuses(
                "too many axes",
                () -> Tensor.zeros(2, 3).tensordot(Tensor.zeros(3), 2),
                ShapeException.class,
                "tensordot: 2 axes of shapes (2, 3) and (3); use 0 to 1"));
    specs.add(
        OpSpec.of(
                "tensordot of named axes",
                in -> in.get(0).tensordot(in.get(1), new int[] {0, -1}, new int[] {2, 0}))
            .operand(-2, 2, 2, 3, 4)
            .operand(-2, 2, 4, 3, 2)
            .refuses(
                "extents that differ",
                () -> {
                  int[] axis = {0};
                  return Tensor.zeros(2, 3).tensordot(Tensor.zeros(3, 2), axis, axis);
                },
                ShapeException.class,
                "tensordot: axes [0] of shape (2, 3) and [0] of (3, 2) do not pair up; name as many"
                    + " axes of each, of equal extents"));
    specs.add(
        OpSpec.of("kron", in -> in.get(0).kron(in.get(1)))
            .operand(-2, 2, 2, 3)
            .operand(-2, 2, 2, 1, 2));
  }

  private OpSpec einsum(String equation, int[]... shapes) {
    OpSpec spec =
        OpSpec.of("einsum " + equation, in -> Tensors.einsum(equation, in.toArray(Tensor[]::new)));
    for (int[] shape : shapes) {
      spec.operand(-2, 2, shape);
    }
    specs.add(spec);
    return spec;
  }

  private static int[] of(int... shape) {
    return shape;
  }

  private void sums() {
    einsum("ij,jk->ik", of(2, 3), of(3, 4))
        .refuses(
            "another number of operands",
            () -> Tensors.einsum("ij,jk->ik", Tensor.zeros(2, 3)),
            ShapeException.class,
            "einsum: `ij,jk->ik` has 2 terms before the output, and there are 1 operands; write one"
                + " term an operand, with `,` between")
        .refuses(
            "extents that differ",
            () -> Tensors.einsum("ij,jk->ik", Tensor.zeros(2, 3), Tensor.zeros(4, 5)),
            ShapeException.class,
            "einsum: in `ij,jk->ik` label j is 3 in operand 0 and 4 in operand 1, (4, 5); extents of"
                + " one label must be equal, or 1")
        .refuses(
            "an axis without a name",
            () -> Tensors.einsum("ij,jk->ik", Tensor.zeros(2, 3, 4), Tensor.zeros(3, 5)),
            ShapeException.class,
            "einsum: operand 0 has shape (2, 3, 4), and `ij` names 2 axes; name each axis once, or"
                + " write `...` for those without a name")
        .refuses(
            "an unknown label",
            () -> Tensors.einsum("ij->ik", Tensor.zeros(2, 3)),
            ShapeException.class,
            "einsum: in `ij->ik` the output has label k, which no operand has; take it out, or name"
                + " an axis so")
        .refuses(
            "an output label twice",
            () -> Tensors.einsum("ij->ii", Tensor.zeros(2, 2)),
            ShapeException.class,
            "einsum: in `ij->ii` the output names a label twice; name each once (diagEmbed makes a"
                + " diagonal)")
        .refuses(
            "a digit",
            () -> Tensors.einsum("i1->i", Tensor.zeros(2, 2)),
            IllegalArgumentException.class,
            "einsum: `i1->i` has `1` where a label is expected; labels are letters, with `,` between"
                + " operands, one `...` a term, and `->` before the output");
    einsum("ba,cb", of(3, 2), of(4, 3));
    einsum("ii->i", of(3, 3));
    einsum("iij,jj->i", of(3, 3, 2), of(2, 2));
    einsum("ij->", of(2, 3));
    einsum("i,j->ji", of(2), of(3));
    einsum("bn,anm,bm->ba", of(2, 3), of(4, 3, 2), of(2, 2));
    einsum("bhqd,bhkd->bhqk", of(2, 2, 3, 4), of(2, 2, 2, 4));
    einsum("...ij,...jk->...ik", of(2, 1, 3, 2), of(4, 2, 3));
    einsum("i...,i...", of(2, 3), of(2, 4, 3));
    einsum("ij, jk -> ik", of(2, 1), of(3, 2));
    einsum("abc,cbd->ad", of(2, 3, 4), of(4, 3, 2));
    einsum("ij,ik->jk", of(4, 2), of(4, 3));
  }
}
