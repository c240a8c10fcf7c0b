// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Interpolation;
import dev.navette.tensor.Resize;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Specifications of what treats `(N, C, *S)` by channel: normalisations, changes of size, and
/// channels that change places.
final class ChannelSpecs {
  private static final double EPS = 1e-2;

  private final List<OpSpec> specs = new ArrayList<>();

  private ChannelSpecs() {}

  static List<OpSpec> all() {
    ChannelSpecs s = new ChannelSpecs();
    s.norms();
    s.neighbours();
    s.sizes();
    s.places();
    return s.specs;
  }

  private OpSpec of(String name, UnaryOperator<Tensor> f, int... shape) {
    return add(OpSpec.of(name, in -> f.apply(in.getFirst())).operand(-2, 2, shape));
  }

  private OpSpec add(OpSpec spec) {
    specs.add(spec);
    return spec;
  }

  private void norms() {
    of("batchNorm", x -> x.batchNorm(EPS), 3, 2, 4)
        .shape(5, 3)
        .shape(2, 3, 3, 2)
        .shape(1, 2, 3, 2, 2)
        .shape(0, 2, 3)
        .refuses(
            "integers",
            () -> Tensor.of(new int[] {1, 2}, 1, 2).batchNorm(EPS),
            DTypeException.class,
            "batchNorm is defined for floats, not for i32(1, 2); cast it, for example"
                + " cast(DType.F32)")
        .refuses(
            "a vector",
            () -> Tensor.zeros(3).batchNorm(EPS),
            ShapeException.class,
            "batchNorm: x has shape (3); it needs examples and channels, (N, C, ...)");
    add(
        OpSpec.of(
                "batchNorm with weight and bias",
                in -> in.get(0).batchNorm(in.get(1), in.get(2), EPS))
            .operand(-2, 2, 3, 4, 2, 3)
            .operand(0.5, 2, 4)
            .operand(-1, 1, 4));
    of("groupNorm", x -> x.groupNorm(1, EPS), 2, 4, 3)
        .shape(2, 3)
        .refuses(
            "groups that do not divide",
            () -> Tensor.zeros(2, 4, 3).groupNorm(3, EPS),
            ShapeException.class,
            "groupNorm: x has shape (2, 4, 3) with 4 channels, which cannot be put in 3 groups; the"
                + " groups must divide the channels");
    add(
        OpSpec.of(
                "groupNorm with weight and bias",
                in -> in.get(0).groupNorm(2, in.get(1), in.get(2), EPS))
            .operand(-2, 2, 3, 4, 2, 3)
            .operand(0.5, 2, 4)
            .operand(-1, 1, 4));
    of("instanceNorm", x -> x.instanceNorm(EPS), 2, 3, 4)
        .refuses(
            "no space",
            () -> Tensor.zeros(2, 4).instanceNorm(EPS),
            ShapeException.class,
            "instanceNorm: x has shape (2, 4); it needs (N, C, ...) with space");
    add(
        OpSpec.of(
                "instanceNorm with weight and bias",
                in -> in.get(0).instanceNorm(in.get(1), in.get(2), EPS))
            .operand(-2, 2, 2, 3, 2, 3)
            .operand(0.5, 2, 3)
            .operand(-1, 1, 3));
  }

  private void neighbours() {
    of("localResponseNorm", x -> x.localResponseNorm(3, 0.5, 0.75, 1), 2, 4, 3)
        .shape(1, 1)
        .refuses(
            "a size of 0",
            () -> Tensor.zeros(2, 3).localResponseNorm(0, 1, 1, 1),
            IllegalArgumentException.class,
            "localResponseNorm: size is 0; use 1 or more channels");
  }

  private void sizes() {
    Resize larger = Resize.by(1.6);
    of("resize", x -> x.resize(Resize.by(2)), 2, 2, 3)
        .shape(1, 2, 3, 2)
        .refuses(
            "no space",
            () -> Tensor.zeros(2, 3).resize(Resize.by(2)),
            ShapeException.class,
            "resize: x has shape (2, 3) and there are 1 factors or extents; x is (N, C, *S), and"
                + " each of S takes one, or one is for all")
        .refuses(
            "nothing left",
            () -> Tensor.zeros(2, 3, 4).resize(Resize.by(0.1)),
            ShapeException.class,
            "resize: axis 2 of shape (2, 3, 4) would have 0 elements; use a larger factor, and axes"
                + " that are not empty")
        .refuses(
            "a factor of 0",
            () -> Tensor.zeros(2, 3, 4).resize(Resize.by(0)),
            ShapeException.class,
            "resize: factors [0.0], size []; all must be positive");
    of("resize nearest", x -> x.resize(larger), 1, 2, 4, 3);
    of("resize nearest exact", x -> x.resize(larger.mode(Interpolation.NEAREST_EXACT)), 1, 2, 4);
    of("resize linear", x -> x.resize(larger.mode(Interpolation.LINEAR)), 1, 2, 4, 3)
        .shape(1, 1, 2);
    of(
        "resize linear with corners",
        x -> x.resize(Resize.to(5, 1).mode(Interpolation.LINEAR).cornersAligned()),
        1,
        2,
        4,
        3);
    of("resize cubic", x -> x.resize(Resize.to(5, 2).mode(Interpolation.CUBIC)), 1, 2, 3, 4);
    of("resize by area", x -> x.resize(Resize.to(2).mode(Interpolation.AREA)), 1, 2, 5);
  }

  private void places() {
    of("pixelShuffle", x -> x.pixelShuffle(2), 1, 8, 2, 3)
        .shape(4, 1, 1)
        .refuses(
            "channels that do not fit",
            () -> Tensor.zeros(1, 6, 2, 2).pixelShuffle(2),
            ShapeException.class,
            "pixelShuffle: x has shape (1, 6, 2, 2) and the factor is 2; x is (..., C, H, W), and"
                + " the factor's square must divide C");
    of("pixelUnshuffle", x -> x.pixelUnshuffle(2), 1, 2, 4, 6)
        .refuses(
            "a width that does not fit",
            () -> Tensor.zeros(1, 2, 3).pixelUnshuffle(2),
            ShapeException.class,
            "pixelUnshuffle: x has shape (1, 2, 3) and the factor is 2; x is (..., C, H, W), and the"
                + " factor must divide H and W");
    of("channelShuffle", x -> x.channelShuffle(2), 2, 6, 3)
        .shape(1, 2)
        .refuses(
            "groups that do not divide",
            () -> Tensor.zeros(1, 6).channelShuffle(4),
            ShapeException.class,
            "channelShuffle: x has shape (1, 6) and there are 4 groups; x is (N, C, ...), and the"
                + " groups must divide C");
    Tensor places = Tensor.of(new long[] {3, 0, 5, 4}, 2, 1, 2);
    of("maxUnpool", x -> x.maxUnpool(places, 6), 2, 1, 2)
        .refuses(
            "indices of another shape",
            () -> Tensor.zeros(2, 2).maxUnpool(Tensor.of(new long[] {1}, 1), 4),
            ShapeException.class,
            "maxUnpool: x has shape (2, 2), the indices (1) and the result is to be [4]; each"
                + " element of x has an index, and its last axes are the spatial ones");
    add(OpSpec.of("touching", in -> in.getFirst().touching().mul(2)).operand(-2, 2, 3, 2));
  }
}
