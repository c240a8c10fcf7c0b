// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The lines that record tensors.
final class SourceLines {
  private static final String HERE = SourceLines.class.getPackageName() + ".";
  private static final String LIBRARY = "dev.navette.";

  private final Map<Long, String> lines = new ConcurrentHashMap<>();

  /// Remembers which line is recording the tensor with this id.
  void add(long id) {
    lines.put(id, current());
  }

  /// Such as `, recorded at Net.java:12`; nothing if the line is not known.
  String of(long id) {
    return lines.getOrDefault(id, "");
  }

  /// The line outside this package, and if that is part of the library, the line that called it.
  private static String current() {
    List<StackWalker.StackFrame> callers =
        StackWalker.getInstance()
            .walk(frames -> frames.filter(f -> isProgram(f.getClassName())).toList());
    if (callers.isEmpty()) {
      return "";
    }
    StackWalker.StackFrame nearest = callers.getFirst();
    String line = ", recorded at " + text(nearest);
    if (!nearest.getClassName().startsWith(LIBRARY)) {
      return line;
    }
    return callers.stream()
        .filter(f -> !f.getClassName().startsWith(LIBRARY))
        .findFirst()
        .map(f -> line + " (called from " + text(f) + ")")
        .orElse(line);
  }

  private static boolean isProgram(String className) {
    return !className.startsWith(HERE)
        && !className.startsWith("java.")
        && !className.startsWith("jdk.");
  }

  private static String text(StackWalker.StackFrame frame) {
    return frame.getFileName() + ":" + frame.getLineNumber();
  }
}
