// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.memory;

import dev.navette.ir.DType;

/// Storage of some elements of one dtype; which kind of memory is the backend's affair.
public non-sealed interface Buffer extends Value {
  /// The element type.
  DType dtype();

  /// The number of elements.
  int size();

  /// Element `index` as a double (true is 1).
  double getDouble(int index);

  /// Element `index` as a long (floats truncate, true is 1).
  long getLong(int index);

  /// Copies all elements into `target`, converting them as Java casts do.
  ///
  /// @throws IllegalArgumentException if the length is not [#size()]
  void read(float[] target);

  /// Copies all elements into `target`, converting them as Java casts do.
  ///
  /// @throws IllegalArgumentException if the length is not [#size()]
  void read(double[] target);

  /// Copies all elements into `target`, converting them as Java casts do.
  ///
  /// @throws IllegalArgumentException if the length is not [#size()]
  void read(long[] target);
}
