// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.train.Checkpoints;
import dev.navette.train.EarlyStopping;
import dev.navette.train.Monitor;
import dev.navette.train.Progress;
import dev.navette.train.TensorBoard;
import dev.navette.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// What goes along with a training: who is told, and what is kept.
///
/// @param progress who is told how it goes
/// @param folder where its checkpoints go, if it is saved as it goes
/// @param note told what is worth a line
/// @param resume whether it goes on from the latest checkpoint
/// @param monitor whether its layers are watched
/// @param tensorBoard where event files for TensorBoard go, if anywhere
/// @param patience after how many epochs without a lower validation loss it ends, if ever
public record Supervision(
    Progress progress,
    Optional<Path> folder,
    Consumer<String> note,
    boolean resume,
    boolean monitor,
    Optional<Path> tensorBoard,
    Optional<Integer> patience) {
  private static final String CHECKPOINTS = "checkpoints";
  private static final int KEPT = 2;
  private static final int LOOK_EVERY = 100;

  /// Somebody is told, and nothing is kept: for one of many trainings, or a short one.
  public static Supervision of(Progress progress) {
    return new Supervision(
        progress, Optional.empty(), _ -> {}, false, false, Optional.empty(), Optional.empty());
  }

  /// Sets a trainer up.
  ///
  /// @param validated whether there are rows to validate on
  void over(Trainer trainer, boolean validated) {
    trainer.progress(progress).say(note);
    folder.ifPresent(out -> {
      Path directory = out.resolve(CHECKPOINTS);
      if (resume) {
        trainer.resume(directory);
      } else {
        clear(directory);
      }
      trainer.checkpoints(Checkpoints.in(directory).keepLast(KEPT));
    });
    if (monitor) {
      trainer.callback(Monitor.every(LOOK_EVERY, note));
    }
    tensorBoard.ifPresent(directory -> trainer.callback(TensorBoard.in(directory)));
    patience.ifPresent(epochs -> {
      if (!validated) {
        throw new IllegalArgumentException(
            "--patience "
                + epochs
                + ": there are too few rows to hold some out and watch their loss");
      }
      trainer.callback(EarlyStopping.of("valid_loss", epochs).restoreBest());
    });
  }

  // Checkpoints of an earlier training would be taken for this one's.
  private static void clear(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, "*.ckpt")) {
      for (Path file : old) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": the old checkpoints cannot be removed", e);
    }
  }
}
