// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Frame.Location;
import java.util.List;

/// A lowered loop: a program, where its operands are, and the space it runs over.
///
/// @param program what happens in a row
/// @param operands one an operand of the program, in order
/// @param outer the extents of the loops around the row, outermost first
/// @param length elements in a row, or for COLUMNS in a column
/// @param inner for COLUMNS how many columns lie side by side; otherwise 1
record Loop(Program program, List<Operand> operands, int[] outer, int length, int inner) {

  /// An operand's place and how it moves.
  ///
  /// @param location where it starts, or null for an operand without memory (an index)
  /// @param base elements from there to the first that is read
  /// @param outer strides of the loops around the row
  /// @param along stride along the row (for COLUMNS: across columns)
  /// @param down for COLUMNS the stride down a column
  record Operand(
      @org.jspecify.annotations.Nullable Location location,
      int base,
      int[] outer,
      int along,
      int down) {}

  /// How many rows there are.
  int rows() {
    int rows = 1;
    for (int extent : outer) {
      rows *= extent;
    }
    return rows;
  }
}
