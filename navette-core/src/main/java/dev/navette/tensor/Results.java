// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Inference;
import java.util.List;
import java.util.stream.IntStream;

/// The results of an operation that has several.
final class Results {
  private Results() {}

  /// The first `count` results of `tensor`.
  static List<Tensor> of(Tensor tensor, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Tensor.record(Ops.pick(i), Inference.result(tensor.op(), i), tensor))
        .toList();
  }
}
