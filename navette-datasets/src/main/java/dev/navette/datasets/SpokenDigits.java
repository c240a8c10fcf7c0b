// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.signal.Sound;
import dev.navette.signal.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recordings of single digits, spoken by people or by a program.
public final class SpokenDigits {
  private static final Pattern NAME = Pattern.compile("([0-9])_([^_]+)_.*\\.wav");

  private SpokenDigits() {}

  /// A digit as it was spoken.
  ///
  /// @param digit 0 to 9
  /// @param speaker who spoke, or which voice: hold out whole speakers
  /// @param sound the recording
  public record Recording(int digit, String speaker, Sound sound) {}

  /// Reads all recordings of a directory, in the order of their names.
  ///
  /// @param directory with files `DIGIT_SPEAKER_NUMBER.wav`, such as `7_anna_0.wav`
  /// @throws dev.navette.data.MalformedFileException if a file is no sound
  /// @throws java.nio.file.NoSuchFileException if there are none; the message says how to make them
  /// @throws IOException if they cannot be read
  public static List<Recording> read(Path directory) throws IOException {
    List<Recording> recordings = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      for (Path file : LocalTexts.files(directory, name -> NAME.matcher(name).matches())) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          recordings.add(
              new Recording(Integer.parseInt(name.group(1)), name.group(2), WavFile.read(file)));
        }
      }
    }
    if (recordings.isEmpty()) {
      throw LocalTexts.missing(directory, "DIGIT_SPEAKER_NUMBER.wav", Catalog.SPOKEN_DIGITS);
    }
    return List.copyOf(recordings);
  }
}
