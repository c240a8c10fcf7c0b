// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.nn.Activation;
import dev.navette.nn.recurrent.Cell;
import dev.navette.nn.recurrent.Gates;
import dev.navette.nn.recurrent.GruCell;
import dev.navette.nn.recurrent.LstmCell;
import dev.navette.nn.recurrent.Recurrent;
import dev.navette.nn.recurrent.RecurrentOptions;
import dev.navette.nn.recurrent.RnnCell;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// Recurrent nets and their cells.
final class GoldenRecurrent {
  private GoldenRecurrent() {}

  static void addTo(GoldenOps ops) {
    for (String type : List.of("rnn", "lstm", "gru")) {
      ops.several(type, a -> net(type, a));
    }
    ops.one("rnn_cell", a -> alone("rnn", a).forward(a.x(), List.of(a.input("h"))).getFirst());
    ops.one("gru_cell", a -> alone("gru", a).forward(a.x(), List.of(a.input("h"))).getFirst());
    ops.several(
        "lstm_cell",
        a -> {
          List<Tensor> next = alone("lstm", a).forward(a.x(), List.of(a.input("h"), a.input("c")));
          return Map.of("h1", next.get(0), "c1", next.get(1));
        });
  }

  private static Cell alone(String type, GoldenArguments a) {
    a.describedBy("bias");
    Cell cell = cell(type, a, name -> a.optionalVariable("param." + name));
    requireSizes(a, cell);
    return cell;
  }

  private static void requireSizes(GoldenArguments a, Cell cell) {
    a.follows("input_size", cell.in());
    a.follows("hidden_size", cell.stateSizes().getLast());
    a.follows("proj_size", cell.out());
  }

  private static Map<String, Tensor> net(String type, GoldenArguments a) {
    a.describedBy("bias");
    RecurrentOptions options = options(a);
    options = a.flag("batch_first") ? options : options.stepsFirst();
    Recurrent net = of(type, a, options, name -> a.optionalVariable("param." + name));
    requireSizes(a, net.cells().firstEntry().getValue());
    Optional<Tensor> h = a.optional("input.h0");
    Optional<Tensor> c = a.optional("input.c0");
    List<Tensor> state =
        h.map(s -> c.isPresent() ? List.of(s, c.get()) : List.of(s)).orElse(List.of());
    Recurrent.Result y = net.run(a.x(), state, a.optional("input.lengths"));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("y", y.outputs());
    outputs.put("hn", y.state().getFirst());
    if (y.state().size() > 1) {
      outputs.put("cn", y.state().getLast());
    }
    return outputs;
  }

  /// The layers and directions that settings ask for.
  static RecurrentOptions options(GoldenArguments a) {
    RecurrentOptions options = RecurrentOptions.DEFAULT.layers(a.integer("num_layers", 1));
    return a.flag("bidirectional") ? options.inBothDirections() : options;
  }

  /// The net of these weights.
  ///
  /// @param weights by PyTorch's names, empty where the net has none
  static Recurrent of(
      String type,
      GoldenArguments a,
      RecurrentOptions options,
      Function<String, Optional<Variable>> weights) {
    SequencedMap<String, Cell> cells = new LinkedHashMap<>();
    for (int layer = 0; layer < options.layers(); layer++) {
      for (int direction = 0; direction < options.directions(); direction++) {
        String suffix = "_l" + layer + (direction == 0 ? "" : "_reverse");
        cells.put("*" + suffix, cell(type, a, name -> weights.apply(name + suffix)));
      }
    }
    return new Recurrent(cells, options);
  }

  private static Cell cell(
      String type, GoldenArguments a, Function<String, Optional<Variable>> weights) {
    Gates gates =
        new Gates(
            weights.apply("weight_ih").orElseThrow(),
            weights.apply("weight_hh").orElseThrow(),
            weights.apply("bias_ih"),
            weights.apply("bias_hh"),
            Optional.empty(),
            Optional.empty());
    return switch (type) {
      case "rnn" -> new RnnCell(gates, Activation.named(a.text("nonlinearity")));
      case "gru" -> new GruCell(gates);
      case "lstm" ->
          new LstmCell(gates, weights.apply("weight_hr"), Optional.empty(), Optional.empty());
      default -> throw new UnsupportedCaseException("cell " + type);
    };
  }
}
