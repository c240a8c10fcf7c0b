// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoaderTest {
  private static final Collate<Integer> NUMBERS =
      numbers -> {
        int[] values = numbers.stream().mapToInt(i -> i).toArray();
        return Batch.of(Tensor.of(values, values.length), Tensor.of(values, values.length));
      };

  private static Dataset<Integer> numbers(int size) {
    return Dataset.of(IntStream.range(0, size).boxed().toList());
  }

  private static List<List<Integer>> batches(Pass pass) {
    List<List<Integer>> all = new ArrayList<>();
    while (pass.hasNext()) {
      all.add(Arrays.stream(pass.next().input().toLongArray()).mapToObj(i -> (int) i).toList());
    }
    return all;
  }

  @Test
  void everyExampleOnceInAnOrderOfSeedAndEpoch() {
    Loader<Integer> loader = Loader.of(numbers(10), NUMBERS).batch(4).seed(7);
    List<List<Integer>> first = batches(loader.pass(1));
    assertEquals(List.of(4, 4, 2), first.stream().map(List::size).toList());
    assertEquals(
        IntStream.range(0, 10).boxed().toList(),
        first.stream().flatMap(List::stream).sorted().toList());
    assertEquals(first, batches(loader.pass(1)), "the same epoch again");
    assertEquals(
        first, batches(Loader.of(numbers(10), NUMBERS).batch(4).seed(7).prefetch(0).pass(1)));
    assertNotEquals(first, batches(loader.pass(2)), "another epoch");
    assertNotEquals(first, batches(loader.seed(8).pass(1)), "another seed");
    assertEquals(
        List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9)),
        batches(loader.shuffle(false).pass(1)));
    assertEquals(2, batches(loader.dropLast(true).pass(1)).size());
    assertEquals(OptionalInt.of(8), loader.rows());
    assertEquals(OptionalInt.of(2), loader.batches());
  }

  @Test
  void resumingGivesTheBatchesThatAreLeft() {
    DataStream<Integer> stream = epoch -> IntStream.range(epoch, epoch + 23).iterator();
    for (Loader<Integer> loader :
        List.of(
            Loader.of(numbers(23), NUMBERS),
            Loader.of(stream, NUMBERS),
            Loader.of(stream, NUMBERS).shuffleBuffer(6))) {
      loader.batch(3).seed(5).transform((i, rng) -> 1000 * i + rng.nextInt(1000));
      List<List<Integer>> whole = batches(loader.pass(2));
      assertEquals(8, whole.size());
      for (int consumed = 0; consumed <= whole.size(); consumed++) {
        for (int ahead : new int[] {0, 1, 5}) {
          Pass rest = loader.prefetch(ahead).pass(2, consumed);
          assertEquals(consumed, rest.consumed());
          assertEquals(whole.subList(consumed, whole.size()), batches(rest), "after " + consumed);
          assertEquals(whole.size(), rest.consumed());
        }
      }
    }
  }

  @Test
  void countsBatchesTakenNotMadeInAdvance() {
    AtomicInteger made = new AtomicInteger();
    Dataset<Integer> counted =
        numbers(100)
            .map(i -> {
              made.incrementAndGet();
              return i;
            });
    Pass pass = Loader.of(counted, NUMBERS).batch(10).prefetch(4).pass(1);
    Batch first = pass.next();
    assertEquals(10, first.size());
    assertEquals(1, pass.consumed());
    while (made.get() < 50) {
      Thread.onSpinWait();
    }
    assertEquals(50, made.get(), "one taken, four in advance");
  }

  @Test
  void transformsDependOnThePositionAlone() {
    Transform<Example> noise =
        (e, rng) ->
            e.withInput(Values.floats(new float[] {(float) rng.nextDouble(), rng.nextInt(9)}, 2));
    Examples examples = Examples.classified(new float[2 * 12], new int[] {2}, new int[12]);
    Loader<Example> loader = Loader.of(examples).batch(12).seed(3).transform(noise);
    float[] once = loader.pass(1).next().input().toFloatArray();
    assertArrayEquals(once, loader.pass(1).next().input().toFloatArray());
    assertArrayEquals(
        Arrays.copyOf(once, 8), loader.batch(4).pass(1).next().input().toFloatArray());
    assertFalse(Arrays.equals(once, loader.batch(12).pass(2).next().input().toFloatArray()));
    long different = IntStream.range(0, 12).mapToObj(i -> once[2 * i]).distinct().count();
    assertEquals(12, different, "every position has its own noise");
    assertArrayEquals(
        new float[12 * 2],
        loader
            .batchTransform((b, rng) -> Batch.of(b.input().mul(0).mul(rng.nextInt(5)), b.target()))
            .pass(1)
            .next()
            .input()
            .toFloatArray());
  }

  @Test
  void examplesWithAndWithoutObjectsAreTheSame() {
    float[] features = new float[7 * 6];
    for (int i = 0; i < features.length; i++) {
      features[i] = i;
    }
    Examples classes =
        Examples.classified(features, new int[] {2, 3}, new int[] {0, 1, 2, 3, 4, 5, 6});
    Examples values = Examples.valued(features, new int[] {6}, Arrays.copyOf(features, 14), 2);
    for (Examples examples : List.of(classes, values)) {
      Batch direct = Loader.of(examples).batch(5).seed(1).pass(1).next();
      Batch stacked = Loader.of((Dataset<Example>) examples).batch(5).seed(1).pass(1).next();
      assertEquals(direct.input().shape(), stacked.input().shape());
      assertEquals(direct.target().type(), stacked.target().type());
      assertArrayEquals(direct.input().toFloatArray(), stacked.input().toFloatArray());
      assertArrayEquals(direct.target().toDoubleArray(), stacked.target().toDoubleArray());
    }
  }

  @Test
  void severalInputs() {
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rows.add(
          new Example(
              List.of(Values.ints(new int[] {i, i + 1}, 2), Values.number(i / 2.0)),
              List.of(Values.number(i))));
    }
    Batch batch = Loader.of(Dataset.of(rows)).shuffle(false).pass(1).next();
    assertArrayEquals(new long[] {0, 1, 1, 2, 2, 3, 3, 4}, batch.inputs().getFirst().toLongArray());
    assertArrayEquals(new float[] {0, .5f, 1, 1.5f}, batch.inputs().getLast().toFloatArray());
    assertEquals(
        "batch: it has 2 inputs, so there is not the one; use inputs().get(i)",
        assertThrows(IllegalStateException.class, batch::input).getMessage());
    assertEquals(
        "example: it has 2 inputs, so there is not the one; use inputs().get(i)",
        assertThrows(IllegalStateException.class, rows.getFirst()::input).getMessage());
  }

  @Test
  void errorsNameTheExample() {
    Dataset<Integer> broken =
        numbers(9)
            .map(i -> {
              if (i == 5) {
                throw new IllegalArgumentException("no image in face-5.png");
              }
              return i;
            });
    for (int ahead : new int[] {0, 3}) {
      Pass pass = Loader.of(broken, NUMBERS).batch(2).shuffle(false).prefetch(ahead).pass(1);
      pass.next();
      pass.next();
      LoaderException e = assertThrows(LoaderException.class, pass::next);
      assertEquals("loader: example 5 cannot be read: no image in face-5.png", e.getMessage());
      assertEquals(IllegalArgumentException.class, e.getCause().getClass());
      assertEquals(2, pass.consumed());
    }
    DataStream<Integer> stream = _ -> IntStream.of(0, 1, 5).mapToObj(broken::example).iterator();
    assertEquals(
        "loader: example 2 of the stream cannot be read: no image in face-5.png",
        assertThrows(LoaderException.class, Loader.of(stream, NUMBERS).pass(1)::next).getMessage());
    Dataset<Example> ragged =
        Dataset.of(
            List.of(
                Example.of(Values.floats(new float[4], 2, 2), 0),
                Example.of(Values.floats(new float[6], 2, 3), 1)));
    LoaderException e =
        assertThrows(LoaderException.class, () -> Loader.of(ragged).shuffle(false).pass(1).next());
    assertEquals(
        "loader: example 0 and the 1 after it do not make a batch: stack: row 1 of the batch is"
            + " f32(2, 3) and row 0 f32(2, 2); bring examples to one shape (crop, resize, pad) or"
            + " collate them yourself",
        e.getMessage());
    assertEquals(ShapeException.class, e.getCause().getClass());
  }

  @Test
  void mistakesAreExplained() {
    Loader<Integer> loader = Loader.of(numbers(50), NUMBERS);
    assertEquals(
        "loader: a batch of 64 is larger than the set of 50 examples; use a batch of 50 or fewer",
        assertThrows(IllegalArgumentException.class, () -> loader.batch(64)).getMessage());
    assertEquals(
        "loader: batch is 0; use 1 or more",
        assertThrows(IllegalArgumentException.class, () -> loader.batch(0)).getMessage());
    assertEquals(
        "loader: the set is empty; give at least one example",
        assertThrows(IllegalArgumentException.class, () -> Loader.of(numbers(0), NUMBERS))
            .getMessage());
    assertEquals(
        "rows: there is no example 50; they are 0 to 49",
        assertThrows(IndexOutOfBoundsException.class, () -> numbers(50).rows(new int[] {3, 50}))
            .getMessage());
    Pass pass = loader.pass(1);
    batches(pass);
    assertEquals(
        "the epoch has ended after 2 batches",
        assertThrows(NoSuchElementException.class, pass::next).getMessage());
    assertEquals(
        "weighted: 2 weights for 50 examples; give one for each",
        assertThrows(
                IllegalArgumentException.class,
                () -> loader.sampler(Sampler.weighted(new double[] {1, 2}, 5)).pass(1))
            .getMessage());
    assertEquals(
        "weighted: the weight of example 1 is -1.0; weights are finite, 0 or more",
        assertThrows(
                IllegalArgumentException.class, () -> Sampler.weighted(new double[] {1, -1}, 5))
            .getMessage());
  }

  @Test
  void balancedSamplingGivesEveryClassItsShare() {
    int[] classes = new int[1000];
    Arrays.fill(classes, 0, 50, 1);
    Arrays.fill(classes, 50, 60, 2);
    Dataset<Integer> labels = Dataset.of(Arrays.stream(classes).boxed().toList());
    Loader<Integer> loader =
        Loader.of(labels, NUMBERS).batch(1000).seed(11).sampler(Sampler.balanced(classes));
    List<Integer> drawn = batches(loader.pass(1)).getFirst();
    for (int c = 0; c < 3; c++) {
      int wanted = c;
      long count = drawn.stream().filter(i -> i == wanted).count();
      // Six standard deviations of a binomial distribution are 89.
      assertTrue(Math.abs(count - 333) < 90, "seed 11: class " + c + " was drawn " + count);
    }
  }

  @Test
  void theShuffleBufferLosesNothing() {
    DataStream<Integer> stream = _ -> IntStream.range(0, 100).iterator();
    Loader<Integer> loader = Loader.of(stream, NUMBERS).batch(100).shuffleBuffer(20).seed(2);
    List<Integer> order = batches(loader.pass(1)).getFirst();
    assertEquals(IntStream.range(0, 100).boxed().toList(), order.stream().sorted().toList());
    assertNotEquals(IntStream.range(0, 100).boxed().toList(), order);
    assertTrue(order.getFirst() < 20);
    assertEquals(OptionalInt.empty(), loader.rows());
    assertEquals(order, batches(loader.pass(1)).getFirst());
    assertNotEquals(order, batches(loader.pass(2)).getFirst());
  }
}
