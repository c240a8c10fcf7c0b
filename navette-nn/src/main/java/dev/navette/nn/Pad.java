// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.Ints;
import dev.navette.tensor.PadMode;
import dev.navette.tensor.Tensor;
import java.util.Optional;

/// Adds elements around the last axes of x, such as height and width.
///
/// @param before elements added before, by axis, the last axes of x; negative amounts crop
/// @param after elements added after
/// @param mode what they are made of, or empty for a number
/// @param value the number
public record Pad(Ints before, Ints after, Optional<PadMode> mode, double value) implements Layer {
  /// Zeros, as many before as after.
  ///
  /// @param amounts by axis, such as `1, 1` for images
  public static Pad zeros(int... amounts) {
    return constant(0, amounts);
  }

  /// `value`, as often before as after.
  ///
  /// @param amounts by axis, such as `1, 1` for images
  public static Pad constant(double value, int... amounts) {
    return new Pad(Ints.of(amounts), Ints.of(amounts), Optional.empty(), value);
  }

  /// Reflected, replicated or circular, as many elements before as after.
  ///
  /// @param amounts by axis, such as `1, 1` for images
  public static Pad of(PadMode mode, int... amounts) {
    return new Pad(Ints.of(amounts), Ints.of(amounts), Optional.of(mode), 0);
  }

  @Override
  public Tensor forward(Tensor x) {
    return mode.isPresent()
        ? x.pad(before.toArray(), after.toArray(), mode.get())
        : x.pad(before.toArray(), after.toArray(), value);
  }
}
