// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RecurrentErrorsTest {
  private static final Rng RNG = Rng.of(1);
  private final Recurrent net = Recurrent.lstm(2, 3, RNG);

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(ShapeException.class, call).getMessage());
  }

  @Test
  void inputsAreSequences() {
    refuses(
        "Recurrent: x has shape (4, 2); it must be (B, T, 2), sequences of the features that the"
            + " first cell takes",
        () -> net.forward(Tensor.zeros(4, 2)));
    Recurrent turned = new Recurrent(net.cells(), net.options().stepsFirst());
    refuses(
        "Recurrent: x has shape (4, 5, 3); it must be (T, B, 2), sequences of the features that the"
            + " first cell takes",
        () -> turned.forward(Tensor.zeros(4, 5, 3)));
    refuses(
        "LstmCell: x has shape (4, 3); its last extent must be the features that the cell takes, 2",
        () -> LstmCell.init(2, 3, RNG).forward(Tensor.zeros(4, 3), List.of()));
  }

  @Test
  void statesFitTheCells() {
    Tensor x = Tensor.zeros(4, 5, 2);
    refuses(
        "Recurrent: part 1 of the state has shape nothing; it must be (1, 4, 3), (layers *"
            + " directions, B, H)",
        () -> net.run(x, List.of(Tensor.zeros(1, 4, 3))));
    refuses(
        "Recurrent: part 0 of the state has shape (4, 3); it must be (1, 4, 3), (layers *"
            + " directions, B, H)",
        () -> net.run(x, List.of(Tensor.zeros(4, 3), Tensor.zeros(4, 3))));
  }

  @Test
  void lengthsAreOneASequence() {
    refuses(
        "Recurrent: lengths have shape (5); they must be (4), the steps of each sequence of the"
            + " batch",
        () -> net.run(Tensor.zeros(4, 5, 2), Tensor.of(new int[5], 5)));
  }

  @Test
  void cellsFitEachOther() {
    SequencedMap<String, Cell> cells = new LinkedHashMap<>();
    cells.put("*_l0", GruCell.init(2, 3, RNG));
    refuses(
        "Recurrent: 1 cells for 2 layers in 1 directions; there must be 2",
        () -> new Recurrent(cells, RecurrentOptions.DEFAULT.layers(2)));
    cells.put("*_l1", GruCell.init(2, 3, RNG));
    refuses(
        "Recurrent: cell 1 takes 2 features and is given 3 by layer 0",
        () -> new Recurrent(cells, RecurrentOptions.DEFAULT.layers(2)));
  }

  private static Variable zeros(int... shape) {
    return new Variable(Tensor.zeros(shape));
  }

  private static Gates gates(Variable ih, Variable hh, Optional<Variable> bias) {
    return new Gates(ih, hh, bias, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void weightsFitEachOther() {
    refuses(
        "Gates: weight_ih has shape (4, 2) and weight_hh (3, 1); they must be matrices (gates * H,"
            + " in) and (gates * H, out) with the same rows",
        () -> gates(zeros(4, 2), zeros(3, 1), Optional.empty()));
    refuses(
        "Gates: bias_ih has shape (3) and the weights 4 rows; the bias must be (4)",
        () -> gates(zeros(4, 2), zeros(4, 1), Optional.of(zeros(3))));
    refuses(
        "GruCell: weight_ih has shape (4, 2); its rows must be those of 3 gates",
        () -> new GruCell(gates(zeros(4, 2), zeros(4, 1), Optional.empty())));
    refuses(
        "LstmCell: weight_hh has shape (4, 2), which takes an output of 2 features from 1 hidden"
            + " ones; without a projection both are the same",
        () -> LstmCell.of(gates(zeros(4, 2), zeros(4, 2), Optional.empty())));
    refuses(
        "LstmCell: weight_hr has shape (1, 1); it must be (2, 1)",
        () ->
            new LstmCell(
                gates(zeros(4, 2), zeros(4, 2), Optional.empty()),
                Optional.of(zeros(1, 1)),
                Optional.empty(),
                Optional.empty()));
    refuses(
        "recurrent cell: 0 features in, 3 hidden and 3 out; all must be 1 or more",
        () -> RnnCell.init(0, 3, RNG));
  }

  @Test
  void optionsAreInRange() {
    assertEquals(
        "recurrent net: 0 layers; use 1 or more",
        assertThrows(IllegalArgumentException.class, () -> RecurrentOptions.DEFAULT.layers(0))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> RecurrentOptions.DEFAULT.dropout(2));
  }
}
