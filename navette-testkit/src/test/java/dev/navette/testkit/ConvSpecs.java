// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.PadMode;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Specifications of convolutions.
final class ConvSpecs {
  private static final ConvOptions PLAIN = ConvOptions.DEFAULT;

  private final List<OpSpec> specs = new ArrayList<>();

  private ConvSpecs() {}

  static List<OpSpec> all() {
    ConvSpecs s = new ConvSpecs();
    s.convolutions();
    s.transposed();
    s.refusals();
    return s.specs;
  }

  private static int[] dims(int... dims) {
    return dims;
  }

  /// Of x and a weight, by the number of spatial axes.
  private OpSpec conv(String name, ConvOptions options, int[] x, int... weight) {
    OpSpec spec =
        OpSpec.of(
                name,
                in ->
                    switch (weight.length) {
                      case 3 -> in.get(0).conv1d(in.get(1), options);
                      case 4 -> in.get(0).conv2d(in.get(1), options);
                      default -> in.get(0).conv3d(in.get(1), options);
                    })
            .operand(-1, 1, x)
            .operand(-1, 1, weight)
            .covers("conv");
    specs.add(spec);
    return spec;
  }

  private OpSpec transposed(String name, ConvOptions options, int[] x, int... weight) {
    OpSpec spec =
        OpSpec.of(
                name,
                in ->
                    switch (weight.length) {
                      case 3 -> in.get(0).convTranspose1d(in.get(1), options);
                      case 4 -> in.get(0).convTranspose2d(in.get(1), options);
                      default -> in.get(0).convTranspose3d(in.get(1), options);
                    })
            .operand(-1, 1, x)
            .operand(-1, 1, weight)
            .covers("conv");
    specs.add(spec);
    return spec;
  }

  private void convolutions() {
    conv("conv1d", PLAIN, dims(2, 3, 6), 4, 3, 3);
    conv("conv1d of one example", PLAIN.padding(1), dims(3, 5), 2, 3, 2);
    conv("conv1d, stride and dilation", PLAIN.stride(2).dilation(2), dims(2, 2, 9), 2, 2, 3);
    conv("conv1d, same", PLAIN.samePadding().dilation(3), dims(1, 2, 5), 2, 2, 4);
    conv("conv1d of one step", PLAIN.padding(1), dims(1, 1, 1), 1, 1, 3);
    conv("conv1d of nothing", PLAIN, dims(0, 2, 5), 3, 2, 2);
    conv("conv1d to nothing", PLAIN, dims(2, 2, 5), 0, 2, 2);
    conv("conv1d of no channels", PLAIN, dims(2, 0, 5), 3, 0, 2);
    conv("conv2d", PLAIN, dims(2, 2, 5, 4), 3, 2, 3, 2);
    conv("conv2d, one tap", PLAIN, dims(2, 3, 3, 2), 4, 3, 1, 1);
    conv("conv2d, strides", PLAIN.stride(2, 3).padding(1, 2), dims(1, 2, 5, 6), 2, 2, 3, 3);
    conv(
        "conv2d, padding by side",
        PLAIN.padding(dims(0, 2), dims(3, -1)),
        dims(2, 1, 4, 5),
        2,
        1,
        2,
        3);
    conv("conv2d, groups", PLAIN.groups(2).padding(1), dims(2, 4, 3, 4), 6, 2, 2, 3);
    conv("conv2d, depthwise", PLAIN.groups(3).padding(1), dims(2, 3, 4, 4), 3, 1, 3, 3);
    conv("conv2d, depthwise twice", PLAIN.groups(3).stride(2), dims(2, 3, 5, 4), 6, 1, 2, 3);
    conv(
        "conv2d, reflected",
        PLAIN.padding(1, 2).paddingMode(PadMode.REFLECT),
        dims(1, 1, 3, 4),
        2,
        1,
        3,
        3);
    conv("conv2d of nothing", PLAIN.padding(1), dims(0, 2, 4, 4), 3, 2, 3, 3);
    conv("conv2d, wide", PLAIN.padding(1), dims(1, 37, 4, 5), 9, 37, 3, 3).notDifferentiable();
    conv("conv2d, wide groups", PLAIN.groups(3), dims(2, 30, 4, 5), 27, 10, 3, 3)
        .notDifferentiable();
    conv("conv3d", PLAIN, dims(1, 2, 3, 2, 3), 2, 2, 2, 2, 2);
    conv(
        "conv3d, strides",
        PLAIN.stride(1, 2, 1).padding(1, 0, 1),
        dims(1, 1, 2, 3, 2),
        2,
        1,
        2,
        2,
        3);
    specs.add(
        OpSpec.of(
                "conv2d, the whole image",
                in -> in.get(0).reshape(3, 2, 3, 2).conv2d(in.get(1), PLAIN))
            .operand(-1, 1, 36)
            .operand(-1, 1, 4, 2, 3, 2));
    specs.add(
        OpSpec.of("conv2d with a bias", in -> in.get(0).conv2d(in.get(1), in.get(2), PLAIN))
            .operand(-1, 1, 2, 2, 3, 4)
            .operand(-1, 1, 3, 2, 2, 2)
            .operand(-1, 1, 3));
    specs.add(
        OpSpec.of(
                "two convolutions",
                in -> in.get(0).conv2d(in.get(1), PLAIN).tanh().conv2d(in.get(2), PLAIN))
            .operand(-1, 1, 1, 1, 5, 5)
            .operand(-1, 1, 2, 1, 2, 2)
            .operand(-1, 1, 1, 2, 3, 3)
            .withoutHalves());
  }

