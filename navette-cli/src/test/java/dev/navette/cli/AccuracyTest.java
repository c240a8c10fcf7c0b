// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `navette accuracy` measures what the functions promise.
class AccuracyTest {
  @Test
  void exponentialsAndSinesAreWithinTheirBounds() {
    Cli cli = Cli.run("accuracy", "exp", "sin", "--samples", "1");
    assertEquals(0, cli.code(), cli.err());
    Matcher row = Pattern.compile("(exp|sin) +([0-9.]+) +\\S+ +([0-9.]+)").matcher(cli.out());
    int rows = 0;
    while (row.find()) {
      rows++;
      assertTrue(Double.parseDouble(row.group(2)) <= (row.group(1).equals("exp") ? 1 : 1.6));
      assertTrue(Double.parseDouble(row.group(3)) <= 1);
    }
    assertEquals(2, rows, cli.out());
  }

  @Test
  void unknownFunctionsSuggestTheNearest() {
    Cli cli = Cli.run("accuracy", "tanhh");
    assertEquals(2, cli.code());
    assertTrue(cli.err().contains("tanh"), cli.err());
  }

  @Test
  void samplesAreOneOrMore() {
    Cli cli = Cli.run("accuracy", "--samples", "0");
    assertEquals(2, cli.code());
    assertTrue(cli.err().contains("--samples 0: use 1 or more"), cli.err());
  }
}
