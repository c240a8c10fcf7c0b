// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads files that PyTorch wrote. They are not part of the project: `NAVETTE_GOLDEN_DIR` names
/// them.
class SafetensorsGoldenTest {
  @TempDir Path directory;

  @Test
  void readsAndRewritesEveryGoldenFile() throws IOException {
    String golden = System.getenv("NAVETTE_GOLDEN_DIR");
    if (golden == null) {
      System.out.println("skipped: NAVETTE_GOLDEN_DIR does not name the golden files");
    }
    Assumptions.assumeTrue(golden != null, "NAVETTE_GOLDEN_DIR does not name the golden files");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of(String.valueOf(golden)))) {
      files = walk.filter(path -> path.toString().endsWith(".safetensors")).sorted().toList();
    }
    assertFalse(files.isEmpty(), "no golden file in " + golden);
    Path copy = directory.resolve("copy.safetensors");
    for (int i = 0; i < files.size(); i++) {
      SafetensorsFile read = Safetensors.read(files.get(i));
      assertFalse(read.tensors().isEmpty(), files.get(i).toString());
      assertTrue(read.metadata().containsKey("op"), files.get(i).toString());
      for (Map.Entry<String, SafetensorsEntry> entry : read.tensors().entrySet()) {
        SafetensorsEntry tensor = entry.getValue();
        int size =
            tensor.dtype().startsWith("F") ? tensor.toDoubles().length : tensor.toLongs().length;
        assertEquals(tensor.shape().stream().reduce(1L, (a, b) -> a * b), (long) size);
      }
      // Saving forces the disk: a sample is enough.
      if (i % 50 == 0) {
        Safetensors.write(copy, read.tensors(), read.metadata());
        SafetensorsFile again = Safetensors.read(copy);
        assertEquals(read, again);
        assertArrayEquals(read.tensors().keySet().toArray(), again.tensors().keySet().toArray());
      }
    }
    System.out.println("read " + files.size() + " golden files");
  }
}
