// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Ints;
import dev.navette.ir.ShapeException;
import java.util.Optional;

/// How a convolution moves over its input. Start from [#DEFAULT] and name what differs:
///
/// ```java
/// x.conv2d(weight, bias, ConvOptions.DEFAULT.stride(2).padding(1))
/// ```
///
/// Lists are by spatial axis; a list of one value means it for every axis.
///
/// @param stride from one output to the next, 1 or more; for a transposed convolution from one
///   input to the next
/// @param before elements of padding before x, by axis; negative amounts crop
/// @param after elements of padding after x
/// @param same whether to pad so that the output is as large as x, an odd element at the end;
///   `before` and `after` are then ignored
/// @param mode what the padding holds; zeros if empty
/// @param dilation from one tap of the kernel to the next, 1 or more
/// @param outputPadding elements added at the end of what a transposed convolution gives, less than
///   the stride or the dilation
/// @param groups into how many groups channels are split, each of which sees its own only
public record ConvOptions(
    Ints stride,
    Ints before,
    Ints after,
    boolean same,
    Optional<PadMode> mode,
    Ints dilation,
    Ints outputPadding,
    int groups) {
  private static final Ints ZERO = Ints.of(0);
  private static final Ints ONE = Ints.of(1);

  /// Stride 1, no padding, no dilation, one group.
  public static final ConvOptions DEFAULT =
      new ConvOptions(ONE, ZERO, ZERO, false, Optional.empty(), ONE, ZERO, 1);

  /// Checks the numbers.
  ///
  /// @throws ShapeException if a stride, a dilation or the groups are below 1, or an output padding
  ///   is negative
  public ConvOptions {
    requireAtLeast("stride", stride, 1);
    requireAtLeast("dilation", dilation, 1);
    requireAtLeast("output padding", outputPadding, 0);
    requireAtLeast("groups", Ints.of(groups), 1);
  }

  private static void requireAtLeast(String what, Ints values, int least) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) < least) {
        throw new ShapeException(
            "convolution: " + what + " " + values.get(i) + "; use " + least + " or more");
      }
    }
  }

  /// With this stride.
  public ConvOptions stride(int... stride) {
    return new ConvOptions(
        Ints.of(stride), before, after, same, mode, dilation, outputPadding, groups);
  }

  /// With so much padding on either side.
  public ConvOptions padding(int... padding) {
    return padding(padding, padding);
  }

  /// With these amounts of padding before and after.
  public ConvOptions padding(int[] before, int[] after) {
    return new ConvOptions(
        stride, Ints.of(before), Ints.of(after), false, mode, dilation, outputPadding, groups);
  }

  /// Padded so that, with stride 1, the output is as large as the input.
  public ConvOptions samePadding() {
    return new ConvOptions(stride, before, after, true, mode, dilation, outputPadding, groups);
  }

  /// With padding made of x itself in place of zeros.
  public ConvOptions paddingMode(PadMode mode) {
    return new ConvOptions(
        stride, before, after, same, Optional.of(mode), dilation, outputPadding, groups);
  }

  /// With this distance from tap to tap.
  public ConvOptions dilation(int... dilation) {
    return new ConvOptions(
        stride, before, after, same, mode, Ints.of(dilation), outputPadding, groups);
  }

  /// With so many elements more at the end of what a transposed convolution gives.
  public ConvOptions outputPadding(int... outputPadding) {
    return new ConvOptions(
        stride, before, after, same, mode, dilation, Ints.of(outputPadding), groups);
  }

  /// With channels in so many groups.
  public ConvOptions groups(int groups) {
    return new ConvOptions(stride, before, after, same, mode, dilation, outputPadding, groups);
  }
}
