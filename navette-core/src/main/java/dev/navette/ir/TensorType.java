// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// What is known of a value before it is computed: dtype and shape.
///
/// @param dtype the element type
/// @param shape the extents
public record TensorType(DType dtype, Shape shape) {
  /// The type of a scalar of this dtype.
  public static TensorType scalar(DType dtype) {
    return new TensorType(dtype, Shape.SCALAR);
  }

  /// The same shape with another dtype.
  public TensorType withDType(DType other) {
    return other == dtype ? this : new TensorType(other, shape);
  }

  /// The same dtype with another shape.
  public TensorType withShape(Shape other) {
    return other.equals(shape) ? this : new TensorType(dtype, other);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof TensorType o && dtype == o.dtype && shape.equals(o.shape);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + dtype.ordinal();
  }

  /// Such as `f32(128, 784)`.
  @Override
  public String toString() {
    return dtype.toString() + shape;
  }
}
