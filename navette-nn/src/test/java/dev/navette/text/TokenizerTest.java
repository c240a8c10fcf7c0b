// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static final String TEXT =
      "low low low low low lower lower newest newest newest newest newest newest widest widest"
          + " widest. L'été, où est la navette ? 你好 \uD83D\uDE80";
  private static final BytePairTokenizer PAIRS =
      BytePairTokenizer.train(List.of(TEXT), 300, EnumSet.of(Special.PAD, Special.END));

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(40); n > 0; n--) {
      switch (random.nextInt(5)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        case 3 -> text.append("</s>");
        default -> text.append((char) random.nextInt(0x180));
      }
    }
    return text.toString();
  }

  @Test
  void bytePairsAreLosslessForAnyString() {
    long seed = 6;
    Random random = new Random(seed);
    BytePairTokenizer same = (BytePairTokenizer) Tokenizer.fromMap(PAIRS.toMap());
    for (int i = 0; i < 3000; i++) {
      String text = random(random);
      int[] ids = PAIRS.encode(text);
      assertEquals(text, PAIRS.decode(ids), "seed " + seed + ", text " + i);
      assertArrayEquals(ids, same.encode(text));
      assertEquals(text, String.join("", BytePairTokenizer.pieces(text)));
    }
  }

  @Test
  void theMostFrequentPairIsMergedFirst() {
    // "e s", "es t" occur 9 times, "l o", "lo w" 7 times; of "Ġ l"... ties the lower numbers win.
    assertEquals(new BytePairTokenizer.Merge("e", "s"), PAIRS.merges().getFirst());
    assertEquals(new BytePairTokenizer.Merge("es", "t"), PAIRS.merges().get(1));
    assertEquals(List.of("Ġnewest", "Ġlow"), PAIRS.tokens(" newest low"));
    assertEquals(PAIRS.vocabulary().size(), 258 + PAIRS.merges().size());
    BytePairTokenizer plain = BytePairTokenizer.train(List.of("ab", "cd"), 400, Set.of());
    assertEquals(List.of(), plain.merges());
    assertEquals(0, plain.vocabulary().id("!"));
  }

  @Test
  void runsMergeFromLeftToRight() {
    BytePairTokenizer runs = BytePairTokenizer.train(List.of("aaaaaaa"), 258, Set.of());
    assertEquals(List.of("aaaa", "aa", "a"), runs.tokens("aaaaaaa"));
  }

  @Test
  void piecesAreThoseOfGpt2() {
    assertEquals(
        List.of("Hello", " world", "!!", "  ", " it", "'s", " 42", "km", " \n", "\u00A0", "x"),
        BytePairTokenizer.pieces("Hello world!!   it's 42km \n\u00A0x"));
  }

  @Test
  void bytesThatAreNoCharacterAreShown() {
    int[] ids = PAIRS.encode("€");
    assertEquals(3, ids.length);
    assertEquals("\uFFFD", PAIRS.decode(Arrays.copyOf(ids, 2)));
    assertEquals("\uFFFD\uFFFDa", PAIRS.decode(new int[] {ids[1], ids[2], PAIRS.encode("a")[0]}));
  }

  @Test
  void specialTokensDoNotComeOutOfAText() {
    int end = PAIRS.vocabulary().id(Special.END);
    assertEquals(1, end);
    assertEquals(0, Arrays.stream(PAIRS.encode("a</s>")).filter(id -> id == end).count());
    int[] ids = PAIRS.encodeSpecial("a</s>b<pad>");
    assertEquals(List.of("a", "</s>", "b", "<pad>"), names(PAIRS, ids));
    assertEquals("ab", PAIRS.decode(ids));
    assertEquals(List.of("a", "</s>"), names(PAIRS, PAIRS.encodeFramed("a")));
  }

  private static List<String> names(Tokenizer tokenizer, int[] ids) {
    return Arrays.stream(ids).mapToObj(tokenizer.vocabulary()::token).toList();
  }

  @Test
  void charactersOfTexts() {
    CharacterTokenizer plain = CharacterTokenizer.of(List.of("zébra\uD83D\uDE80"), Set.of());
    assertEquals(List.of("a", "b", "r", "z", "é", "\uD83D\uDE80"), plain.vocabulary().tokens());
    assertEquals("z\uD83D\uDE80é", plain.decode(plain.encode("z\uD83D\uDE80é")));
    assertEquals(
        "vocabulary: there is no token 'x' among 6, and none for the unknown; add Special.UNKNOWN"
            + " when the vocabulary is made",
        assertThrows(IllegalArgumentException.class, () -> plain.encode("x")).getMessage());
    CharacterTokenizer unknown =
        CharacterTokenizer.of(List.of("ab\uD800"), EnumSet.of(Special.UNKNOWN));
    assertEquals("a<unk>b", unknown.decode(unknown.encode("axb")));
    assertEquals(unknown, Tokenizer.fromMap(unknown.toMap()));
    assertEquals(3, unknown.vocabulary().size());
  }

  @Test
  void wordsOfEnglishAndFrench() {
    String text = "L\u2019été, (où) don't l'enfant va-t-il ? 3 \uD83D\uDE80.";
    assertEquals(
        List.of(
            "l\u2019",
            "été",
            ",",
            "(",
            "où",
            ")",
            "don'",
            "t",
            "l'",
            "enfant",
            "va",
            "-",
            "t",
            "-",
            "il",
            "?",
            "3",
            "\uD83D\uDE80",
            "."),
        WordTokenizer.words(text, true));
    WordTokenizer words =
        WordTokenizer.of(List.of(text), false, 1, 100, EnumSet.of(Special.UNKNOWN));
    assertEquals(
        "L\u2019été, (où) don't l'enfant va - t - il ? 3 \uD83D\uDE80.",
        words.decode(words.encode(text)));
    assertEquals("va <unk>", words.decode(words.encode("va nu")));
    assertEquals(words, Tokenizer.fromMap(words.toMap()));
  }

  @Test
  void wordPieces() {
    Vocabulary vocabulary =
        Vocabulary.of(
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "cafe", ",", "你"),
            Map.of(Special.UNKNOWN, "[UNK]", Special.BEGIN, "[CLS]", Special.END, "[SEP]"),
            List.of("[PAD]"));
    WordPieceTokenizer pieces =
        new WordPieceTokenizer(vocabulary, "##", 100, BertNormalization.uncased());
    assertEquals(
        List.of("un", "##aff", "##able", ",", "cafe", "你", "你", "[UNK]"),
        pieces.tokens("UNaffable,\tCafé你你 unaffablex"));
    assertEquals("unaffable, cafe", pieces.decode(pieces.encodeFramed("Unaffable, café")));
    assertEquals(List.of("[CLS]", "un", "[SEP]"), names(pieces, pieces.encodeFramed("un")));
    assertEquals(List.of("[UNK]"), pieces.tokens("un".repeat(51)));
    assertEquals(pieces, Tokenizer.fromMap(pieces.toMap()));
  }

  @Test
  void vocabulariesAreCounted() {
    Vocabulary counted =
        Vocabulary.counted(
            List.of("b", "a", "c", "b", "a", "<unk>", "\uDC00"), 2, 3, EnumSet.of(Special.UNKNOWN));
    assertEquals(List.of("<unk>", "a", "b"), counted.tokens());
    assertEquals(0, counted.id("zzz"));
    assertEquals(counted, Vocabulary.fromMap(counted.toMap()));
    assertEquals(
        "vocabulary: it has no token PAD; name Special.PAD when the vocabulary is made",
        assertThrows(IllegalStateException.class, () -> counted.id(Special.PAD)).getMessage());
    assertEquals(
        "vocabulary: 'a' is token 0 and token 1; list it once",
        assertThrows(
                IllegalArgumentException.class, () -> Vocabulary.of(Set.of(), List.of("a", "a")))
            .getMessage());
    assertEquals(
        "vocabulary: there is no token 3; tokens are 0 to 2",
        assertThrows(IllegalArgumentException.class, () -> counted.token(3)).getMessage());
  }

  @Test
  void whatCannotBeATokenizerIsNamed() {
    assertEquals(
        "byte pairs: a vocabulary of 100 tokens is too small; it has 1 special ones and 256"
            + " letters, so ask for 257 or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> BytePairTokenizer.train(List.of(), 100, Set.of(Special.PAD)))
            .getMessage());
    assertEquals(
        "byte pairs: the vocabulary has no token 'Ā', the letter of a byte",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new BytePairTokenizer(Vocabulary.of(Set.of(), List.of("a")), List.of(), false))
            .getMessage());
    assertEquals(
        "unknown kind of tokenizer 'word'; did you mean 'words'?",
        assertThrows(
                IllegalArgumentException.class, () -> Tokenizer.fromMap(Map.of("kind", "word")))
            .getMessage());
    assertEquals(
        "tokenizer: expected an object under 'vocabulary', found null",
        assertThrows(
                IllegalArgumentException.class,
                () -> Tokenizer.fromMap(Map.of("kind", "characters")))
            .getMessage());
  }
}
