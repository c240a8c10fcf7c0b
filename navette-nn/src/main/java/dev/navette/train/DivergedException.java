// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

/// Thrown when the loss stops being a number; the message says when and what usually helps.
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An exception with this message.
  public DivergedException(String message) {
    super(message);
  }
}
