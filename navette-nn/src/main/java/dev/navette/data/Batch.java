// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.tensor.Tensor;
import java.util.List;

/// Several examples as tensors, the batch axis first.
///
/// @param inputs one or several, `(B, ...)` each
/// @param targets none, one or several, `(B, ...)` each
public record Batch(List<Tensor> inputs, List<Tensor> targets) {
  /// Keeps copies of the lists.
  public Batch {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("batch: there is no input; give at least one tensor");
    }
  }

  /// One input with one target.
  public static Batch of(Tensor input, Tensor target) {
    return new Batch(List.of(input), List.of(target));
  }

  /// Examples stacked, input by input and target by target.
  ///
  /// @param examples at least one
  /// @throws dev.navette.ir.ShapeException if they differ in shape
  public static Batch stack(List<Example> examples) {
    Example first = examples.getFirst();
    return new Batch(
        java.util.stream.IntStream.range(0, first.inputs().size())
            .mapToObj(i -> Values.stack(examples.stream().map(e -> e.inputs().get(i)).toList()))
            .toList(),
        java.util.stream.IntStream.range(0, first.targets().size())
            .mapToObj(i -> Values.stack(examples.stream().map(e -> e.targets().get(i)).toList()))
            .toList());
  }

  /// How many examples there are: B.
  public int size() {
    return inputs.getFirst().dim(0);
  }

  /// The input, `(B, ...)`.
  ///
  /// @throws IllegalStateException if there are several
  public Tensor input() {
    return only("batch", "inputs", inputs);
  }

  /// The target, `(B, ...)`.
  ///
  /// @throws IllegalStateException if there are several or none
  public Tensor target() {
    return only("batch", "targets", targets);
  }

  static <T> T only(String owner, String what, List<T> list) {
    if (list.size() != 1) {
      throw new IllegalStateException(
          owner
              + ": it has "
              + list.size()
              + " "
              + what
              + ", so there is not the one; use "
              + what
              + "().get(i)");
    }
    return list.getFirst();
  }
}
