// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What a command printed and how it ended.
record Cli(int code, String out, String err) {
  /// Runs a command in this process.
  static Cli run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Cli(code, out.toString(), err.toString());
  }
}
