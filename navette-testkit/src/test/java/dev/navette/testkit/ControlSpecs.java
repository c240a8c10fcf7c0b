// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Checkpoint;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Specifications of loops and checkpoints.
final class ControlSpecs {
  private final List<OpSpec> specs = new ArrayList<>();

  private ControlSpecs() {}

  static List<OpSpec> all() {
    ControlSpecs s = new ControlSpecs();
    s.loops();
    s.checkpoints();
    return s.specs;
  }

  private OpSpec add(OpSpec spec) {
    specs.add(spec);
    return spec;
  }

  private void loops() {
    add(OpSpec.of("scan", in -> recurrent(in, Scan.over(in.get(0)), false)))
        .withoutHalves()
        .operand(-1, 1, 5, 2, 3)
        .operand(-1, 1, 3, 4)
        .operand(-1, 1, 4, 4)
        .operand(-1, 1, 2, 4)
        .refuses(
            "fewer than no steps",
            () -> Scan.times(-1).run(List.of(), (c, _) -> Scan.step(c, c)).carry().getFirst(),
            IllegalArgumentException.class,
            "scan: -1 steps; use 0 or more")
        .refuses(
            "no sequence",
            () -> Scan.over(List.of()).run(List.of(), Scan::step).carry().getFirst(),
            ShapeException.class,
            "scan: there is no sequence; use Scan.times(length) to count steps");
    add(OpSpec.of(
            "scan backwards in chunks",
            in -> recurrent(in, Scan.over(in.get(0)).reversed().budget(1), true)))
        .withoutHalves()
        .operand(-1, 1, 7, 2, 3)
        .operand(-1, 1, 3, 4)
        .operand(-1, 1, 4, 4)
        .operand(-1, 1, 2, 4);
    add(OpSpec.of(
            "scan of softmaxes",
            in ->
                Scan.over(in.get(0))
                    .run(
                        List.of(in.get(1)),
                        (c, x) -> {
                          Tensor p = c.get(0).add(x.get(0)).softmax(-1);
                          return Scan.step(List.of(p.cumsum(0).mul(in.get(2))), List.of(p));
                        })
                    .stacked()
                    .getFirst()))
        .withoutHalves()
        .operand(-1, 1, 4, 3, 5)
        .operand(-1, 1, 3, 5)
        .operand(-1, 1, 5);
  }

  /// The states of h' = tanh(x Wx + h Wh), or their running products.
  private static Tensor recurrent(List<Tensor> in, Scan scan, boolean products) {
    return scan.run(
            List.of(in.get(3)),
            (c, x) -> {
              Tensor z = x.get(0).matmul(in.get(1)).add(c.get(0).matmul(in.get(2)));
              Tensor h = z.tanh();
              return Scan.step(List.of(h), List.of(products ? h.cumprod(1) : h));
            })
        .stacked()
        .getFirst();
  }

  private void checkpoints() {
    add(OpSpec.of(
            "checkpoint",
            in -> Checkpoint.of(in.get(0), x -> x.matmul(in.get(1)).tanh().softmax(-1))))
        .withoutHalves()
        .operand(-1, 1, 3, 4)
        .operand(-1, 1, 4, 4);
    add(OpSpec.of(
            "checkpoint in a checkpoint",
            in ->
                Checkpoint.of(
                    in.get(0), x -> Checkpoint.of(x.mul(in.get(1)), y -> y.exp().mul(x)).sin())))
        .withoutHalves()
        .operand(-1, 1, 3)
        .operand(-1, 1, 3);
  }
}
