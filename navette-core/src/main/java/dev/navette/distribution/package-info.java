// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Probability distributions over tensors: samples, log-probabilities, entropies and divergences.
///
/// Each is a record of its parameters, which broadcast against each other; their shape is the shape
/// of one sample. Everything is recorded like any other operation, so gradients flow into the
/// parameters through log-probabilities, entropies and divergences, and through the samples of a
/// [dev.navette.distribution.Reparameterized] one. Draws come from a [dev.navette.tensor.Rng] and
/// are f32 random numbers, cast to the dtype of the parameters.
///
/// ```java
/// Normal posterior = new Normal(mean, logVariance.mul(0.5).exp());
/// Tensor z = posterior.rsample(rng); // gradients reach mean and logVariance
/// Tensor kl = KlDivergence.of(posterior, Normal.standard()).sum(-1).mean();
/// ```
///
/// Parameters are not checked, since that would evaluate them: a negative scale gives NaN.
@NullMarked
package dev.navette.distribution;

import org.jspecify.annotations.NullMarked;
