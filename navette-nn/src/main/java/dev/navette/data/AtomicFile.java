// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Saves a file so that a reader finds either the whole old file or the whole new one, whatever
/// happens in between: an exception, a full disk, a killed process, a power cut.
///
/// The content goes to a temporary file in the same directory, is forced to the disk, and takes the
/// place of the target in one atomic rename; then the directory is forced too, where the system
/// allows it. When anything fails, the temporary file is deleted and the old file stays as it was.
/// Saving works in an interrupted thread too.
///
/// A process killed while it saves leaves its temporary file behind (`.NAME.*.tmp`). The next save
/// of the same target removes it: a file that no living process holds locked and that nobody has
/// written to for a minute.
public final class AtomicFile {
  private static final String SUFFIX = ".tmp";
  private static final Duration STALE_AFTER = Duration.ofMinutes(1);
  private static final int BUFFER = 1 << 16;
  private static final long NEARLY_NOTHING = 1 << 16;

  private AtomicFile() {}

  /// Writes the content of a file.
  @FunctionalInterface
  public interface Body {
    /// Writes the whole content; the stream is buffered and closed by the caller.
    ///
    /// @param out where the content goes
    /// @throws IOException if writing fails; the old file then stays
    void write(OutputStream out) throws IOException;
  }

  /// Replaces `target`, or creates it, with what `body` writes. A symbolic link is followed: the
  /// file it names is replaced.
  ///
  /// @param target the file to save; its directory must exist
  /// @param body writes the content; whatever it throws is thrown on after the clean-up
  /// @throws IOException if the file cannot be saved; the message says why and what to do
  public static void write(Path target, Body body) throws IOException {
    Path file = resolve(target);
    Path directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          "cannot save " + target + ": the directory " + directory + " does not exist; create it");
    }
    if (Files.isDirectory(file)) {
      throw new IOException("cannot save " + target + ": it is a directory; name a file in it");
    }
    String prefix = "." + file.getFileName() + ".";
    removeStale(directory, prefix);
    File temporary = createTemporary(target, directory, prefix);
    boolean moved = false;
    try {
      try (FileOutputStream raw = new FileOutputStream(temporary);
          OutputStream out = new BufferedOutputStream(raw, BUFFER)) {
        FileLock lock = lock(raw);
        try {
          body.write(out);
          out.flush();
          raw.getFD().sync();
        } finally {
          Reference.reachabilityFence(lock);
        }
      }
      Files.move(
          temporary.toPath(),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      moved = true;
    } catch (IOException e) {
      throw explained(target, temporary, e);
    } finally {
      if (!moved) {
        Files.deleteIfExists(temporary.toPath());
      }
    }
    forceDirectory(directory);
  }

  /// Replaces `target`, or creates it, with these bytes.
  ///
  /// @param target the file to save; its directory must exist
  /// @param content the whole content
  /// @throws IOException as [#write]
  public static void writeBytes(Path target, byte[] content) throws IOException {
    write(target, out -> out.write(content));
  }

  /// Replaces `target`, or creates it, with this text in UTF-8.
  ///
  /// @param target the file to save; its directory must exist
  /// @param content the whole content
  /// @throws IOException as [#write]
  public static void writeString(Path target, String content) throws IOException {
    writeBytes(target, content.getBytes(StandardCharsets.UTF_8));
  }

  private static Path resolve(Path target) throws IOException {
    return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
  }

  // Files.createTempFile would make the file readable by its owner alone.
  private static File createTemporary(Path target, Path directory, String prefix)
      throws IOException {
    for (long n = System.nanoTime(); ; n++) {
      File temporary = directory.resolve(prefix + Long.toUnsignedString(n, 36) + SUFFIX).toFile();
      try {
        if (temporary.createNewFile()) {
          return temporary;
        }
      } catch (IOException e) {
        throw explained(target, temporary, e);
      }
    }
  }

  // The lock only tells a later save that this file is alive: systems without locks do without.
  private static @Nullable FileLock lock(FileOutputStream out) {
    try {
      return out.getChannel().tryLock();
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /// Removes what killed processes left of saves in a directory, as the next save of the same file
  /// would: for files that have a new name each time.
  ///
  /// @param prefix of the temporary files: a dot, and how the names of the saved files begin
  public static void removeLeftovers(Path directory, String prefix) {
    removeStale(directory, prefix);
  }

  private static void removeStale(Path directory, String prefix) {
    Instant limit = Instant.now().minus(STALE_AFTER);
    DirectoryStream.Filter<Path> ours =
        path -> {
          String name = String.valueOf(path.getFileName());
          return name.startsWith(prefix) && name.endsWith(SUFFIX);
        };
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, ours)) {
      for (Path path : leftovers) {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(limit) && isUnlocked(path)) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // Tidying up is a courtesy; what cannot be removed does not stop the save.
      return;
    }
  }

  private static boolean isUnlocked(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (IOException | java.nio.channels.OverlappingFileLockException e) {
      return false;
    }
  }

  // A directory cannot be opened on Windows, where the rename is durable by itself.
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }

  private static IOException explained(Path target, File temporary, IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    long written = temporary.length();
    if (saysFull(reason) || isFull(temporary)) {
      return new IOException(
          "cannot save "
              + target
              + ": the disk is full ("
              + written
              + " bytes were written); an older version of the file is left as it was."
              + " Free some space or save elsewhere",
          e);
    }
    if (e instanceof java.nio.file.AccessDeniedException
        || reason.toLowerCase(Locale.ROOT).contains("permission denied")) {
      return new IOException(
          "cannot save "
              + target
              + ": no permission to write in its directory; an older version of the file is left"
              + " as it was. Change the permissions or save elsewhere",
          e);
    }
    return new IOException(
        "cannot save "
            + target
            + ": "
            + reason
            + "; an older version of the file is left as it was",
        e);
  }

  private static boolean saysFull(String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    return lower.contains("no space left")
        || lower.contains("not enough space")
        || lower.contains("quota exceeded");
  }

  // Systems that speak another language do not say so in words that can be recognised.
  private static boolean isFull(File temporary) {
    try {
      return Files.getFileStore(temporary.toPath()).getUsableSpace() < NEARLY_NOTHING;
    } catch (IOException e) {
      return false;
    }
  }
}
