// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Ints;
import dev.navette.ir.ShapeException;

/// How pooling windows lie: `Pooling.of(3).stride(2).padding(1)`.
///
/// Lists have one number for each spatial axis, or one for all. Along an axis of n elements there
/// are `(n + 2 padding - dilation (kernel - 1) - 1) / stride + 1` windows, rounded down, or up in
/// ceil mode, where a last window that would begin in the padding behind the axis is left out.
///
/// @param kernel elements of a window
/// @param stride from window to window; empty stands for the kernel, so that windows lie side by
///   side
/// @param padding elements added on both sides, at most half of what a window spans: -infinity for
///   a maximum, 0 for an average
/// @param dilation from element to element of a window
/// @param ceilMode whether a last window may reach beyond the end
/// @param countIncludePad whether an average divides by the padding too, though never by what lies
///   beyond it
/// @param divisor what an average divides by; 0 stands for the elements of the window
public record Pooling(
    Ints kernel,
    Ints stride,
    Ints padding,
    Ints dilation,
    boolean ceilMode,
    boolean countIncludePad,
    int divisor) {
  private static final Ints NONE = Ints.of();

  /// Checks the numbers.
  ///
  /// @throws ShapeException if kernel, stride or dilation has a number below 1, or padding or the
  ///   divisor is negative
  public Pooling {
    requireAtLeast("kernel", kernel, 1);
    requireAtLeast("stride", stride, 1);
    requireAtLeast("padding", padding, 0);
    requireAtLeast("dilation", dilation, 1);
    requireAtLeast("divisor", Ints.of(divisor), 0);
  }

  private static void requireAtLeast(String what, Ints numbers, int least) {
    for (int n : numbers.toArray()) {
      if (n < least) {
        throw new ShapeException("pooling: " + what + " " + n + "; use " + least + " or more");
      }
    }
  }

  /// Windows of `kernel` elements side by side.
  public static Pooling of(int... kernel) {
    return new Pooling(Ints.of(kernel), NONE, Ints.of(0), Ints.of(1), false, true, 0);
  }

  /// The same with this stride.
  public Pooling stride(int... stride) {
    return new Pooling(
        kernel, Ints.of(stride), padding, dilation, ceilMode, countIncludePad, divisor);
  }

  /// The same with this padding.
  public Pooling padding(int... padding) {
    return new Pooling(
        kernel, stride, Ints.of(padding), dilation, ceilMode, countIncludePad, divisor);
  }

  /// The same with this dilation.
  public Pooling dilation(int... dilation) {
    return new Pooling(
        kernel, stride, padding, Ints.of(dilation), ceilMode, countIncludePad, divisor);
  }

  /// The same with the number of windows rounded up.
  public Pooling ceiled() {
    return new Pooling(kernel, stride, padding, dilation, true, countIncludePad, divisor);
  }

  /// The same for averages that leave the padding out of the count.
  public Pooling excludingPad() {
    return new Pooling(kernel, stride, padding, dilation, ceilMode, false, divisor);
  }

  /// The same for averages that divide by `divisor`.
  public Pooling dividedBy(int divisor) {
    return new Pooling(kernel, stride, padding, dilation, ceilMode, countIncludePad, divisor);
  }
}
