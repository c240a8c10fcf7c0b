// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

/// Thrown by a [GoldenOp] for settings that the library does not have yet; the case is counted as
/// not supported, with this message.
public final class UnsupportedCaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param what is missing, such as `pad mode reflect`
  public UnsupportedCaseException(String what) {
    super(what);
  }
}
