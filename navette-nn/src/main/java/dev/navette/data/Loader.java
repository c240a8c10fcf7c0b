// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Makes batches of examples: shuffles, transforms, collates, and does so in advance on background
/// threads.
///
/// ```java
/// Loader<Example> loader = Loader.of(examples).batch(64).seed(42).transform(flip);
/// for (Pass pass = loader.pass(epoch); pass.hasNext(); ) {
///   step(pass.next());
/// }
/// ```
///
/// Order and transforms follow from (seed, epoch, position) alone: a pass that starts at a later
/// batch gives exactly the batches that are left, whatever was made in advance before. Without a
/// seed it is 0; without [#batch] there are 32 examples in a batch, or all if there are fewer.
///
/// @param <E> an example
public final class Loader<E> {
  private static final int USUAL_BATCH = 32;
  private static final int USUAL_AHEAD = 2;

  private final Optional<Dataset<E>> dataset;
  private final Optional<DataStream<E>> stream;
  private final Optional<Function<int[], Batch>> direct;
  private final Collate<E> collate;
  private final List<Transform<E>> transforms = new ArrayList<>();
  private final List<Transform<Batch>> batchTransforms = new ArrayList<>();
  private Sampler sampler = Sampler.shuffled();
  private int shuffleBuffer;
  private int asked;
  private long seed;
  private boolean dropLast;
  private int ahead = USUAL_AHEAD;

  private Loader(
      Optional<Dataset<E>> dataset,
      Optional<DataStream<E>> stream,
      Optional<Function<int[], Batch>> direct,
      Collate<E> collate) {
    this.dataset = dataset;
    this.stream = stream;
    this.direct = direct;
    this.collate = collate;
    dataset.ifPresent(d -> {
      if (d.size() == 0) {
        throw new IllegalArgumentException("loader: the set is empty; give at least one example");
      }
    });
  }

  /// A loader of examples in memory.
  ///
  /// @throws IllegalArgumentException if there are none
  public static Loader<Example> of(Examples examples) {
    return new Loader<>(
        Optional.of(examples), Optional.empty(), Optional.of(examples::batch), Batch::stack);
  }

  /// A loader of examples of one shape.
  ///
  /// @throws IllegalArgumentException if there are none
  public static Loader<Example> of(Dataset<Example> examples) {
    return of(examples, Batch::stack);
  }

  /// A loader that makes batches of its own.
  ///
  /// @throws IllegalArgumentException if there are no examples
  public static <E> Loader<E> of(Dataset<E> examples, Collate<E> collate) {
    return new Loader<>(Optional.of(examples), Optional.empty(), Optional.empty(), collate);
  }

  /// A loader of a stream, in its order unless there is a [#shuffleBuffer].
  public static <E> Loader<E> of(DataStream<E> examples, Collate<E> collate) {
    return new Loader<>(Optional.empty(), Optional.of(examples), Optional.empty(), collate);
  }

  // ---- settings

  /// Sets how many examples a batch has; the last of an epoch may have fewer.
  ///
  /// @throws IllegalArgumentException below 1, or above the size of the set
  public Loader<E> batch(int examples) {
    if (examples < 1) {
      throw new IllegalArgumentException("loader: batch is " + examples + "; use 1 or more");
    }
    dataset.ifPresent(d -> {
      if (examples > d.size()) {
        throw new IllegalArgumentException(
            "loader: a batch of "
                + examples
                + " is larger than the set of "
                + d.size()
                + " examples; use a batch of "
                + d.size()
                + " or fewer");
      }
    });
    asked = examples;
    return this;
  }

  /// Sets what order and transforms follow from.
  public Loader<E> seed(long value) {
    seed = value;
    return this;
  }

  /// Sets whether examples come in a new random order every epoch (the default) or in their own.
  public Loader<E> shuffle(boolean wanted) {
    return sampler(wanted ? Sampler.shuffled() : Sampler.sequential());
  }

