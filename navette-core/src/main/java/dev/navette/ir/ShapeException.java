// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// Thrown where an operation is recorded with shapes that do not fit; the message names the
/// operation, the shapes and the fix.
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// An exception with this message.
  public ShapeException(String message) {
    super(message);
  }
}
