// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// Thrown where an operation is recorded on a dtype it is not defined for; the message names the
/// operation, the dtypes and the fix.
public final class DTypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// An exception with this message.
  public DTypeException(String message) {
    super(message);
  }
}
