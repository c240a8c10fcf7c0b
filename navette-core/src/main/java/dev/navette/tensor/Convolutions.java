// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Ints;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// Records convolutions of channels-first tensors: the graph's convolution has channels last, with
/// the axes exchanged around it.
final class Convolutions {
  private final String operation;
  private final int spatial;
  private final Tensor x; // (N, C, *S)
  private final Tensor weight; // (O, C / groups, *K), or transposed (C, O / groups, *K)
  private final Optional<Tensor> bias; // (O)
  private final boolean batched;
  private final boolean transposed;
  private final ConvOptions options;
  private final int[] stride;
  private final int[] dilation;
  private final int groups;

  private Convolutions(
      String operation,
      int spatial,
      boolean transposed,
      Tensor given,
      Tensor kernel,
      Optional<Tensor> bias,
      ConvOptions options) {
    this.operation = operation;
    this.spatial = spatial;
    this.transposed = transposed;
    this.options = options;
    this.stride = each("stride", options.stride());
    this.dilation = each("dilation", options.dilation());
    this.groups = options.groups();
    this.batched = given.rank() != spatial + 1;
    ConvErrors.requireRanks(operation, spatial, given.shape(), kernel.shape(), transposed);
    DType d = DType.promote(given.dtype(), kernel.dtype());
    this.x = Arithmetic.cast(batched ? given : Views.unsqueeze(given, 0), d);
    this.weight = Arithmetic.cast(kernel, d);
    this.bias = bias;
    Arithmetic.requireFloat(operation, x);
    ConvErrors.requireChannels(
        operation, given.shape(), channels(), kernel.shape(), groups, transposed);
    bias.ifPresent(b -> ConvErrors.requireBias(operation, kernel.shape(), b.shape(), outputs()));
  }

  static Tensor conv(String operation, int spatial, Tensor x, Tensor weight, ConvOptions options) {
    return new Convolutions(operation, spatial, false, x, weight, Optional.empty(), options).conv();
  }

  static Tensor conv(
      String operation, int spatial, Tensor x, Tensor weight, Tensor bias, ConvOptions options) {
    return Halves.computed(
        in ->
            new Convolutions(operation, spatial, false, in[0], in[1], Optional.of(in[2]), options)
                .conv(),
        x,
        weight,
        bias);
  }

  static Tensor transposed(
      String operation, int spatial, Tensor x, Tensor weight, ConvOptions options) {
    return new Convolutions(operation, spatial, true, x, weight, Optional.empty(), options)
        .transposed();
  }

  static Tensor transposed(
      String operation, int spatial, Tensor x, Tensor weight, Tensor bias, ConvOptions options) {
    return Halves.computed(
        in ->
            new Convolutions(operation, spatial, true, in[0], in[1], Optional.of(in[2]), options)
                .transposed(),
        x,
        weight,
        bias);
  }

  private Tensor conv() {
    ConvErrors.requireNoOutputPadding(operation, options);
    int[] before = each("padding", options.before());
    int[] after = each("padding", options.after());
    if (options.same()) {
      ConvErrors.requireUnitStride(operation, stride);
      before = byAxis(i -> reach(i) / 2);
      after = byAxis(i -> reach(i) - reach(i) / 2);
    }
    Tensor padded = x;
    int[] low = before;
    int[] high = after;
    if (options.mode().isPresent()) {
      padded = x.pad(before, after, options.mode().orElseThrow());
      low = new int[spatial];
      high = low;
    }
    for (int i = 0; i < spatial; i++) {
      int extent = padded.dim(i + 2) + low[i] + high[i];
      ConvErrors.requireSpan(operation, i, reach(i) + 1, extent, x.shape(), weight.shape());
    }
    Op op =
        new Op.Conv(
            Ints.of(stride),
            Ints.of(low),
            Ints.of(high),
            Ints.of(dilation),
            Ints.filled(spatial, 1),
            groups);
    int[] order = new int[spatial + 2]; // (O, C / groups, *K) to (*K, C / groups, O)
    Arrays.setAll(order, i -> i < spatial ? i + 2 : spatial + 1 - i);
    return record(op, padded, Views.permute(weight, order));
  }