  /// Sets which examples of a set an epoch goes through, in which order.
  public Loader<E> sampler(Sampler chosen) {
    sampler = chosen;
    return this;
  }

  /// Draws each example of a stream from the next `examples` of them at random; 0 keeps its order.
  ///
  /// @throws IllegalArgumentException if negative
  public Loader<E> shuffleBuffer(int examples) {
    if (examples < 0) {
      throw new IllegalArgumentException(
          "loader: shuffleBuffer is " + examples + "; use 0 (the stream's order) or more");
    }
    shuffleBuffer = examples;
    return this;
  }

  /// Sets whether the last batch of an epoch is left out if it is smaller than the others.
  public Loader<E> dropLast(boolean wanted) {
    dropLast = wanted;
    return this;
  }

  /// Adds a change of each example, such as augmentation.
  public Loader<E> transform(Transform<E> added) {
    transforms.add(added);
    return this;
  }

  /// Adds a change of each batch, such as mixing its examples.
  public Loader<E> batchTransform(Transform<Batch> added) {
    batchTransforms.add(added);
    return this;
  }

  /// Sets how many batches are made in advance, 2 unless set; 0 makes each when it is asked for.
  ///
  /// @throws IllegalArgumentException if negative
  public Loader<E> prefetch(int batches) {
    if (batches < 0) {
      throw new IllegalArgumentException("loader: prefetch is " + batches + "; use 0 or more");
    }
    ahead = batches;
    return this;
  }

  // ---- what it gives

  /// Examples in a batch.
  public int batch() {
    return asked > 0
        ? asked
        : Math.min(USUAL_BATCH, dataset.map(Dataset::size).orElse(USUAL_BATCH));
  }

  /// Examples in an epoch; empty for a stream. A batch that is left out does not count.
  public OptionalInt rows() {
    if (dataset.isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(order(1).length);
  }

  /// Batches in an epoch; empty for a stream.
  public OptionalInt batches() {
    OptionalInt rows = rows();
    return rows.isPresent()
        ? OptionalInt.of((rows.getAsInt() + batch() - 1) / batch())
        : OptionalInt.empty();
  }

  /// What a pass depends on, in words: equal texts, sets and seeds give equal batches.
  public String description() {
    return (dataset.isPresent() ? dataset.get().size() + " examples" : "a stream")
        + ", batches of "
        + batch()
        + (dropLast ? " without the last small one" : "")
        + ", seed "
        + seed;
  }

  /// The batches of an epoch.
  ///
  /// @param epoch counted from 1
  public Pass pass(int epoch) {
    return pass(epoch, 0);
  }

  /// The batches of an epoch that are left after the first `consumed`.
  ///
  /// @param epoch counted from 1
  public Pass pass(int epoch, long consumed) {
    return new Pass(reader(epoch, consumed), consumed, ahead);
  }

  private Reader reader(int epoch, long consumed) {
    Assembly<E> assembly =
        new Assembly<>(collate, List.copyOf(transforms), List.copyOf(batchTransforms), seed);
    if (dataset.isPresent()) {
      return new IndexedReader<>(
          dataset.get(), direct, assembly, order(epoch), batch(), epoch, consumed);
    }
    Iterator<E> examples = stream.orElseThrow().open(epoch);
    if (shuffleBuffer > 0) {
      examples = new ShuffleBuffer<>(examples, shuffleBuffer, random(epoch));
    }
    return new StreamReader<>(examples, assembly, batch(), dropLast, epoch, consumed);
  }

  /// The examples of an epoch, without those of a last batch that is left out.
  private int[] order(int epoch) {
    int[] order = sampler.order(dataset.orElseThrow().size(), random(epoch));
    return dropLast ? Arrays.copyOf(order, order.length - order.length % batch()) : order;
  }

  private Rng random(int epoch) {
    return Rng.of(seed).stream("shuffle").stream("epoch " + epoch);
  }
}
