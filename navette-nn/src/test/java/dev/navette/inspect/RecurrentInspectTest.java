// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.nn.Activation;
import dev.navette.nn.recurrent.Cell;
import dev.navette.nn.recurrent.GruCell;
import dev.navette.nn.recurrent.LstmCell;
import dev.navette.nn.recurrent.RnnCell;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrentInspectTest {
  private final Rng rng = Rng.of(4);

  @Test
  void linearCellsMultiplyByTheirWeightInEachStep() {
    RnnCell cell = RnnCell.init(2, 3, rng).withoutBias().activation(Activation.IDENTITY);
    cell.gates().weightHh().assign(Tensors.eye(DType.F32, 3, 3).mul(0.5));
    StateGradients g = StateGradients.of(cell, rng.standardNormal(6, 2));
    assertEquals(7, g.norms().size());
    for (int lag = 0; lag < 7; lag++) {
      assertEquals(Math.pow(0.5, lag), g.norms().get(lag), 1e-6);
    }
    assertEquals(List.of(0.5, 0.5, 0.5), g.singularValues().get("hidden"));
  }

  @Test
  void anOpenForgetGateKeepsTheMemorysGradient() {
    LstmCell cell = LstmCell.init(2, 4, rng).withoutBias();
    cell.gates().weightHh().assign(Tensor.zeros(16, 4));
    Tensor rows = Tensor.iota(DType.I32, 0, 16, 1);
    Tensor forget = rows.ge(4).and(rows.lt(8)).cast(DType.F32).mul(100);
    cell.gates().weightIh().assign(forget.broadcastTo(16, 2));
    StateGradients g = StateGradients.of(cell, Tensor.ones(9, 2), 1);
    g.norms().forEach(norm -> assertEquals(1, norm, 1e-6));
    assertEquals("[input, forget, candidate, output]", g.singularValues().keySet().toString());
  }

  @Test
  void gatesAreThoseOfTheCellStepByStep() {
    Cell cell = GruCell.init(2, 3, rng);
    Tensor x = rng.standardNormal(5, 2).eval();
    GateActivations activations = GateActivations.of(cell, x);
    assertEquals("[reset, update, candidate]", activations.gates().keySet().toString());
    List<Tensor> state = cell.zeros(1, DType.F32);
    for (int t = 0; t < 5; t++) {
      Cell.Step step = cell.step(cell.input(x.narrow(0, t, 1)), state.getFirst(), state);
      for (String gate : step.gates().keySet()) {
        Tensor all = activations.gates().get(gate);
        assertTrue(all != null, gate);
        assertArrayEquals(
            step.gates().get(gate).flatten().toFloatArray(),
            all.select(0, t).toFloatArray(),
            1e-6f,
            gate);
      }
      state = step.state();
    }
  }
}
