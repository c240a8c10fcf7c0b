// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// An operation gave NaN or infinity, or failed, while [Debug#checkNumerics] was watching.
public final class NumericsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NumericsException(String message) {
    super(message);
  }

  NumericsException(String message, Throwable cause) {
    super(message, cause);
  }
}
