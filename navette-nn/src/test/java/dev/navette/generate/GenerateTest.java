// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GenerateTest {
  private static final int VOCABULARY = 4;
  private static final int END = 0;

  /// Logits that depend on the last two tokens, by a table.
  private static final class Pairs implements Decoder {
    private final float[][][] table;
    private int[][] last;
    private final List<int[]> fed = new ArrayList<>();

    Pairs(int rows, long seed) {
      Random random = new Random(seed);
      table = new float[VOCABULARY][VOCABULARY][VOCABULARY];
      for (float[][] plane : table) {
        for (float[] row : plane) {
          for (int i = 0; i < VOCABULARY; i++) {
            row[i] = (float) random.nextGaussian() - (i == END ? 2 : 0);
          }
        }
      }
      last = new int[rows][2];
    }

    @Override
    public int rows() {
      return last.length;
    }

    @Override
    public Tensor next(Tensor tokens) {
      long[] all = tokens.toLongArray();
      int length = tokens.dim(1);
      float[] logits = new float[rows() * VOCABULARY];
      for (int r = 0; r < rows(); r++) {
        for (int t = 0; t < length; t++) {
          last[r] = new int[] {last[r][1], (int) all[r * length + t]};
        }
        System.arraycopy(table[last[r][0]][last[r][1]], 0, logits, r * VOCABULARY, VOCABULARY);
      }
      fed.add(Arrays.stream(all).mapToInt(i -> (int) i).toArray());
      return Tensor.of(logits, rows(), VOCABULARY);
    }

    @Override
    public void reorder(int[] parents) {
      last = Arrays.stream(parents).mapToObj(p -> last[p]).toArray(int[][]::new);
    }
  }

  private static int choose(Sampling sampling, Rng rng, float... logits) {
    return sampling.choose(logits, new int[0], rng);
  }

  private static double[] shares(Sampling sampling, float... logits) {
    Rng rng = Rng.of(3);
    double[] shares = new double[logits.length];
    for (int i = 0; i < 4000; i++) {
      shares[choose(sampling, rng, logits)] += 1.0 / 4000;
    }
    return shares;
  }

  @Test
  void greedyTakesTheBestAndTheFirstOfEquals() {
    assertEquals(1, choose(Sampling.greedy(), Rng.of(1), 1, 3, 2, 3));
    assertEquals(2, choose(Sampling.greedy(), Rng.of(1), Float.NaN, -9, -1));
  }

  @Test
  void temperatureIsTheModelsDistributionToAPower() {
    float[] logits = {(float) Math.log(1), (float) Math.log(2), (float) Math.log(5)};
    assertArrayEquals(new double[] {0.125, 0.25, 0.625}, shares(Sampling.at(1), logits), 0.03);
    assertArrayEquals(
        new double[] {1 / 30.0, 4 / 30.0, 25 / 30.0}, shares(Sampling.at(0.5), logits), 0.03);
  }

  @Test
  void topKAndTopPLimitTheCandidates() {
    float[] logits = {
      (float) Math.log(1), (float) Math.log(4), (float) Math.log(3), (float) Math.log(2)
    };
    assertArrayEquals(
        new double[] {0, 4 / 7.0, 3 / 7.0, 0}, shares(Sampling.at(1).topK(2), logits), 0.03);
    assertArrayEquals(
        new double[] {0, 4 / 7.0, 3 / 7.0, 0}, shares(Sampling.at(1).topP(0.65), logits), 0.03);
    assertArrayEquals(new double[] {0, 1, 0, 0}, shares(Sampling.at(1).topP(0.1), logits), 1e-9);
    assertArrayEquals(
        new double[] {0, 1, 0, 0}, shares(Sampling.at(1).topK(3).topP(0.4), logits), 1e-9);
    double[] ties = shares(Sampling.at(1).topK(2), 1, 1, 1, 1);
    assertEquals(0, ties[2] + ties[3]);
  }

  @Test
  void thePenaltyHoldsForWhatIsThere() {
    Sampling sampling = Sampling.greedy().penalty(2);
    assertEquals(1, sampling.choose(new float[] {3, 2, -1}, new int[] {0, 0}, Rng.of(1)));
    assertEquals(1, sampling.choose(new float[] {-1, -1.5f, -9}, new int[] {0}, Rng.of(1)));
  }

  @Test
  void generatesDeterministically() {
    Generator generator = Generator.of(Sampling.at(1), 30);
    int[] prompt = {1, 2};
    List<Integer> shown = new ArrayList<>();
    int[] text = generator.write(new Pairs(1, 5), prompt, Rng.of(7), shown::add);
    assertEquals(30, text.length);
    assertArrayEquals(text, shown.stream().mapToInt(i -> i).toArray());
    assertArrayEquals(text, generator.write(new Pairs(1, 5), prompt, Rng.of(7)));
    int[] other = generator.write(new Pairs(1, 5), prompt, Rng.of(8));
    assertTrue(!Arrays.equals(text, other));
  }

  @Test
  void promptsAreReadAtOnceAndRowsEndAlone() {
    Pairs pairs = new Pairs(2, 7);
    Generator generator = Generator.of(Sampling.at(1), 20).until(END);
    List<int[]> texts = generator.write(pairs, new int[][] {{1, 2, 3}, {3, 2, 1}}, Rng.of(2));
    assertArrayEquals(new int[] {1, 2, 3, 3, 2, 1}, pairs.fed.getFirst());
    assertEquals(2, pairs.fed.get(1).length);
    for (int[] text : texts) {
      assertTrue(Arrays.stream(text).noneMatch(t -> t == END));
    }
    int longest = texts.stream().mapToInt(t -> t.length).max().orElseThrow();
    assertEquals(Math.min(20, longest + 1), pairs.fed.size());
  }

  /// All sequences up to a length, by log p / ((5 + n) / 6)^penalty.
  private static Hypothesis exhaustive(long seed, int[] prompt, int most, double penalty) {
    List<Hypothesis> all = new ArrayList<>();
    extend(seed, prompt, new int[0], 0, most, penalty, all);
    return all.stream().max(Comparator.comparingDouble(Hypothesis::score)).orElseThrow();
  }

  private static void extend(
      long seed,
      int[] prompt,
      int[] tokens,
      double log,
      int most,
      double penalty,
      List<Hypothesis> all) {
    if (tokens.length == most) {
      return;
    }
    Pairs pairs = new Pairs(1, seed);
    int[] whole = Arrays.copyOf(prompt, prompt.length + tokens.length);
    System.arraycopy(tokens, 0, whole, prompt.length, tokens.length);
    double[] logs = pairs.next(Tensor.of(whole, 1, whole.length)).logSoftmax(-1).toDoubleArray();
    double ended = log + logs[END];
    double divisor = Math.pow((5.0 + tokens.length + 1) / 6, penalty);
    all.add(new Hypothesis(tokens, ended, ended / divisor, true));
    for (int token = 1; token < VOCABULARY; token++) {
      int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
      longer[tokens.length] = token;
      extend(seed, prompt, longer, log + logs[token], most, penalty, all);
    }
  }

  @Test
  void manyBeamsFindTheBestOfAll() {
    int[] prompt = {1};
    for (double penalty : new double[] {0, 0.6, 2}) {
      for (long seed = 1; seed < 6; seed++) {
        Hypothesis best = exhaustive(seed, prompt, 5, penalty);
        List<Hypothesis> found =
            new BeamSearch(100, penalty, 5, END).search(new Pairs(100, seed), prompt);
        assertArrayEquals(best.tokens(), found.getFirst().tokens(), "seed " + seed);
        assertEquals(best.score(), found.getFirst().score(), 1e-5);
        assertTrue(found.getFirst().complete());
      }
    }
  }

  @Test
  void oneBeamIsGreedy() {
    int[] prompt = {2};
    int[] greedy =
        Generator.of(Sampling.greedy(), 6).until(END).write(new Pairs(1, 9), prompt, Rng.of(1));
    Hypothesis beam = new BeamSearch(1, 0, 6, END).search(new Pairs(1, 9), prompt).getFirst();
    assertArrayEquals(greedy, beam.tokens());
  }

  @Test
  void errorsTeach() {
    assertEquals(
        "Sampling: top-p is 0.0; use above 0 and at most 1",
        assertThrows(IllegalArgumentException.class, () -> Sampling.at(1).topP(0)).getMessage());
    assertEquals(
        "Sampling: there is no token to choose, all 2 logits are NaN or -inf",
        assertThrows(
                IllegalArgumentException.class,
                () -> choose(Sampling.greedy(), Rng.of(1), Float.NaN, Float.NEGATIVE_INFINITY))
            .getMessage());
    Generator generator = Generator.of(Sampling.greedy(), 3);
    assertEquals(
        "Generator: 1 prompts for a decoder of 2 rows; give one a row",
        assertThrows(
                IllegalArgumentException.class,
                () -> generator.write(new Pairs(2, 1), new int[] {1}, Rng.of(1)))
            .getMessage());
    assertEquals(
        "Generator: prompts of 2 and 1 tokens; they must be equally long and have one token or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> generator.write(new Pairs(2, 1), new int[][] {{1, 2}, {1}}, Rng.of(1)))
            .getMessage());
    assertEquals(
        "BeamSearch: 0 beams, 5 tokens at most, penalty 0.0; use 1 or more, 1 or more, and 0 or more",
        assertThrows(IllegalArgumentException.class, () -> new BeamSearch(0, 0, 5, 0))
            .getMessage());
  }
}
