// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The corpus and its scores stand in the documentation of sacreBLEU.
class CorpusMetricTest {
  private static final List<String> TEXTS =
      List.of("The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.");
  private static final List<List<String>> REFERENCES =
      List.of(
          List.of("The dog bit the man.", "The dog had bit the man."),
          List.of("It was not unexpected.", "No one was surprised."),
          List.of("The man bit him first.", "The man had bitten the dog."));

  private static double score(CorpusMetric metric) {
    List<double[]> counts = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      counts.add(metric.counts(TEXTS.get(i), REFERENCES.get(i)));
    }
    return metric.score(CorpusMetric.sum(metric.name(), counts));
  }

  @Test
  void publishedScores() {
    assertEquals(48.530827009929865, score(new Bleu()), 1e-12);
    assertEquals(59.72751782684763, score(new ChrF()), 1e-12);
  }

  @Test
  void bleuByHand() {
    // 4 of 5 words, 2 of 4 pairs, 1 of 3 runs of three, none of four: half of one of 2.
    Bleu.Score score = new Bleu().details(List.of("a b c x e"), List.of("a b c d e"));
    assertEquals(List.of(80.0, 50.0, 100 * (1 / 3.0), 25.0), score.precisions());
    score = new Bleu().details(List.of("a b x y e"), List.of("a b c d e f g"));
    assertEquals(List.of(60.0, 25.0, 100 * (1 / 6.0), 12.5), score.precisions());
    assertEquals(Math.exp(1 - 7 / 5.0), score.brevityPenalty(), 1e-15);
    assertEquals(100 * Math.exp(-0.4) * Math.pow(0.6 * 0.25 / 6 / 8, 0.25), score.value(), 1e-12);
    assertEquals(0, new Bleu().score(List.of("a b c"), List.of("a b c")));
    assertEquals(0, new Bleu().score(List.of(""), List.of("a b c d")));
    assertEquals(0, new Bleu().score(List.of("x y z u"), List.of("a b c d")));
    assertEquals(100, new Bleu().score(List.of("a b c d"), List.of("a b c d")));
  }

  @Test
  void wordsOf13a() {
    assertEquals(
        List.of(
            "Hello", ",", "it's", "3.14", ",", "1,000", "-", "a", "(", "x-y", ")", "&", "é", "!"),
        Bleu.words("Hello, it's 3.14, 1,000-a (x-y) &amp; é!\n"));
    assertEquals(List.of("ab", "c", "."), Bleu.words("a-\nb<skipped>\nc."));
  }

  @Test
  void edits() {
    assertEquals(3, EditDistance.of("kitten", "sitting"));
    assertEquals(1, EditDistance.of("\uD83D\uDE80", "\uD83D\uDE81"));
    assertEquals(4, EditDistance.of("", "abcd"));
    assertEquals(
        2.0 / 5, EditDistance.wordErrors().score(List.of("a x c", "e"), List.of("a b c", "d e")));
    assertEquals(0.25, EditDistance.characterErrors().score(List.of("abxd"), List.of("abcd")));
    assertArrayEquals(
        new double[] {0, 1}, EditDistance.characterErrors().counts("a", List.of("bcd", "a")));
  }

  @Test
  void textsNeedReferences() {
    assertEquals(
        "bleu: 1 texts and 2 references; give one reference for each, and one text at least",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Bleu().score(List.of("a"), List.of("a", "b")))
            .getMessage());
    assertEquals(
        "bleu: a text has no reference; give one or more",
        assertThrows(IllegalArgumentException.class, () -> new Bleu().counts("a", List.of()))
            .getMessage());
  }

  @Test
  void perplexityAndAccuracyOfTokens() {
    float[] logits = {0, 0, (float) Math.log(3), 0, 5, 5};
    Perplexity perplexity = new Perplexity(-100);
    perplexity.add(logits, 6, new double[] {1, 0, -100});
    assertEquals(Math.sqrt(2 * 4 / 3.0), perplexity.value(), 1e-6);
    TokenAccuracy accuracy = new TokenAccuracy(-100);
    accuracy.add(logits, 6, new double[] {1, 0, -100});
    assertEquals(0.5, accuracy.value());
    accuracy.reset();
    assertEquals(Double.NaN, accuracy.value());
    assertEquals(
        "perplexity: 6 outputs are not as many logits for each of 4 targets; pass logits (B, T, V)"
            + " with targets (B, T)",
        assertThrows(IllegalArgumentException.class, () -> perplexity.add(logits, 6, new double[4]))
            .getMessage());
  }

  @Test
  void intervalsOfAMean() {
    // 400 rows, half of them right: the standard error of the share is 0.025.
    Bootstrap bootstrap = new Bootstrap(2000, 0.95, 3);
    Bootstrap.Interval interval =
        bootstrap.interval(
            400,
            rows -> {
              double right = 0;
              for (int row : rows) {
                right += row % 2;
              }
              return right / rows.length;
            });
    assertEquals(0.5, interval.value());
    assertEquals(0.5 - 1.96 * 0.025, interval.low(), 0.008);
    assertEquals(0.5 + 1.96 * 0.025, interval.high(), 0.008);
  }

  @Test
  void pairedSystems() {
    List<String> right = Collections.nCopies(40, "the cat sat on the mat");
    List<String> good = new ArrayList<>(right);
    List<String> worse = new ArrayList<>(right);
    for (int i = 0; i < 40; i++) {
      if (i % 4 == 0) {
        worse.set(i, "the cat lay on a mat");
      }
    }
    Bleu bleu = new Bleu();
    Bootstrap bootstrap = new Bootstrap(300, 0.95, 1);
    Bootstrap.Paired paired =
        bootstrap.paired(bleu, bleu.counts(good, right), bleu.counts(worse, right));
    assertEquals(0, paired.p());
    assertTrue(paired.difference().low() > 0 && paired.difference().value() > 0);
    assertEquals(1, bootstrap.paired(bleu, bleu.counts(good, right), bleu.counts(good, right)).p());
  }
}