  private void transposed() {
    transposed("convTranspose1d", PLAIN, dims(2, 3, 4), 3, 2, 3);
    transposed(
        "convTranspose1d, stride",
        PLAIN.stride(3).padding(1).outputPadding(2),
        dims(2, 2, 3),
        2,
        3,
        4);
    transposed("convTranspose1d, dilation", PLAIN.dilation(2).stride(2), dims(3, 4), 3, 2, 3);
    transposed("convTranspose1d of nothing", PLAIN, dims(0, 2, 4), 2, 2, 3);
    transposed("convTranspose2d", PLAIN.stride(2).padding(1), dims(1, 2, 3, 2), 2, 3, 4, 4);
    transposed(
        "convTranspose2d, groups", PLAIN.groups(2).stride(1, 2), dims(2, 4, 2, 4), 4, 1, 2, 3);
    transposed(
        "convTranspose2d, depthwise", PLAIN.groups(3).stride(2), dims(1, 3, 3, 2), 3, 1, 3, 3);
    transposed("convTranspose2d, wide", PLAIN.stride(2).padding(1), dims(1, 33, 3, 5), 33, 9, 4, 4)
        .notDifferentiable();
    transposed("convTranspose3d", PLAIN.stride(1, 2, 1), dims(1, 2, 2, 2, 1), 2, 1, 2, 2, 2);
    specs.add(
        OpSpec.of(
                "convTranspose1d with a bias",
                in -> in.get(0).convTranspose1d(in.get(1), in.get(2), PLAIN.stride(2)))
            .operand(-1, 1, 2, 2, 3)
            .operand(-1, 1, 2, 3, 2)
            .operand(-1, 1, 3));
  }

