// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Dropout;
import dev.navette.nn.Layer;
import dev.navette.nn.Named;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntFunction;

/// Cells that run over sequences, in one or both directions and in several layers.
///
/// ```java
/// Recurrent lstm = Recurrent.lstm(64, 256, rng);
/// Tensor y = lstm.forward(x);                        // (B, T, 64) to (B, T, 256)
/// Tensor last = lstm.run(x, lengths).last();         // (B, 256), at each sequence's end
/// Recurrent deep = Recurrent.of(64, RecurrentOptions.DEFAULT.layers(2).inBothDirections(),
///     in -> LstmCell.init(in, 256, rng).normalised());
/// ```
///
/// @param cells by the names that paths have: `*_l0`, `*_l0_reverse`, `*_l1` and so on, the names
///   of their weights standing for the star
/// @param options how they run
public record Recurrent(@Named("") SequencedMap<String, Cell> cells, RecurrentOptions options)
    implements Layer {
  /// Checks that the cells fit each other.
  ///
  /// @throws ShapeException if there are more or fewer than the options say, or one does not take
  ///   what the layer below gives
  public Recurrent {
    int expected = options.layers() * options.directions();
    if (cells.size() != expected) {
      throw new ShapeException(
          "Recurrent: "
              + cells.size()
              + " cells for "
              + options.layers()
              + " layers in "
              + options.directions()
              + " directions; there must be "
              + expected);
    }
    List<Cell> all = List.copyOf(cells.values());
    for (int i = 0; i < all.size(); i++) {
      int below = i / options.directions() - 1;
      int given = below < 0 ? all.getFirst().in() : width(all, below, options.directions());
      if (all.get(i).in() != given) {
        throw new ShapeException(
            "Recurrent: cell "
                + i
                + " takes "
                + all.get(i).in()
                + " features and is given "
                + given
                + (below < 0 ? " as the first cell is" : " by layer " + below));
      }
    }
  }

  private static int width(List<Cell> cells, int layer, int directions) {
    return cells.subList(layer * directions, (layer + 1) * directions).stream()
        .mapToInt(Cell::out)
        .sum();
  }

  // ---- makers

  /// New cells in one layer.
  ///
  /// @param in features of x
  /// @param cell from the features of its input to a new cell
  public static Recurrent of(int in, IntFunction<? extends Cell> cell) {
    return of(in, RecurrentOptions.DEFAULT, cell);
  }

  /// New cells.
  ///
  /// @param in features of x
  /// @param cell from the features of its input to a new cell, called once a layer and direction
  public static Recurrent of(int in, RecurrentOptions options, IntFunction<? extends Cell> cell) {
    SequencedMap<String, Cell> cells = new LinkedHashMap<>();
    int features = in;
    for (int layer = 0; layer < options.layers(); layer++) {
      int width = 0;
      for (int direction = 0; direction < options.directions(); direction++) {
        Cell made = cell.apply(features);
        cells.put("*_l" + layer + (direction == 0 ? "" : "_reverse"), made);
        width += made.out();
      }
      features = width;
    }
    return new Recurrent(cells, options);
  }

  /// A new simple recurrent net of one layer with tanh.
  public static Recurrent rnn(int in, int hidden, Rng rng) {
    return rnn(in, hidden, RecurrentOptions.DEFAULT, rng);
  }

  /// A new simple recurrent net with tanh.
  public static Recurrent rnn(int in, int hidden, RecurrentOptions options, Rng rng) {
    return of(in, options, features -> RnnCell.init(features, hidden, rng));
  }

  /// A new LSTM of one layer.
  public static Recurrent lstm(int in, int hidden, Rng rng) {
    return lstm(in, hidden, RecurrentOptions.DEFAULT, rng);
  }

  /// A new LSTM.
  public static Recurrent lstm(int in, int hidden, RecurrentOptions options, Rng rng) {
    return of(in, options, features -> LstmCell.init(features, hidden, rng));
  }

  /// A new GRU of one layer.
  public static Recurrent gru(int in, int hidden, Rng rng) {
    return gru(in, hidden, RecurrentOptions.DEFAULT, rng);
  }

  /// A new GRU.
  public static Recurrent gru(int in, int hidden, RecurrentOptions options, Rng rng) {
    return of(in, options, features -> GruCell.init(features, hidden, rng));
  }

  // ---- what is computed

  /// What a net gives.
  ///
  /// @param outputs h of the last layer at every step, `(B, T, out)`, 0 behind a sequence's end
  /// @param state the final state, `(layers * directions, B, H)` each
  /// @param last the final h of the last layer, `(B, out)`, the directions side by side
  public record Result(Tensor outputs, List<Tensor> state, Tensor last) {
    /// The final state without its history: what the next chunk of long sequences begins with in
    /// truncated backpropagation. Evaluate it together with the step, which changes the weights
    /// that it comes from.
    public List<Tensor> detached() {
      return state.stream().map(Tensor::detach).toList();
    }
  }

  /// The outputs.
  ///
  /// @param x `(B, T, in)`
  /// @return `(B, T, out)`
  @Override
  public Tensor forward(Tensor x) {
    return run(x).outputs();
  }

  /// Runs from a state of zeros.
  ///
  /// @param x `(B, T, in)`
  public Result run(Tensor x) {
    return run(x, List.of(), Optional.empty());
  }

  /// Runs from `state`.
  ///
  /// @param x `(B, T, in)`
  /// @param state as a result has it
  public Result run(Tensor x, List<Tensor> state) {
    return run(x, state, Optional.empty());
  }

  /// Runs from a state of zeros over sequences that end early.
  ///
  /// @param x `(B, T, in)`, anything behind the ends
  /// @param lengths the steps of each sequence, `(B)`, i32 or i64; 0 leaves its state as it was
  public Result run(Tensor x, Tensor lengths) {
    return run(x, List.of(), Optional.of(lengths));
  }

  /// Runs from `state` over sequences that may end early.
  ///
  /// @param x `(B, T, in)`
  /// @param state as a result has it; zeros if empty
  /// @param lengths the steps of each sequence, `(B)`; all steps if empty
  /// @throws ShapeException if x, the state or the lengths do not fit the cells and each other
  public Result run(Tensor x, List<Tensor> state, Optional<Tensor> lengths) {
    requireSequences(x);
    Tensor rows = options.sequenceFirst() ? x : x.transpose(0, 1); // (T, B, in)
    int batch = rows.dim(1);
    List<Tensor> first = state.isEmpty() ? zeros(batch, x.dtype()) : state;
    requireState(first, batch);
    Optional<Tensor> valid = lengths.map(l -> valid(l, rows.dim(0), batch)); // (T, B, 1)
    List<Cell> all = List.copyOf(cells.values());
    List<List<Tensor>> last = new ArrayList<>();
    // What lies behind an end may be anything, and 0 times anything is not 0.
    Tensor layer = valid.isPresent() ? rows.where(valid.get(), 0) : rows;
    for (int i = 0; i < all.size(); i += options.directions()) {
      List<Tensor> outputs = new ArrayList<>();
      for (int j = i; j < i + options.directions(); j++) {
        Pass pass = new Pass(all.get(j), j > i, options.recurrentDropout());
        Pass.Result result = pass.run(layer, at(first, j), valid);
        outputs.add(result.outputs());
        last.add(result.state());
      }
      layer = outputs.size() == 1 ? outputs.getFirst() : Tensors.concat(-1, outputs);
      if (i + options.directions() < all.size()) {
        layer = new Dropout(options.dropout()).forward(layer);
      }
    }
    return new Result(
        options.sequenceFirst() ? layer : layer.transpose(0, 1), stacked(last), top(last));
  }

  /// A state of zeros.
  public List<Tensor> zeros(int batch, DType dtype) {
    Cell cell = cells.firstEntry().getValue();
    return cell.stateSizes().stream()
        .map(size -> Tensor.zeros(dtype, cells.size(), batch, size))
        .toList();
  }

  private static List<Tensor> at(List<Tensor> state, int cell) {
    return state.stream().map(part -> part.select(0, cell)).toList();
  }

  /// The parts of the state, each of all cells.
  private static List<Tensor> stacked(List<List<Tensor>> states) {
    List<Tensor> parts = new ArrayList<>();
    for (int part = 0; part < states.getFirst().size(); part++) {
      int p = part;
      parts.add(Tensors.stack(0, states.stream().map(s -> s.get(p)).toList()));
    }
    return List.copyOf(parts);
  }

  private Tensor top(List<List<Tensor>> states) {
    List<Tensor> h =
        states.subList(states.size() - options.directions(), states.size()).stream()
            .map(List::getFirst)
            .toList();
    return h.size() == 1 ? h.getFirst() : Tensors.concat(-1, h);
  }

  /// Whether each step is one of its sequence, `(T, B, 1)`.
  private static Tensor valid(Tensor lengths, int steps, int batch) {
    if (lengths.rank() != 1 || lengths.dim(0) != batch) {
      throw new ShapeException(
          "Recurrent: lengths have shape "
              + lengths.shape()
              + "; they must be ("
              + batch
              + "), the steps of each sequence of the batch");
    }
    return Tensor.iota(lengths.dtype(), 0, steps, 1, 1).lt(lengths.unsqueeze(-1));
  }

  private void requireSequences(Tensor x) {
    int in = cells.firstEntry().getValue().in();
    if (x.rank() != 3 || x.dim(2) != in) {
      throw new ShapeException(
          "Recurrent: x has shape "
              + x.shape()
              + "; it must be "
              + (options.sequenceFirst() ? "(T, B, " : "(B, T, ")
              + in
              + "), sequences of the features that the first cell takes");
    }
  }

  private void requireState(List<Tensor> state, int batch) {
    List<Integer> sizes = cells.firstEntry().getValue().stateSizes();
    for (int i = 0; i < Math.max(sizes.size(), state.size()); i++) {
      String wanted =
          i < sizes.size()
              ? "(" + cells.size() + ", " + batch + ", " + sizes.get(i) + ")"
              : "nothing";
      String given = i < state.size() ? state.get(i).shape().toString() : "nothing";
      if (!wanted.equals(given)) {
        throw new ShapeException(
            "Recurrent: part "
                + i
                + " of the state has shape "
                + given
                + "; it must be "
                + wanted
                + ", (layers * directions, B, H)");
      }
    }
  }
}
