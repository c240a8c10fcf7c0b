// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.ir.Shape;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Makes a batch of sequences of different lengths: each input and target with at least one axis is
/// filled up along the first to the longest of the batch.
///
/// ```java
/// Loader<Example> loader = Loader.of(sentences, Padding.of(pad)).sampler(Sampler.byLength(lengths, 32));
/// ```
///
/// The inputs of the batch are those of the examples, `(B, T, ...)`, and after them, for each input
/// that is a sequence, the lengths, i32 `(B)`. Targets are `(B, T, ...)`, or `(B)` for single
/// classes and numbers.
///
/// @param input what fills up inputs
/// @param target what fills up targets: what the loss ignores
/// @param multiple what lengths are rounded up to a multiple of, 1 or more
public record Padding(int input, int target, int multiple) implements Collate<Example> {
  /// Checks the multiple.
  ///
  /// @throws IllegalArgumentException if the multiple is below 1
  public Padding {
    if (multiple < 1) {
      throw new IllegalArgumentException(
          "padding: the multiple is " + multiple + "; use 1 or more");
    }
  }

  /// Fills up inputs and targets with the same, to the longest.
  public static Padding of(int value) {
    return new Padding(value, value, 1);
  }

  /// The same with something else to fill up targets.
  public Padding targets(int value) {
    return new Padding(input, value, multiple);
  }

  /// The same with lengths rounded up.
  public Padding multipleOf(int length) {
    return new Padding(input, target, length);
  }

  @Override
  public Batch batch(List<Example> examples) {
    List<Tensor> inputs = padded(examples, Example::inputs, input);
    for (int slot = 0; slot < examples.getFirst().inputs().size(); slot++) {
      int which = slot;
      if (examples.getFirst().inputs().get(slot).shape().rank() > 0) {
        int[] lengths =
            examples.stream().mapToInt(e -> e.inputs().get(which).shape().dim(0)).toArray();
        inputs.add(Tensor.of(lengths, lengths.length)); // (B)
      }
    }
    return new Batch(inputs, padded(examples, Example::targets, target));
  }

  private List<Tensor> padded(
      List<Example> examples, Function<Example, List<Values>> side, int fill) {
    List<Tensor> tensors = new ArrayList<>();
    for (int slot = 0; slot < side.apply(examples.getFirst()).size(); slot++) {
      int which = slot;
      List<Values> rows = examples.stream().map(e -> side.apply(e).get(which)).toList();
      boolean sequences = rows.getFirst().shape().rank() > 0;
      tensors.add(Values.stack(sequences ? filled(rows, fill) : rows));
    }
    return tensors;
  }

  private List<Values> filled(List<Values> rows, int fill) {
    int longest = rows.stream().mapToInt(row -> row.shape().dim(0)).max().orElse(0);
    int length = (longest + multiple - 1) / multiple * multiple;
    return rows.stream().map(row -> filled(row, length, fill)).toList();
  }

  private static Values filled(Values row, int length, int fill) {
    int[] dims = row.shape().toArray();
    int size = length * Arrays.stream(dims).skip(1).reduce(1, (a, b) -> a * b);
    dims[0] = length;
    return switch (row) {
      case Values.Floats floats -> {
        float[] all = Arrays.copyOf(floats.data(), size);
        Arrays.fill(all, floats.data().length, size, fill);
        yield new Values.Floats(all, Shape.of(dims));
      }
      case Values.Ints ints -> {
        int[] all = Arrays.copyOf(ints.data(), size);
        Arrays.fill(all, ints.data().length, size, fill);
        yield new Values.Ints(all, Shape.of(dims));
      }
    };
  }
}
