// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend;

import dev.navette.ir.TensorType;

/// The elements of a tensor for a [HostKernel], in row-major order from 0. Only what the kernel
/// makes can be written.
///
/// Floats are read and written as `float` or `double` (f64 to `float` rounds), integers and bool (0
/// or 1) as `long`.
public interface HostElements {
  /// Shape and dtype.
  TensorType type();

  /// How many elements there are.
  int size();

  /// Element `i` of a float tensor.
  ///
  /// @throws IndexOutOfBoundsException if there is none
  float getFloat(int i);

  /// Element `i` of a float tensor.
  ///
  /// @throws IndexOutOfBoundsException if there is none
  double getDouble(int i);

  /// Element `i` of an integer or bool tensor.
  ///
  /// @throws IndexOutOfBoundsException if there is none
  long getLong(int i);

  /// Sets element `i` of a float tensor.
  ///
  /// @throws IndexOutOfBoundsException if there is none
  /// @throws UnsupportedOperationException if this is an input
  void setFloat(int i, float value);

  /// Sets element `i` of a float tensor.
  ///
  /// @throws IndexOutOfBoundsException if there is none
  /// @throws UnsupportedOperationException if this is an input
  void setDouble(int i, double value);

  /// Sets element `i` of an integer or bool tensor.
  ///
  /// @throws IndexOutOfBoundsException if there is none
  /// @throws UnsupportedOperationException if this is an input
  void setLong(int i, long value);
}
