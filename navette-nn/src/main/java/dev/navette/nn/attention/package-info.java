// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Attention and the layers of the Transformer.
///
/// - **Shapes**: sequences are `(B, T, E)`, heads `(B, H, T, D)`, scores and weights `(B, H, Tq,
///   Tk)`.
/// - **Masks** are one value, [dev.navette.nn.attention.AttentionMask]: causal, padding, arbitrary
///   (allowed, hidden, or added to the scores) and ALiBi, combined as needed. In a mask given as
///   bool the method says what true means.
/// - **Nothing to attend to** gives zeros, not NaN, in values and gradients.
/// - **Memory**: [dev.navette.nn.attention.Attention] keeps the weights of short sequences and
///   computes those of long ones in blocks of queries, again for the gradient, so that memory grows
///   with T and not with its square. Which of the two is decided at recording, by shape. Weights
///   that are asked for (`withWeights`) or dropped at random are kept in any case.
/// - **Names and layouts** are PyTorch's (`self_attn.in_proj_weight`, `linear1`, `norm1`).
/// - **Recurrent decoders** attend by [dev.navette.nn.attention.SequenceAttention], additive or
///   multiplicative.
/// - **Decoding**: a [dev.navette.nn.attention.KeyValueCache] has a fixed capacity and is updated
///   in place; the position is a value, so that no step compiles anything.
@NullMarked
package dev.navette.nn.attention;

import org.jspecify.annotations.NullMarked;
