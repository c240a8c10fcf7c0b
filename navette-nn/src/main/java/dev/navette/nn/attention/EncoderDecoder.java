// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.nn.Init;
import dev.navette.nn.Module;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;

/// An encoder and a decoder that attends to it, on embedded sequences: PyTorch's `Transformer`.
///
/// @param encoder of the source
/// @param decoder of the target
public record EncoderDecoder(TransformerEncoder encoder, TransformerDecoder decoder)
    implements Module {
  /// A new pair, f32; matrices are Xavier's uniform, as in PyTorch.
  ///
  /// @param encoderLayers how many
  /// @param decoderLayers how many
  /// @throws dev.navette.ir.ShapeException if the sizes make no layer
  public static EncoderDecoder init(
      int encoderLayers, int decoderLayers, TransformerSizes sizes, Rng rng) {
    EncoderDecoder made =
        new EncoderDecoder(
            TransformerEncoder.init(encoderLayers, sizes, rng),
            TransformerDecoder.init(decoderLayers, sizes, rng));
    for (Variable parameter : made.parameters()) {
      if (parameter.shape().rank() > 1) {
        parameter.assign(Init.xavierUniform(rng, parameter.shape().toArray()).eval());
      }
    }
    return made;
  }

  /// What the decoder gives.
  ///
  /// @param source `(B, S, E)`
  /// @param target `(B, T, E)`
  /// @param sourceMask within the source; its padding is the decoder's too
  /// @param targetMask within the target, usually causal
  /// @return `(B, T, E)`
  public Tensor forward(
      Tensor source, Tensor target, AttentionMask sourceMask, AttentionMask targetMask) {
    return forward(source, target, sourceMask, targetMask, sourceMask.paddingAlone());
  }

  /// What the decoder gives, the encoder's output masked by a mask of its own.
  ///
  /// @param memoryMask what positions of the target see of the source, `(..., T, S)`
  public Tensor forward(
      Tensor source,
      Tensor target,
      AttentionMask sourceMask,
      AttentionMask targetMask,
      AttentionMask memoryMask) {
    Tensor memory = encoder.forward(source, sourceMask);
    return decoder.forward(target, memory, targetMask, memoryMask);
  }
}
