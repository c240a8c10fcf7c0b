// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

/// An example or a batch could not be read, transformed or collated; the message says which, the
/// cause why.
public final class LoaderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoaderException(String message, Throwable cause) {
    super(message, cause);
  }
}
