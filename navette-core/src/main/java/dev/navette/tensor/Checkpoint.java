// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Trades time for memory: what a piece of a model computes on the way is forgotten and computed
/// again when the gradient needs it (Chen et al., "Training Deep Nets with Sublinear Memory Cost",
/// 2016). Values are the same bits as without, and so are gradients, but for those of a tensor that
/// is used several times inside, whose parts are added up in another order.
///
/// ```java
/// Tensor y = Checkpoint.of(x, block::forward);
/// ```
///
/// What is random inside is drawn once, at recording, so that both computations see the same.
/// Values cannot be read inside.
public final class Checkpoint {
  private Checkpoint() {}

  /// `body` of `x`. The body may use other tensors of the surrounding code too.
  public static Tensor of(Tensor x, UnaryOperator<Tensor> body) {
    return of(List.of(x), in -> List.of(body.apply(in.getFirst()))).getFirst();
  }

  /// `body` of `inputs`: any number of results, at least one.
  ///
  /// @throws dev.navette.ir.ShapeException if there is no result
  public static List<Tensor> of(List<Tensor> inputs, Function<List<Tensor>, List<Tensor>> body) {
    RecordedBody recorded =
        RecordedBody.of("checkpoint", inputs.stream().map(Tensor::type).toList(), body);
    List<Tensor> operands = new ArrayList<>(inputs);
    operands.addAll(recorded.captured());
    Tensor bundle =
        Tensor.record(new Op.Checkpoint(recorded.graph()), operands.toArray(Tensor[]::new));
    return Results.of(bundle, recorded.graph().outputs().size());
  }
}
