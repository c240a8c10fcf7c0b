// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reference data: a directory with `index.json` and one safetensors file a case, in the format
/// `dlref-1`.
///
/// The index is an object with `format`, and `cases`: a list of objects with `family`, `op`,
/// `name`, `file`, `config`, `dtype`, `tol` and `tags`.
public final class GoldenSet {
  /// The system property that names a directory.
  public static final String PROPERTY = "navette.golden.dir";

  private static final String VARIABLE = "NAVETTE_GOLDEN_DIR";
  private static final String FORMAT = "dlref-1";
  private static final String INDEX = "index.json";
  private static final String COPY = "golden.zip";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<GoldenCase> cases;

  private GoldenSet(List<GoldenCase> cases) {
    this.cases = List.copyOf(cases);
  }

  /// The directory in the system property `navette.golden.dir` or else in the environment variable
  /// `NAVETTE_GOLDEN_DIR`; without either, the copy inside this library.
  ///
  /// @throws IOException as [#read]
  public static GoldenSet chosen() throws IOException {
    String given = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return given == null || given.isBlank() ? embedded() : read(Path.of(given));
  }

  /// The copy inside this library.
  ///
  /// @throws IOException if it cannot be unpacked
  public static GoldenSet embedded() throws IOException {
    return read(Embedded.open().getPath("/"));
  }

  /// The one open view of the copy: cases read their files when they run.
  private static final class Embedded {
    private static @Nullable FileSystem files;

    static synchronized FileSystem open() throws IOException {
      FileSystem opened = files;
      if (opened == null) {
        Path file = Files.createTempFile("navette-golden", ".zip");
        file.toFile().deleteOnExit();
        try (InputStream in =
            Objects.requireNonNull(GoldenSet.class.getResourceAsStream(COPY), COPY)) {
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        opened = FileSystems.newFileSystem(file);
        files = opened;
      }
      return opened;
    }
  }

  /// Reads the index of a directory.
  ///
  /// @throws IOException naming the file and what was expected, if the directory or its index is
  ///   missing or the index is not one
  public static GoldenSet read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(
          "reference data: "
              + directory
              + " is no directory; -D"
              + PROPERTY
              + "= takes one with "
              + INDEX
              + " and a folder of .safetensors files for each family");
    }
    Path index = directory.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      throw new IOException("reference data: there is no " + index + ", which lists the cases");
    }
    return new GoldenSet(cases(directory, index));
  }

  private static List<GoldenCase> cases(Path directory, Path index) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(index));
    } catch (JacksonException e) {
      throw new IOException(
          "reference data: " + index + " is no JSON: " + e.getOriginalMessage(), e);
    }
    String format = root.path("format").asString("");
    if (!format.equals(FORMAT)) {
      throw new IOException(
          "reference data: "
              + index
              + " has the format '"
              + format
              + "'; expected an object with \"format\": \""
              + FORMAT
              + "\" and the list \"cases\"");
    }
    if (!root.path("cases").isArray()) {
      throw new IOException("reference data: " + index + " has no list \"cases\"");
    }
    List<GoldenCase> cases = new ArrayList<>();
    for (JsonNode entry : root.path("cases")) {
      try {
        cases.add(GoldenCase.of(directory, entry));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "reference data: " + index + ", case " + cases.size() + ": " + e.getMessage(), e);
      }
    }
    return cases;
  }

  /// The cases in the order of the index.
  List<GoldenCase> cases() {
    return cases;
  }

  /// The cases by family, in the order of the index.
  Map<String, List<GoldenCase>> families() {
    Map<String, List<GoldenCase>> families = new LinkedHashMap<>();
    cases.forEach(c -> families.computeIfAbsent(c.family(), _ -> new ArrayList<>()).add(c));
    return families;
  }
}
