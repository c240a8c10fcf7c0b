// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.data.MalformedFileException;
import dev.navette.series.Scaling;
import dev.navette.signal.MelSpectrogram;
import dev.navette.text.BertNormalization;
import dev.navette.text.BytePairTokenizer;
import dev.navette.text.CharacterTokenizer;
import dev.navette.text.Special;
import dev.navette.text.Vocabulary;
import dev.navette.text.WordPieceTokenizer;
import dev.navette.text.WordTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a model of sequences needs beside its weights is stored with it.
class SequencePreprocessingTest {
  private static final List<String> TEXTS = List.of("l'été \"\\ \uD83D\uDE80", "the the the");

  static Stream<Preprocessing> kinds() {
    EnumSet<Special> specials = EnumSet.allOf(Special.class);
    return Stream.of(
        new Preprocessing.Series(new Scaling(0.1, 3e-7)),
        new Preprocessing.Speech(MelSpectrogram.speech(16000)),
        new Preprocessing.Text(
            List.of(
                BytePairTokenizer.train(TEXTS, 280, specials),
                CharacterTokenizer.of(TEXTS, specials))),
        new Preprocessing.Text(List.of(WordTokenizer.of(TEXTS, true, 1, 100, specials))),
        new Preprocessing.Text(
            List.of(
                new WordPieceTokenizer(
                    Vocabulary.of(specials, List.of("a", "##b")),
                    "##",
                    100,
                    BertNormalization.uncased()))));
  }

  private static byte[] stored(Preprocessing preprocessing) {
    return ModelCardJson.write(
        new ModelCard("gpt", Map.of(), List.of(8), preprocessing, List.of(), "names", "1", 7), "d");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thereAndBack(Preprocessing preprocessing) throws MalformedFileException {
    assertEquals(
        preprocessing, ModelCardJson.parse("m.json", stored(preprocessing)).card().preprocessing());
  }

  @Test
  void whatIsMissingIsNamed() {
    byte[] broken =
        new String(stored(kinds().toList().get(3)), StandardCharsets.UTF_8)
            .replace("lower_case", "upper_case")
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "m.json: tokenizer: expected true or false under 'lower_case', found null",
        assertThrows(
                MalformedFileException.class, () -> ModelCardJson.parse("m.json", broken).card())
            .getMessage());
  }
}
