// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// Thrown when a tensor is evaluated that was recorded on a version of a variable which has been
/// overwritten since; the message says how to keep it.
public final class StaleValueException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /// An exception with this message.
  public StaleValueException(String message) {
    super(message);
  }
}
