// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Batch;
import dev.navette.data.Dataset;
import dev.navette.data.Example;
import dev.navette.data.Loader;
import dev.navette.data.Padding;
import dev.navette.data.Pass;
import dev.navette.data.Sampler;
import dev.navette.data.Values;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenLoadersTest {
  private static int[] ints(Tensor tensor) {
    return Arrays.stream(tensor.toDoubleArray()).mapToInt(value -> (int) value).toArray();
  }

  private static final int[] TOKENS = IntStream.range(0, 23).toArray();

  @Test
  void windowsAreMovedOnByOne() {
    TokenWindows windows = TokenWindows.of(TOKENS, 5, 3);
    assertEquals(6, windows.size());
    Values.Ints input = (Values.Ints) windows.example(5).input();
    Values.Ints target = (Values.Ints) windows.example(5).target();
    assertArrayEquals(new int[] {15, 16, 17, 18, 19}, input.data());
    assertArrayEquals(new int[] {16, 17, 18, 19, 20}, target.data());
    assertEquals(18, TokenWindows.of(TOKENS, 5, 1).size());
    assertEquals(
        "token windows: length 23 and stride 1 in a text of 23 tokens; both are 1 or more, and the"
            + " text needs more tokens than a window",
        assertThrows(IllegalArgumentException.class, () -> TokenWindows.of(TOKENS, 23, 1))
            .getMessage());
    Loader<Example> random = Loader.of(windows).batch(2).sampler(Sampler.drawn(40)).seed(1);
    assertEquals(20, random.batches().orElseThrow());
  }

  @Test
  void streamsGoOnFromBatchToBatch() {
    Loader<Example> loader = TokenWindows.contiguous(TOKENS, 2, 5);
    Pass pass = loader.pass(1);
    Batch first = pass.next();
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 11, 12, 13, 14, 15}, ints(first.input()));
    Batch second = pass.next();
    assertArrayEquals(new int[] {5, 6, 7, 8, 9, 16, 17, 18, 19, 20}, ints(second.input()));
    assertArrayEquals(new int[] {6, 7, 8, 9, 10, 17, 18, 19, 20, 21}, ints(second.target()));
    assertEquals(false, pass.hasNext());
    assertThrows(IllegalArgumentException.class, () -> TokenWindows.contiguous(TOKENS, 2, 11));
  }

  @Test
  void pairsArePaddedWithTheirLengths() {
    List<Example> pairs =
        List.of(
            new SentencePair(new int[] {7, 8, 9}, new int[] {4}).example(1, 2),
            new SentencePair(new int[] {7}, new int[] {4, 5}).example(1, 2));
    Batch batch = Padding.of(0).targets(-100).multipleOf(2).batch(pairs);
    assertArrayEquals(new int[] {7, 8, 9, 2, 7, 2, 0, 0}, ints(batch.inputs().get(0)));
    assertArrayEquals(new int[] {1, 4, 0, 0, 1, 4, 5, 0}, ints(batch.inputs().get(1)));
    assertArrayEquals(new int[] {4, 2}, ints(batch.inputs().get(2)));
    assertArrayEquals(new int[] {2, 3}, ints(batch.inputs().get(3)));
    assertArrayEquals(new int[] {4, 2, -100, -100, 4, 5, 2, -100}, ints(batch.target()));
  }

  @Test
  void framesArePaddedAndClassesStacked() {
    List<Example> sounds =
        List.of(
            Example.of(Values.floats(new float[] {1, 2, 3, 4}, 2, 2), 5),
            Example.of(Values.floats(new float[] {6, 7}, 1, 2), 3),
            Example.of(Values.floats(new float[0], 0, 2), 4));
    Batch batch = Padding.of(0).batch(sounds);
    assertArrayEquals(
        new float[] {1, 2, 3, 4, 6, 7, 0, 0, 0, 0, 0, 0}, batch.inputs().get(0).toFloatArray());
    assertArrayEquals(new int[] {2, 1, 0}, ints(batch.inputs().get(1)));
    assertArrayEquals(new int[] {5, 3, 4}, ints(batch.target()));
  }

  @Test
  void batchesOfLikeLength() {
    int[] lengths = IntStream.range(0, 1003).map(i -> i * 7919 % 101).toArray();
    Sampler sampler = Sampler.byLength(lengths, 10);
    int[] order = sampler.order(1003, Rng.of(5));
    assertArrayEquals(IntStream.range(0, 1003).toArray(), Arrays.stream(order).sorted().toArray());
    int widest = 0;
    for (int batch = 0; batch < 100; batch++) {
      var range =
          Arrays.stream(order, 10 * batch, 10 * batch + 10)
              .map(i -> lengths[i])
              .summaryStatistics();
      widest = Math.max(widest, range.getMax() - range.getMin());
    }
    assertTrue(widest <= 10, "a batch has lengths that differ by " + widest);
    assertArrayEquals(order, sampler.order(1003, Rng.of(5)));
    assertTrue(!Arrays.equals(order, sampler.order(1003, Rng.of(6))));
  }

  @Test
  void bucketsGoOnWhereTheyStopped() {
    int[] lengths = IntStream.range(0, 57).map(i -> 1 + i * 31 % 17).toArray();
    Dataset<Example> set =
        Dataset.of(IntStream.range(0, 57).boxed().toList())
            .map(i -> Example.of(Values.ints(new int[lengths[i]], lengths[i]), i));
    Loader<Example> loader =
        Loader.of(set, Padding.of(0)).batch(8).sampler(Sampler.byLength(lengths, 8)).seed(3);
    Pass whole = loader.pass(2);
    whole.next();
    whole.next();
    Pass resumed = loader.pass(2, 2);
    while (whole.hasNext()) {
      assertArrayEquals(ints(whole.next().target()), ints(resumed.next().target()));
    }
    assertEquals(false, resumed.hasNext());
  }
}