  /// Each element of x is spread `stride` apart and meets the kernel turned round.
  private Tensor transposed() {
    ConvErrors.requirePlainPadding(operation, options);
    int[] before = each("padding", options.before());
    int[] after = each("padding", options.after());
    int[] more = each("outputPadding", options.outputPadding());
    for (int i = 0; i < spatial; i++) {
      ConvErrors.requireOutputPadding(operation, more[i], stride[i], dilation[i]);
      int spread = (x.dim(i + 2) - 1) * stride[i] + 1;
      int extent = spread - before[i] - after[i] + more[i] + reach(i);
      ConvErrors.requireOutput(operation, i, extent, x.shape(), weight.shape());
    }
    Op op =
        new Op.Conv(
            Ints.filled(spatial, 1),
            Ints.of(byAxis(i -> reach(i) - before[i])),
            Ints.of(byAxis(i -> reach(i) - after[i] + more[i])),
            Ints.of(dilation),
            Ints.of(stride),
            groups);
    return record(op, x, turned());
  }

  /// The weight `(C, O / groups, *K)` as `(*K, C / groups, O)`, its taps in reverse order.
  private Tensor turned() {
    Shape s = weight.shape();
    int[] kernel = Arrays.copyOfRange(s.toArray(), 2, spatial + 2);
    int[] apart = new int[spatial + 3];
    apart[0] = groups;
    apart[1] = s.dim(0) / groups;
    apart[2] = s.dim(1);
    System.arraycopy(kernel, 0, apart, 3, spatial);
    int[] order = new int[spatial + 3];
    Arrays.setAll(order, i -> i + 3);
    order[spatial] = 1;
    order[spatial + 1] = 0;
    order[spatial + 2] = 2;
    Tensor t = Views.permute(Views.reshape(weight, Shape.of(apart)), order);
    int[] flipped = byAxis(i -> i);
    int[] together = Arrays.copyOf(kernel, spatial + 2);
    together[spatial] = s.dim(0) / groups;
    together[spatial + 1] = outputs();
    return Views.reshape(Views.flip(t, flipped), Shape.of(together));
  }

  /// Records the convolution of `(N, C, *S)` with the axes exchanged around it.
  private Tensor record(Op op, Tensor from, Tensor kernel) {
    int[] last = new int[spatial + 2]; // (N, C, *S) to (N, *S, C)
    Arrays.setAll(last, i -> i == 0 ? 0 : i == spatial + 1 ? 1 : i + 1);
    int[] first = new int[spatial + 2]; // and back
    Arrays.setAll(first, i -> i == 0 ? 0 : i == 1 ? spatial + 1 : i - 1);
    Tensor y = Tensor.record(op, Views.permute(from, last), kernel);
    Tensor shifted = bias.map(y::add).orElse(y);
    Tensor result = Views.permute(shifted, first);
    return batched ? result : Views.reshape(result, result.shape().without(0, 1));
  }

  private int channels() {
    return x.dim(1);
  }

  private int outputs() {
    return transposed ? weight.dim(1) * groups : weight.dim(0);
  }

  /// From the first tap to the last.
  private int reach(int axis) {
    return dilation[axis] * (weight.dim(axis + 2) - 1);
  }

  private int[] byAxis(IntUnaryOperator value) {
    int[] values = new int[spatial];
    Arrays.setAll(values, value);
    return values;
  }

  private int[] each(String what, Ints values) {
    if (values.size() != 1 && values.size() != spatial) {
      throw new ShapeException(
          operation
              + ": "
              + what
              + " "
              + values
              + " has "
              + values.size()
              + " values; give one, or one for each of the "
              + spatial
              + " spatial axes");
    }
    return byAxis(i -> values.get(values.size() == 1 ? 0 : i));
  }
}
