// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Specifications of views, reductions, indexing, products and what is composed of them.
final class ArraySpecs {
  private final List<OpSpec> specs = new ArrayList<>();

  private ArraySpecs() {}

  static List<OpSpec> all() {
    ArraySpecs s = new ArraySpecs();
    s.views();
    s.reductions();
    s.products();
    s.composites();
    return s.specs;
  }

  private OpSpec of(String name, UnaryOperator<Tensor> f, int... shape) {
    OpSpec spec = OpSpec.of(name, in -> f.apply(in.getFirst())).operand(-2, 2, shape);
    specs.add(spec);
    return spec;
  }

  private void views() {
    of("reshape", x -> x.reshape(4, -1), 2, 3, 4)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8, DType.BOOL);
    of("permute", x -> x.permute(2, 0, 1), 2, 3, 4)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8, DType.BOOL)
        .refuses(
            "an axis out of range",
            () -> Tensor.zeros(2, 3).permute(0, 2),
            ShapeException.class,
            "permute: axis 2 is out of range for shape (2, 3); use -2 to 1");
    of("transpose of a large matrix", x -> x.transpose(0, 1), 67, 71).notDifferentiable();
    of("broadcast", x -> x.broadcastTo(2, 3, 4), 3, 1);
    of("slice", x -> x.slice(0, 1, 3).slice(1, 0, 5, 2), 4, 5);
    of("select", x -> x.select(1, -1), 4, 5);
    of("flip", x -> x.flip(0, 1), 4, 5);
    of("pad", x -> x.pad(new int[] {1, 0}, new int[] {2, 3}, 0.5), 3, 4)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64);
    of("concat", x -> Tensors.concat(1, x, x.square(), x.slice(1, 0, 1)), 3, 4)
        .dtypes(DType.F32, DType.F64, DType.I32, DType.I64);
    of("stack", x -> Tensors.stack(1, x, x.square()), 3, 4);
    of("roll", x -> x.roll(1, 2), 3, 5);
    of("tile", x -> x.tile(2, 3), 2, 3);
    of("repeatInterleave", x -> x.repeatInterleave(0, 3), 3, 2);
    of("tril", x -> x.tril(1), 4, 4);
    of("triu", x -> x.triu(-1), 4, 4);
    of("iota", x -> x.mul(Tensor.iota(DType.I32, 1, 3, 4).cast(x.dtype())), 3, 4);
    of("const", x -> x.mul(2).add(1), 3, 4);
    specs.add(
        OpSpec.of(
                "random_bits",
                in -> Rng.of(7).bits(3, 131).cast(in.getFirst().dtype()).add(in.getFirst()))
            .operand(-1, 1, 3, 131)
            .notDifferentiable());
  }

  private void reductions() {
    reduction("sum", x -> x.sum(1), x -> x.sum(0), Tensor::sum);
    reduction("prod", x -> x.prod(1), x -> x.prod(0), Tensor::prod);
    reduction("max", x -> x.max(1), x -> x.max(0), Tensor::max);
    reduction("min", x -> x.min(1), x -> x.min(0), Tensor::min);
    reduction("mean", x -> x.mean(1), x -> x.mean(0), Tensor::mean);
    reduction("var", x -> x.var(true, 1), x -> x.var(true, 0), x -> x.var(true));
    reduction("norm", x -> x.norm(2, 1), x -> x.norm(2, 0), Tensor::norm);
    reduction("logsumexp", x -> x.logsumexp(1), x -> x.logsumexp(0), Tensor::logsumexp);
    of("sum of outer axes", x -> x.sum(0, 2), 3, 4, 5);
    of("sum of integers", x -> x.sum(0), 700, 3).dtypes(DType.I32, DType.I64).notDifferentiable();
    of("long sums", x -> x.sum(0).add(x.sum(1).mean()), 1500, 70)
        .notDifferentiable()
        .withoutHalves();
    of("long row", Tensor::sum, 70_001).notDifferentiable();
    of("argmax", x -> x.argmax(1), 4, 65).notDifferentiable();
    of("argmin", x -> x.argmin(0), 65, 4).notDifferentiable();
    of("all", x -> x.gt(-1.5).all(1), 4, 6).notDifferentiable();
    of("any", x -> x.gt(1.5).any(0), 4, 6).notDifferentiable();
    of("countNonzero", x -> x.gt(0).countNonzero(0), 4, 6).notDifferentiable();
  }

  private void reduction(
      String name,
      UnaryOperator<Tensor> rows,
      UnaryOperator<Tensor> columns,
      UnaryOperator<Tensor> whole) {
    of(name + " along rows", rows, 3, 5).covers("reduce " + name);
    of(name + " down columns", columns, 3, 5);
    of(name + " of everything", whole, 3, 5);
  }

  private void products() {
    for (boolean left : new boolean[] {false, true}) {
      for (boolean right : new boolean[] {false, true}) {
        String form = (left ? "T" : "N") + (right ? "T" : "N");
        product("matmul " + form, left, right, new int[] {}, 3, 4, 2);
        product("batched matmul " + form, left, right, new int[] {2}, 3, 4, 2);
        product("larger matmul " + form, left, right, new int[] {}, 37, 290, 51)
            .notDifferentiable();
        product("thin matmul " + form, left, right, new int[] {3}, 1, 65, 1).notDifferentiable();
        product("integer matmul " + form, left, right, new int[] {2}, 5, 9, 6)
            .dtypes(DType.I32, DType.I64)
            .notDifferentiable();
      }
    }
    specs.add(OpSpec.of("dot", in -> in.get(0).dot(in.get(1))).operand(-2, 2, 6).operand(-2, 2, 6));
    specs.add(
        OpSpec.of("outer", in -> in.get(0).outer(in.get(1))).operand(-2, 2, 3).operand(-2, 2, 4));
    specs.add(
        OpSpec.of("linear", in -> in.get(0).linear(in.get(1), in.get(2)))
            .operand(-2, 2, 3, 4)
            .operand(-2, 2, 5, 4)
            .operand(-2, 2, 5)
            .refuses(
                "a weight of another width",
                () -> Tensor.zeros(3, 4).linear(Tensor.zeros(5, 3)),
                ShapeException.class,
                "linear: x has shape (3, 4) and the weight (5, 3); the weight is (out, in) and the"
                    + " last extent of x must be in, here 3"));
  }

  private OpSpec product(
      String name, boolean left, boolean right, int[] batch, int m, int k, int n) {
    OpSpec spec =
        OpSpec.of(
                name,
                in -> {
                  Tensor a = left ? in.get(0).transpose(-1, -2) : in.get(0);
                  Tensor b = right ? in.get(1).transpose(-1, -2) : in.get(1);
                  return a.matmul(b);
                })
            .operand(-2, 2, left ? shape(batch, k, m) : shape(batch, m, k))
            .operand(-2, 2, right ? shape(batch, n, k) : shape(batch, k, n))
            .covers("matmul");
    specs.add(spec);
    return spec;
  }

  private static int[] shape(int[] batch, int rows, int columns) {
    int[] all = java.util.Arrays.copyOf(batch, batch.length + 2);
    all[batch.length] = rows;
    all[batch.length + 1] = columns;
    return all;
  }

  private void composites() {
    of("softmax", x -> x.softmax(1), 3, 5);
    of("softmax down columns", x -> x.softmax(0), 3, 5);
    Tensor seen =
        Tensor.iota(DType.I32, 1, 4, 5).lt(Tensor.iota(DType.I32, 0, 4, 5)); // not in row 0
    of("maskedSoftmax", x -> x.maskedSoftmax(seen, 1), 2, 4, 5)
        .refuses(
            "a mask of floats",
            () -> Tensor.zeros(2, 3).maskedSoftmax(Tensor.zeros(2, 3), 1),
            DTypeException.class,
            "maskedSoftmax: the mask is f32(2, 3); it must be bool, true where an element takes part"
                + " (compare, for example with ne(0))")
        .refuses(
            "a mask that is larger",
            () -> Tensor.zeros(2, 3).maskedSoftmax(Tensor.zeros(DType.BOOL, 4, 2, 3), 1),
            ShapeException.class,
            "maskedSoftmax: the mask of shape (4, 2, 3) does not broadcast to x of shape (2, 3); its"
                + " extents must be those of x, or 1");
    of("wide maskedSoftmax", x -> x.maskedSoftmax(seen.tile(1, 150), 1), 4, 750)
        .notDifferentiable();
    of("logSoftmax", x -> x.logSoftmax(-1), 3, 5);
    of("wide softmax", x -> x.softmax(1), 5, 777).notDifferentiable();
    of("layerNorm", x -> x.layerNorm(1, 1e-3), 3, 5);
    of("wide layerNorm", x -> x.layerNorm(1, 1e-3), 5, 777).notDifferentiable();
    of("rmsNorm", x -> x.rmsNorm(2, 1e-3), 2, 3, 4);
    of("glu", x -> x.glu(1), 3, 4);
    specs.add(
        OpSpec.of("layerNorm with weight", in -> in.get(0).layerNorm(1, in.get(1), in.get(2), 1e-3))
            .operand(-2, 2, 3, 5)
            .operand(0.5, 2, 5)
            .operand(-2, 2, 5));
    specs.add(
        OpSpec.of("prelu", in -> in.get(0).prelu(in.get(1)))
            .operand(-2, -0.1, 3, 4)
            .operand(0.1, 0.5, 4));
    specs.add(
        OpSpec.of("negativeLogLikelihood", in -> in.get(0).negativeLogLikelihood(in.get(1)))
            .operand(-2, 2, 4, 6)
            .indices(6, 4));
    of("dropout as a mask", x -> x.where(Rng.of(5).bernoulli(0.6, 3, 5), 0), 3, 5);
  }
}
