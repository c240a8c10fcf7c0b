// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          trian | unknown command 'trian'; did you mean 'train'?
          train digts | unknown task 'digts'; did you mean 'digits'?
          train fashion | unknown task 'fashion'; did you mean 'fashion-mnist'?
          train sound | unknown task 'sound'; known: digits, mnist, fashion-mnist, xor, perceptron, csv
          train digits --epocs 3 | unknown option '--epocs'; did you mean '--epochs'?
          train digits --epocs=3 | unknown option '--epocs'; did you mean '--epochs'?
          train digits 5 | '5' is one argument too many
          train digits --epochs many | invalid value for option '--epochs': 'many' is not an int
          train digits --epochs 0 | --epochs is 0; use 1 or more
          train digits --batch -1 | --batch is -1; use 1 or more
          train digits --lr 0 | --lr is 0.0; use a number above 0, such as 0.001
          train digits --lr NaN | --lr is NaN; use a number above 0, such as 0.001
          train digits --dropout 1 | --dropout is 1.0; use from 0 to below 1
          train digits --threads 0 | --threads is 0; use 1 to 1024
          train digits --optimizer adm | unknown optimizer 'adm'; did you mean 'adam'?
          train digits --activation rely | unknown activation 'rely'; did you mean 'relu'?
          train digits --schedule cosin | unknown schedule 'cosin'; did you mean 'cosine'?
          train digits --hidden 64;32 | --hidden is '64;32'; use sizes with commas between them, such as 64,32
          train digits --hidden 64,0 | a size of --hidden is 0; use 1 or more
          train csv | missing required
          train | train needs a task: digits, mnist, fashion-mnist, xor, perceptron, csv
          predict a | missing required parameter: 'INPUT'
          """)
  void wrongArgumentsAreExplainedInOneLine(String arguments, String message) {
    Cli cli = Cli.run(arguments.split(" "));
    assertEquals(2, cli.code(), cli.err());
    assertTrue(cli.err().startsWith("error: " + message), cli.err());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertEquals("", cli.out());
  }

  @Test
  void withoutACommandTheCommandsAreNamed() {
    Cli cli = Cli.run();
    assertEquals(2, cli.code());
    assertTrue(cli.err().startsWith("error: a command is needed: train, predict, eval"), cli.err());
  }

  @Test
  void versionIsThatOfTheBuild() {
    Cli cli = Cli.run("--version");
    assertEquals(0, cli.code());
    assertTrue(cli.out().matches("(?s)navette [0-9]+\\.[0-9]+\\.[0-9]+.*"), cli.out());
  }

  @ParameterizedTest
  @CsvSource({
    "--help, To begin:",
    "train --help, perceptron",
    "train digits --help, 20 epochs",
    "train xor --help, hidden 8 tanh",
    "train perceptron --help, at most 100 epochs",
    "train csv --help, --target",
    "train mnist --help, hidden 512",
    "predict --help, --json",
    "info --help, vectors"
  })
  void helpShowsWhatThereIs(String arguments, String part) {
    Cli cli = Cli.run(arguments.split(" "));
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains(part), cli.out());
    assertEquals("", cli.err());
  }

  @Test
  void debugShowsWhereAnErrorCameFrom() {
    Cli plain = Cli.run("train", "digits", "--epochs", "0");
    Cli debug = Cli.run("train", "digits", "--epochs", "0", "--debug");
    assertTrue(!plain.err().contains("\tat "), plain.err());
    assertTrue(debug.err().contains("\tat "), debug.err());
    assertEquals(plain.err().lines().findFirst(), debug.err().lines().findFirst());
  }

  @Test
  void infoTellsWhatItRunsOn() {
    Cli cli = Cli.run("info");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("java      " + Runtime.version()), cli.out());
    assertTrue(cli.out().contains("backend   "), cli.out());
    assertTrue(cli.out().contains("to fix    "), cli.out());
  }
}
