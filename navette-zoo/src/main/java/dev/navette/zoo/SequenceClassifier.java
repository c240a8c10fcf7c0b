// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.ir.DType;
import dev.navette.nn.Dropout;
import dev.navette.nn.Embedding;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.recurrent.CellKind;
import dev.navette.nn.recurrent.Recurrent;
import dev.navette.nn.recurrent.RecurrentOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// A recurrent net that reads tokens and says at the end what they are: a name's language, a
/// message's kind.
///
/// @param embedding of tokens
/// @param rnn one or more layers, in one direction or both
/// @param head from the last states to logits
/// @param dropout before the head, while training
public record SequenceClassifier(Embedding embedding, Recurrent rnn, Linear head, Dropout dropout)
    implements Layer {
  /// What a model is made of.
  ///
  /// @param vocabulary how many tokens there are
  /// @param width the features of a token
  /// @param cell the kind of cell
  /// @param hidden the features of a layer, in each direction
  /// @param layers how many
  /// @param bidirectional whether it also reads backwards
  /// @param dropout the probability of dropping a value while training
  /// @param classes how many outputs
  public record Plan(
      int vocabulary,
      int width,
      CellKind cell,
      int hidden,
      int layers,
      boolean bidirectional,
      double dropout,
      int classes)
      implements Architecture {
    @Override
    public SequenceClassifier build(Rng rng) {
      RecurrentOptions one = RecurrentOptions.DEFAULT.layers(layers).dropout(dropout);
      RecurrentOptions options = bidirectional ? one.inBothDirections() : one;
      return new SequenceClassifier(
          Embedding.init(vocabulary, width, rng),
          Recurrent.of(width, options, in -> cell.init(in, hidden, rng)),
          Linear.init(hidden * options.directions(), classes, rng),
          new Dropout(dropout));
    }
  }

  /// Logits of sequences that are padded with token 0, so that its number of tokens is where a
  /// sequence ends.
  ///
  /// @param tokens `(B, T)`, whole numbers; f32 too, as a data set of numbers has them
  /// @return `(B, classes)`
  @Override
  public Tensor forward(Tensor tokens) {
    Tensor numbers = tokens.dtype().isFloat() ? tokens.cast(DType.I32) : tokens;
    return forward(numbers, numbers.ne(0).cast(DType.I32).sum(1));
  }

  /// Logits of padded sequences.
  ///
  /// @param tokens i32 or i64, `(B, T)`, anything that is a token behind the ends
  /// @param lengths of each, `(B)`
  /// @return `(B, classes)`
  public Tensor forward(Tensor tokens, Tensor lengths) {
    return classified(rnn.run(embedding.forward(tokens), lengths));
  }

  private Tensor classified(Recurrent.Result y) {
    return head.forward(dropout.forward(y.last()));
  }
}
