// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments), Catalogue.names());
  }

  @Test
  void everythingWithOneAndTwoThreadsUnlessToldOtherwise() {
    Options options = parse();

    assertEquals(List.of(), options.only());
    assertEquals(List.of(1, 2), options.threads());
    assertEquals(List.of(Peer.values()), options.peers());
    assertEquals(Optional.empty(), options.report());
  }

  @Test
  void flagsTakeTheirValueInBothWays() {
    Options options =
        parse("--only=mlp-step,conv", "--threads", "2", "--quick", "--report", "bench.json");

    assertEquals(List.of("mlp-step", "conv"), options.only());
    assertEquals(List.of(2), options.threads());
    assertTrue(options.quick());
    assertEquals(Optional.of(Path.of("bench.json").toAbsolutePath()), options.report());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fast | there is no option '--fast'; --help lists them",
        "--only | --only needs a value, as in --only mlp-step",
        "--only mlp-stop | no workload is called 'mlp-stop'; did you mean 'mlp-step'? --list names them all",
        "--only qqq | no workload is called 'qqq'; --list names them all",
        "--threads 1,no | --threads takes numbers from 1 to 256 with commas between them, not '1,no'",
        "--peer mkl | --peer takes libtorch, openblas or onnxruntime, not 'mkl'",
        "--quick=yes | --quick takes no value; write it without =yes",
        "--report no/such/f | --report: the directory of no/such/f does not exist; create it",
      })
  void mistakesAreNamed(String arguments, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> parse(arguments.split(" ", -1)));

    assertEquals(message, e.getMessage());
  }
}
