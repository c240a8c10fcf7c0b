// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> TASKS =
      List.of("mnist", "fashion-mnist", "xor", "iris", "digits", "bill_length_mm");

  @ParameterizedTest
  @CsvSource({
    "minst, mnist", // a swap
    "mnits, mnist",
    "MNIST, mnist",
    "fashion_mnist, fashion-mnist",
    "fashon-mnst, fashion-mnist",
    "xro, xor",
    "digit, digits",
    "fashion, fashion-mnist", // a beginning
    "bill.length.mm, bill_length_mm",
  })
  void findsWhatWasMeant(String given, String meant) {
    assertEquals(Optional.of(meant), NearestName.of(given, TASKS));
  }

  @ParameterizedTest
  @CsvSource({"transformer", "zzz", "''", "q"})
  void proposesNothingWhenNothingIsNear(String given) {
    assertEquals(Optional.empty(), NearestName.of(given, TASKS));
  }

  @Test
  void measuresTheDistance() {
    assertEquals(0, NearestName.distance("abc", "abc"));
    assertEquals(3, NearestName.distance("", "abc"));
    assertEquals(3, NearestName.distance("abc", ""));
    assertEquals(3, NearestName.distance("kitten", "sitting"));
    assertEquals(1, NearestName.distance("ab", "ba"));
    // Optimal string alignment, not full Damerau: no edits inside a swapped pair.
    assertEquals(3, NearestName.distance("ca", "abc"));
  }

  @Test
  void writesTheMessage() {
    assertEquals(
        "unknown task 'minst'; did you mean 'mnist'?", NearestName.message("task", "minst", TASKS));
    assertEquals(
        "unknown task 'go'; known: a, b", NearestName.message("task", "go", List.of("a", "b")));
    assertEquals("unknown task 'go'; there are none", NearestName.message("task", "go", List.of()));
    List<String> many = IntStream.range(0, 25).mapToObj(i -> "pixel" + (100 + i)).toList();
    String message = NearestName.message("column", "age", many);
    assertEquals(
        "unknown column 'age'; known: " + String.join(", ", many.subList(0, 20)) + " and 5 more",
        message);
  }
}
