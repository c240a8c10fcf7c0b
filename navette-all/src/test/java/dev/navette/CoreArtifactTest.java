// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a user gets who depends on the core: a small jar, and nothing behind it.
class CoreArtifactTest {
  private static final long MOST_BYTES = 3_000_000;

  /// The jar of navette-core, or its folder of classes when Maven has not packaged it.
  private static Path core() throws URISyntaxException {
    return Path.of(DType.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void staysSmall() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.walk(core())) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      assertTrue(
          bytes < MOST_BYTES,
          "navette-core is " + bytes + " bytes; it should stay below " + MOST_BYTES);
    }
  }

  @Test
  void needsOnlyJavaBaseAtRunTime() throws URISyntaxException {
    ModuleDescriptor descriptor =
        ModuleFinder.of(core()).find("dev.navette.core").orElseThrow().descriptor();
    Set<String> needed =
        descriptor.requires().stream()
            .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
            .map(Requires::name)
            .collect(Collectors.toSet());
    assertEquals(Set.of("java.base"), needed);
  }
}