  private void refusals() {
    OpSpec conv = conv("conv2d as it is checked", PLAIN, dims(1, 2, 3, 3), 2, 2, 2, 2);
    refuses(
        conv,
        "x of another rank",
        () -> Tensor.zeros(3, 4).conv2d(Tensor.zeros(2, 1, 3, 3), PLAIN),
        "conv2d: x has shape (3, 4); it must be (N, C, H, W), or (C, H, W) for a single example");
    refuses(
        conv,
        "a weight of another rank",
        () -> Tensor.zeros(1, 2, 4, 4).conv2d(Tensor.zeros(2, 2, 3), PLAIN),
        "conv2d: the weight has shape (2, 2, 3) and x (1, 2, 4, 4); the weight must be (O, C /"
            + " groups, KH, KW)");
    refuses(
        conv,
        "other channels",
        () -> Tensor.zeros(1, 4, 4, 4).conv2d(Tensor.zeros(6, 2, 3, 3), PLAIN),
        "conv2d: x (1, 4, 4, 4) has 4 channels and the weight (6, 2, 3, 3) takes 2; these must be"
            + " equal (with groups(2) they would be)");
    refuses(
        conv,
        "groups that do not divide the outputs",
        () -> Tensor.zeros(1, 4, 4, 4).conv2d(Tensor.zeros(5, 2, 3, 3), PLAIN.groups(2)),
        "conv2d: the 5 output channels of the weight (5, 2, 3, 3) for x (1, 4, 4, 4) cannot be"
            + " split into 2 groups; use a number of groups that divides them");
    refuses(
        conv,
        "a kernel that is too large",
        () -> Tensor.zeros(1, 1, 4, 3).conv2d(Tensor.zeros(1, 1, 3, 3), PLAIN.dilation(1, 2)),
        "conv2d: the weight (1, 1, 3, 3) spans 5 elements along spatial axis 1 and x (1, 1, 4, 3)"
            + " has 3 there, padding included; use a smaller kernel or dilation, or more padding");
    refuses(
        conv,
        "a bias of another size",
        () -> Tensor.zeros(1, 1, 4, 4).conv2d(Tensor.zeros(2, 1, 3, 3), Tensor.zeros(3), PLAIN),
        "conv2d: the weight has shape (2, 1, 3, 3) and the bias (3); the bias must be (O), here"
            + " (2)");
    refuses(
        conv,
        "too many strides",
        () -> Tensor.zeros(1, 1, 4, 4).conv2d(Tensor.zeros(2, 1, 3, 3), PLAIN.stride(1, 2, 3)),
        "conv2d: stride [1, 2, 3] has 3 values; give one, or one for each of the 2 spatial axes");
    refuses(
        conv,
        "a stride of 0",
        () -> Tensor.zeros(1, 1, 4, 4).conv2d(Tensor.zeros(2, 1, 3, 3), PLAIN.stride(0)),
        "convolution: stride 0; use 1 or more");
    refuses(
        conv,
        "the same size with a stride",
        () ->
            Tensor.zeros(1, 1, 4, 4)
                .conv2d(Tensor.zeros(2, 1, 3, 3), PLAIN.samePadding().stride(2)),
        "conv2d: stride 2 with samePadding(), which makes the output as large as x; use stride 1,"
            + " or padding in numbers");
    refuses(
        conv,
        "an output padding",
        () -> Tensor.zeros(1, 1, 4, 4).conv2d(Tensor.zeros(2, 1, 3, 3), PLAIN.outputPadding(1)),
        "conv2d: outputPadding [1] is for transposed convolutions; use padding");
    conv.refuses(
        "integers",
        () -> Tensor.of(new int[] {1, 2}, 1, 1, 2).conv1d(Tensor.of(new int[] {1}, 1, 1, 1), PLAIN),
        DTypeException.class,
        "conv1d is defined for floats, not for i32(1, 1, 2); cast it, for example"
            + " cast(DType.F32)");
    OpSpec transposed =
        transposed("convTranspose1d as it is checked", PLAIN, dims(1, 2, 3), 2, 2, 2);
    refuses(
        transposed,
        "other channels",
        () -> Tensor.zeros(1, 3, 4).convTranspose1d(Tensor.zeros(2, 3, 3), PLAIN),
        "convTranspose1d: x (1, 3, 4) has 3 channels and the weight (2, 3, 3) takes 2; these must"
            + " be equal");
    refuses(
        transposed,
        "a weight of another rank",
        () -> Tensor.zeros(1, 3, 4).convTranspose1d(Tensor.zeros(2, 3), PLAIN),
        "convTranspose1d: the weight has shape (2, 3) and x (1, 3, 4); the weight must be (C, O /"
            + " groups, KL)");
    refuses(
        transposed,
        "too much output padding",
        () ->
            Tensor.zeros(1, 2, 4)
                .convTranspose1d(Tensor.zeros(2, 3, 3), PLAIN.stride(2).outputPadding(2)),
        "convTranspose1d: outputPadding 2 with stride 2 and dilation 1; it must be less than the"
            + " larger of them");
    refuses(
        transposed,
        "the same size",
        () -> Tensor.zeros(1, 2, 4).convTranspose1d(Tensor.zeros(2, 3, 3), PLAIN.samePadding()),
        "convTranspose1d: samePadding() is not for transposed convolutions, whose padding is what"
            + " is cut off the output; use padding in numbers");
    refuses(
        transposed,
        "more padding than output",
        () -> Tensor.zeros(1, 2, 2).convTranspose1d(Tensor.zeros(2, 3, 3), PLAIN.padding(2)),
        "convTranspose1d: x (1, 2, 2) and the weight (2, 3, 3) leave no output along spatial axis"
            + " 0; use less padding, or larger operands");
  }

  private static void refuses(OpSpec spec, String what, Supplier<Tensor> call, String message) {
    spec.refuses(what, call, ShapeException.class, message);
  }
}
