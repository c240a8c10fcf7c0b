// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.tensor.Checkpoint;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Loops and pieces that are computed again, with bodies of any kind.
final class RandomLoops {
  private static final int STEPS = 8;

  private RandomLoops() {}

  /// Something made of x, whose rank is 1 or more, and perhaps of a constant of the loop.
  ///
  /// @param constant a scalar
  static Tensor of(Random random, Tensor x, Tensor constant) {
    UnaryOperator<Tensor> body = body(random, constant);
    if (random.nextInt(3) == 0) {
      return Checkpoint.of(x, body);
    }
    Tensor rows = x.dim(0) > STEPS ? x.slice(0, 0, STEPS) : x;
    Tensor start = rows.select(0, 0).mul(0.5);
    Scan scan = random.nextBoolean() ? Scan.over(rows) : Scan.over(rows).reversed();
    if (random.nextInt(3) == 0) {
      scan = scan.budget(1);
    }
    Scan.Result result =
        scan.run(
            List.of(start),
            (carry, row) -> {
              Tensor h = carry.getFirst().mul(0.6).add(body.apply(row.getFirst())).tanh();
              return Scan.step(List.of(h), List.of(h.mul(row.getFirst())));
            });
    return random.nextBoolean() ? result.carry().getFirst() : result.stacked().getFirst();
  }

  private static UnaryOperator<Tensor> body(Random random, Tensor constant) {
    return switch (random.nextInt(5)) {
      case 0 -> t -> t.sin().mul(constant.cos());
      case 1 -> t -> t.rank() == 0 ? t.exp() : t.softmax(-1);
      case 2 -> t -> t.sub(t.mean()).mul(t.sigmoid());
      case 3 -> t -> t.rank() == 0 ? t : t.cumsum(0).mul(0.1).add(constant);
      default -> t -> t.square().add(1).sqrt().sub(constant);
    };
  }
}
