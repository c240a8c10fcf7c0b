// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.IOException;

/// A file was read but is not what it should be: wrong kind, truncated, or with a value that cannot
/// be right. The message names the file, the place in it, what was expected and what was found.
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /// A problem at a place that `source` names.
  ///
  /// @param source the file, or the name of the stream, followed where known by the place in it
  /// @param problem what was expected and what was found
  public MalformedFileException(String source, String problem) {
    super(source + ": " + problem);
  }

  /// A problem that a lower layer found.
  ///
  /// @param source the file, or the name of the stream, followed where known by the place in it
  /// @param problem what was expected and what was found
  /// @param cause what a lower layer said
  public MalformedFileException(String source, String problem, Throwable cause) {
    super(source + ": " + problem, cause);
  }

  /// A problem at a known byte.
  ///
  /// @param source the file, or the name of the stream
  /// @param offset the byte at which the problem was found, from the start of the file (of its
  ///   uncompressed content for a gzip file)
  /// @param problem what was expected and what was found
  /// @return the exception, to be thrown
  public static MalformedFileException at(String source, long offset, String problem) {
    return new MalformedFileException(source + ": byte " + offset, problem);
  }
}
