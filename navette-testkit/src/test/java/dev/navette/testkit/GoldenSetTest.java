// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static dev.navette.testkit.GoldenFixture.two;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of reference data that is not as it should be, and the copy that lies here.
class GoldenSetTest {
  @TempDir Path directory;

  private String refusal(Path path) {
    return assertThrows(IOException.class, () -> GoldenSet.read(path)).getMessage();
  }

  private String refusal(String index) throws IOException {
    Files.writeString(directory.resolve("index.json"), index);
    return refusal(directory).replace(directory.toString(), "DIR");
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path missing = directory.resolve("missing");
    assertEquals(
        "reference data: "
            + missing
            + " is no directory; -Dnavette.golden.dir= takes one with index.json and a folder of"
            + " .safetensors files for each family",
        refusal(missing));
  }

  @Test
  void aMissingIndexIsNamed() {
    assertEquals(
        "reference data: there is no "
            + directory.resolve("index.json")
            + ", which lists the cases",
        refusal(directory));
  }

  @Test
  void aCorruptIndexIsExplained() throws IOException {
    String text = refusal("{\"format\": \"dlref-1\", \"cas");
    assertTrue(text.startsWith("reference data: DIR/index.json is no JSON: "), text);
    assertEquals(
        "reference data: DIR/index.json has the format ''; expected an object with \"format\":"
            + " \"dlref-1\" and the list \"cases\"",
        refusal("[]"));
    assertEquals(
        "reference data: DIR/index.json has no list \"cases\"",
        refusal("{\"format\": \"dlref-1\"}"));
    assertEquals(
        "reference data: DIR/index.json, case 0: \"family\" is missing or no text",
        refusal(
            """
            {"format": "dlref-1", "cases": [{"dtype": "F64", "config": {}}]}\
            """));
    assertEquals(
        "reference data: DIR/index.json, case 0: dtype is 'F16'; expected F32 or F64",
        refusal(
            """
            {"format": "dlref-1", "cases": [{"dtype": "F16", "config": {}}]}\
            """));
    assertEquals(
        "reference data: DIR/index.json, case 0: \"tol\" is {\"mode\":\"near\"}; expected"
            + " {\"mode\": \"elementwise\" or \"normwise\", \"rtol\": number, \"atol\": number}",
        refusal(
            """
            {"format": "dlref-1", "cases": [{"family": "f", "op": "o", "name": "n",
             "file": "f/n", "dtype": "F64", "config": {}, "tol": {"mode": "near"}}]}\
            """));
  }

  @Test
  void readsWhatIsThere() throws IOException {
    GoldenSet set =
        new GoldenFixture(directory).add("same", "a", Map.of("input.x", two(1, 2))).set();
    assertEquals("made/a", set.cases().getFirst().toString());
    assertEquals(1, set.families().size());
  }

  @Test
  void theCopyHasEveryFamily() throws IOException {
    GoldenSet copy = GoldenSet.embedded();
    assertEquals(1053, copy.cases().size());
    assertEquals(22, copy.families().size());
  }

  @Test
  void nothingThatIsThereIsListedAsPending() throws IOException {
    for (GoldenPending.Entry entry : GoldenPending.standard().entries()) {
      assertFalse(
          entry.isWhole() && GoldenOps.all().containsKey(entry.op()),
          () -> "remove '" + entry + "' from the pending list: the operation is there");
    }
  }

  @Test
  void aPendingListIsFamiliesOperationsAndSettings() {
    assertEquals(2, GoldenPending.of("# all\n\na b\na c k=v # why\n").entries().size());
    assertEquals(
        "pending list: 'a b c' is not 'family op' or 'family op key=value'",
        assertThrows(IllegalArgumentException.class, () -> GoldenPending.of("a b c")).getMessage());
  }
}
