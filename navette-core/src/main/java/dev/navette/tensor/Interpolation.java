// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// How an image is read between its elements. Positions are in units of elements; element i lies at
/// i + 1/2 of an axis, unless corners are aligned.
public enum Interpolation {
  /// The element at floor(i / factor), which for a whole factor repeats each element.
  NEAREST,
  /// The element that contains the position.
  NEAREST_EXACT,
  /// Between the two neighbours along each axis, in proportion: bilinear for images, trilinear for
  /// volumes.
  LINEAR,
  /// By the four neighbours along each axis and Keys's cubic with a = -3/4. [Keys
  /// 1981](https://doi.org/10.1109/TASSP.1981.1163711)
  CUBIC,
  /// The mean of the elements that an output covers, as in adaptive pooling.
  AREA
}
