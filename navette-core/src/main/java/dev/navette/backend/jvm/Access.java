// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.DType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How a loop reads or writes one stretch of memory: equal accesses share an operand.
///
/// @param location the memory, or null for an index
/// @param dtype the element type
/// @param base the first element
/// @param strides elements moved by a step along each dimension of the loop's space
/// @param stored whether it is written
record Access(@Nullable Location location, DType dtype, int base, int[] strides, boolean stored) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Access a
        && dtype == a.dtype
        && base == a.base
        && stored == a.stored
        && java.util.Objects.equals(location, a.location)
        && Arrays.equals(strides, a.strides);
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(location, dtype, base, Arrays.hashCode(strides), stored);
  }
}
