// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.generate.Decoder;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Dropout;
import dev.navette.nn.Embedding;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.recurrent.CellKind;
import dev.navette.nn.recurrent.Recurrent;
import dev.navette.nn.recurrent.RecurrentOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;

/// A recurrent language model, such as of characters: it reads a token at a time and says after
/// each which comes next.
///
/// A. Graves, [Generating sequences with recurrent neural
/// networks](https://arxiv.org/abs/1308.0850), 2013.
///
/// @param embedding of tokens
/// @param rnn one or more layers
/// @param head from the last layer to logits
/// @param dropout before the first layer and before the head, while training
public record CharRnn(Embedding embedding, Recurrent rnn, Linear head, Dropout dropout)
    implements Layer {
  /// What a model is made of.
  ///
  /// @param vocabulary how many tokens there are
  /// @param width the features of a token
  /// @param cell the kind of cell
  /// @param hidden the features of a layer
  /// @param layers how many
  /// @param dropout the probability of dropping a value while training
  public record Plan(
      int vocabulary, int width, CellKind cell, int hidden, int layers, double dropout)
      implements Architecture {
    @Override
    public CharRnn build(Rng rng) {
      RecurrentOptions options = RecurrentOptions.DEFAULT.layers(layers).dropout(dropout);
      return new CharRnn(
          Embedding.init(vocabulary, width, rng),
          Recurrent.of(width, options, in -> cell.init(in, hidden, rng)),
          Linear.init(hidden, vocabulary, rng),
          new Dropout(dropout));
    }
  }

  /// What the model says, and the state that it ends in.
  ///
  /// @param logits of the token after each, `(B, T, V)`
  /// @param state to begin the next chunk with, without its history
  public record Result(Tensor logits, List<Tensor> state) {}

  /// Logits of the token after each, from a state of zeros.
  ///
  /// @param tokens i32 or i64, `(B, T)`
  /// @return `(B, T, V)`
  @Override
  public Tensor forward(Tensor tokens) {
    return run(tokens, List.of()).logits();
  }

  /// Reads on from a state, as in truncated backpropagation through time. Evaluate the state that
  /// results together with the step.
  ///
  /// @param tokens i32 or i64, `(B, T)`
  /// @param state of the chunk before; zeros if empty
  /// @throws ShapeException if the tokens are no matrix
  public Result run(Tensor tokens, List<Tensor> state) {
    if (tokens.rank() != 2) {
      throw new ShapeException(
          "CharRnn: tokens of shape " + tokens.shape() + "; they must be (B, T)");
    }
    Tensor x = dropout.forward(embedding.forward(tokens)); // (B, T, width)
    Recurrent.Result y = rnn.run(x, state); // (B, T, hidden)
    return new Result(head.forward(dropout.forward(y.outputs())), y.detached());
  }

  /// A decoder that writes `rows` sequences at once.
  public Decoder decoder(int rows) {
    return new StateDecoder(rows, rnn.zeros(rows, embedding.weight().type().dtype()), this::run);
  }
}
