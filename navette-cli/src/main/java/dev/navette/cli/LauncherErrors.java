// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;

/// The way back to the terminal under the launcher script.
///
/// The JVM prints a line about incubator modules at each start and cannot be told not to. So the
/// script gives the JVM a filtered pipe as its standard error, and the real one as another file
/// descriptor, whose number is in the environment variable `NAVETTE_STDERR`. Writing there avoids
/// the detour: the last line of a command is then written before the command ends, and not a moment
/// later by the filter.
final class LauncherErrors {
  private LauncherErrors() {}

  /// Makes [System#err] the real standard error. Call it first. Without the launcher, or where the
  /// JVM does not open `java.io` for it, nothing changes, and errors arrive through the filter.
  static void adopt() {
    String number = System.getenv("NAVETTE_STDERR");
    if (number == null) {
      return;
    }
    try {
      FileDescriptor descriptor = new FileDescriptor();
      Field field = FileDescriptor.class.getDeclaredField("fd");
      field.setAccessible(true);
      field.setInt(descriptor, Integer.parseInt(number));
      System.setErr(new PrintStream(new FileOutputStream(descriptor), true, System.err.charset()));
    } catch (ReflectiveOperationException | RuntimeException unavailable) {
      // The filtered pipe still leads to the same place.
    }
  }
}
