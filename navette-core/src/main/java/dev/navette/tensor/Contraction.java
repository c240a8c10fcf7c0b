// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Sums of products over named axes, as one matrix product of merged axes.
///
/// @param tensor the values
/// @param labels the name of each axis, no name twice
record Contraction(Tensor tensor, List<Integer> labels) {

  // ---- one operand

  /// Summed over the axes whose label is not wanted.
  Contraction sumOut(IntPredicate wanted) {
    int[] axes =
        IntStream.range(0, labels.size()).filter(i -> !wanted.test(labels.get(i))).toArray();
    return axes.length == 0
        ? this
        : new Contraction(tensor.sum(axes), labels.stream().filter(wanted::test).toList());
  }

  /// The same axes in another order, which names them all.
  Contraction ordered(List<Integer> order) {
    int[] axes = order.stream().mapToInt(labels::indexOf).toArray();
    return new Contraction(Views.permute(tensor, axes), order);
  }

  private int extent(List<Integer> group) {
    return group.stream()
        .mapToInt(l -> tensor.dim(labels.indexOf(l)))
        .reduce(1, Math::multiplyExact);
  }

  private static List<Integer> join(List<Integer> a, List<Integer> b) {
    List<Integer> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  // ---- two operands

  /// The product, summed over the labels of both that are not wanted later. Labels of one operand
  /// stay.
  Contraction times(Contraction other, IntPredicate wanted) {
    List<Integer> batch = new ArrayList<>();
    List<Integer> summed = new ArrayList<>();
    for (int label : labels) {
      if (other.labels.contains(label)) {
        (wanted.test(label) ? batch : summed).add(label);
      }
    }
    List<Integer> rows = labels.stream().filter(l -> !other.labels.contains(l)).toList();
    List<Integer> columns = other.labels.stream().filter(l -> !labels.contains(l)).toList();
    List<Integer> result = join(batch, join(rows, columns));
    if (summed.isEmpty()) {
      return new Contraction(spread(result).mul(other.spread(result)), result);
    }
    List<Integer> dims = new ArrayList<>();
    batch.forEach(l -> dims.add(tensor.dim(labels.indexOf(l))));
    rows.forEach(l -> dims.add(tensor.dim(labels.indexOf(l))));
    columns.forEach(l -> dims.add(other.tensor.dim(other.labels.indexOf(l))));
    Tensor product = merged(batch, rows, summed).matmul(other.merged(batch, summed, columns));
    return new Contraction(product.reshape(Views.shape(dims)), result);
  }

  /// With an axis of extent 1 for every label that is not there.
  private Tensor spread(List<Integer> result) {
    List<Integer> own = result.stream().filter(labels::contains).toList();
    int[] dims =
        result.stream()
            .mapToInt(l -> own.contains(l) ? tensor.dim(labels.indexOf(l)) : 1)
            .toArray();
    return ordered(own).tensor.reshape(dims);
  }

  /// Each group as one axis, `(batch, first, second)`. The group in which the last axis lies is
  /// kept last and then transposed, which a product reads as it lies.
  private Tensor merged(List<Integer> batch, List<Integer> first, List<Integer> second) {
    boolean swap = first.contains(labels.getLast());
    List<Integer> left = swap ? second : first;
    List<Integer> right = swap ? first : second;
    Tensor x = ordered(join(batch, join(left, right))).tensor;
    Tensor matrices =
        batch.isEmpty()
            ? x.reshape(extent(left), extent(right))
            : x.reshape(extent(batch), extent(left), extent(right));
    return swap ? matrices.transpose(-1, -2) : matrices;
  }

  // ---- by position

  static Tensor tensordot(Tensor x, Tensor other, int axes) {
    if (axes < 0 || axes > x.rank() || axes > other.rank()) {
      throw new ShapeException(
          "tensordot: "
              + axes
              + " axes of shapes "
              + x.shape()
              + " and "
              + other.shape()
              + "; use 0 to "
              + Math.min(x.rank(), other.rank()));
    }
    int[] last = new int[axes];
    int[] first = new int[axes];
    Arrays.setAll(last, i -> x.rank() - axes + i);
    Arrays.setAll(first, i -> i);
    return tensordot(x, other, last, first);
  }

  static Tensor tensordot(Tensor x, Tensor other, int[] axes, int[] otherAxes) {
    boolean fits = axes.length == otherAxes.length;
    Reductions.named("tensordot", x, axes);
    Reductions.named("tensordot", other, otherAxes);
    List<Integer> left = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      left.add(i);
    }
    for (int i = 0; i < other.rank(); i++) {
      right.add(x.rank() + i);
    }
    for (int i = 0; fits && i < axes.length; i++) {
      fits = x.dim(axes[i]) == other.dim(otherAxes[i]);
      right.set(
          other.shape().axis(otherAxes[i], "tensordot"), x.shape().axis(axes[i], "tensordot"));
    }
    if (!fits) {
      throw new ShapeException(
          "tensordot: axes "
              + Arrays.toString(axes)
              + " of shape "
              + x.shape()
              + " and "
              + Arrays.toString(otherAxes)
              + " of "
              + other.shape()
              + " do not pair up; name as many axes of each, of equal extents");
    }
    DType d = DType.promote(x.dtype(), other.dtype());
    Contraction a = new Contraction(Arithmetic.cast(x, d), left);
    Contraction b = new Contraction(Arithmetic.cast(other, d), right);
    return a.times(b, _ -> false).tensor;
  }

  static Tensor kron(Tensor x, Tensor other) {
    int rank = Math.max(x.rank(), other.rank());
    int[] outer = new int[2 * rank];
    int[] inner = new int[2 * rank];
    int[] dims = new int[rank];
    Arrays.fill(outer, 1);
    Arrays.fill(inner, 1);
    for (int i = 0; i < rank; i++) {
      int a = i - rank + x.rank();
      int b = i - rank + other.rank();
      outer[2 * i] = a < 0 ? 1 : x.dim(a);
      inner[2 * i + 1] = b < 0 ? 1 : other.dim(b);
      dims[i] = Math.multiplyExact(outer[2 * i], inner[2 * i + 1]);
    }
    return x.reshape(outer).mul(other.reshape(inner)).reshape(Shape.of(dims));
  }
}
