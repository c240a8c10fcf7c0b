// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void createsAndReplaces() throws IOException {
    Path file = directory.resolve("model.bin");
    AtomicFile.writeString(file, "old");
    assertEquals("old", Files.readString(file));
    AtomicFile.writeString(file, "new and longer");
    assertEquals("new and longer", Files.readString(file));
    assertEquals(List.of("model.bin"), names());
  }

  @Test
  void writesALargeFileWhole() throws IOException {
    Path file = directory.resolve("model.bin");
    byte[] content = new byte[3_000_001];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 + (i >> 8));
    }
    AtomicFile.writeBytes(file, content);
    org.junit.jupiter.api.Assertions.assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void anIoErrorKeepsTheOldFileAndLeavesNothingBehind() throws IOException {
    Path file = directory.resolve("model.bin");
    AtomicFile.writeString(file, "old");
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[200_000]);
                      throw new IOException("the cable fell out");
                    }));
    assertEquals(
        "cannot save "
            + file
            + ": the cable fell out; an older version of the file is left as it was",
        e.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("model.bin"), names());
  }

  @Test
  void aRuntimeExceptionOrErrorPassesThroughUnchanged() throws IOException {
    Path file = directory.resolve("model.bin");
    AtomicFile.writeString(file, "old");
    RuntimeException bug = new UncheckedIOException(new IOException("inside"));
    assertSame(
        bug,
        assertThrows(
            RuntimeException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw bug;
                    })));
    OutOfMemoryError error = new OutOfMemoryError("pretended");
    assertSame(
        error,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw error;
                    })));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("model.bin"), names());
  }

  @Test
  void aFullDiskIsNamed() {
    Path file = directory.resolve("model.bin");
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      out.flush();
                      throw new IOException("No space left on device");
                    }));
    assertEquals(
        "cannot save "
            + file
            + ": the disk is full (100000 bytes were written); an older version of the file is"
            + " left as it was. Free some space or save elsewhere",
        e.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path file = directory.resolve("runs").resolve("model.bin");
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> AtomicFile.writeString(file, "x"));
    assertTrue(String.valueOf(e.getMessage()).contains("runs does not exist; create it"));
  }

  @Test
  void aDirectoryAsTargetIsRefused() {
    IOException e = assertThrows(IOException.class, () -> AtomicFile.writeString(directory, "x"));
    assertTrue(String.valueOf(e.getMessage()).endsWith("it is a directory; name a file in it"));
  }

  @Test
  void aSymbolicLinkIsFollowed() throws IOException {
    Path real = directory.resolve("run3.bin");
    Path link = directory.resolve("best.bin");
    Files.writeString(real, "old");
    try {
      Files.createSymbolicLink(link, real);
    } catch (IOException | UnsupportedOperationException e) {
      System.out.println("skipped: no symbolic links here (" + e.getMessage() + ")");
      return;
    }
    AtomicFile.writeString(link, "new");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
  }

  @Test
  void anInterruptedThreadCanStillSave() throws IOException {
    Path file = directory.resolve("model.bin");
    Thread.currentThread().interrupt();
    try {
      AtomicFile.writeString(file, "saved on the way out");
    } finally {
      assertTrue(Thread.interrupted(), "the interrupt must not be swallowed");
    }
    assertEquals("saved on the way out", Files.readString(file));
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextSave() throws IOException {
    Path file = directory.resolve("model.bin");
    Path stale = directory.resolve(".model.bin.abc.tmp");
    Path young = directory.resolve(".model.bin.def.tmp");
    Path other = directory.resolve(".other.bin.abc.tmp");
    for (Path path : List.of(stale, young, other)) {
      Files.writeString(path, "half");
    }
    FileTime hourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    Files.setLastModifiedTime(stale, hourAgo);
    Files.setLastModifiedTime(other, hourAgo);
    AtomicFile.writeString(file, "x");
    assertEquals(List.of(".model.bin.def.tmp", ".other.bin.abc.tmp", "model.bin"), names());
  }

  @Test
  void aTemporaryFileThatIsHeldIsLeftAlone() throws IOException {
    Path file = directory.resolve("model.bin");
    Path held = directory.resolve(".model.bin.abc.tmp");
    Files.writeString(held, "half");
    Files.setLastModifiedTime(held, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    try (FileChannel channel = FileChannel.open(held, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertTrue(lock.isValid());
      AtomicFile.writeString(file, "x");
      assertTrue(Files.exists(held));
    }
  }

  @Test
  void readersSeeOneWholeVersionOrTheOther() throws Exception {
    Path file = directory.resolve("model.bin");
    AtomicFile.writeString(file, "a".repeat(100_000));
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (int i = 0; i < 50; i++) {
                  AtomicFile.writeString(file, (i % 2 == 0 ? "b" : "a").repeat(100_000));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    while (writer.isAlive()) {
      String seen = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      assertEquals(100_000, seen.length());
      assertEquals(1, seen.chars().distinct().count());
    }
    writer.join();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }
}
