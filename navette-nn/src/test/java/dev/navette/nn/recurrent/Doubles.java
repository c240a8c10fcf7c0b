// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.ir.DType;
import dev.navette.nn.Activation;
import dev.navette.nn.LayerNorm;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Recurrent nets in f64, so that gradients can be checked.
final class Doubles {
  private Doubles() {}

  static Variable of(Variable v) {
    return new Variable(v.value().cast(DType.F64));
  }

  static Tensor normal(Rng rng, int... shape) {
    return rng.standardNormal(shape).cast(DType.F64).eval();
  }

  private static Optional<Variable> of(Optional<Variable> v) {
    return v.map(Doubles::of);
  }

  private static LayerNorm of(LayerNorm norm) {
    return new LayerNorm(of(norm.weight()), of(norm.bias()), norm.eps());
  }

  private static Gates of(Gates g) {
    return new Gates(
        of(g.weightIh()),
        of(g.weightHh()),
        of(g.biasIh()),
        of(g.biasHh()),
        g.normIh().map(Doubles::of),
        g.normHh().map(Doubles::of));
  }

  static Cell of(Cell cell) {
    return switch (cell) {
      case RnnCell(Gates gates, Activation f) -> new RnnCell(of(gates), f);
      case GruCell(Gates gates) -> new GruCell(of(gates));
      case LstmCell c ->
          new LstmCell(
              of(c.gates()), of(c.projection()), of(c.peepholes()), c.cellNorm().map(Doubles::of));
      default -> throw new AssertionError(cell);
    };
  }

  static Recurrent of(Recurrent net) {
    SequencedMap<String, Cell> cells = new LinkedHashMap<>();
    net.cells().forEach((name, cell) -> cells.put(name, of(cell)));
    return new Recurrent(cells, net.options());
  }
}
