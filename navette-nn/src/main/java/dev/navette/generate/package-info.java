// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Writing sequences token by token with a model that predicts the next one.
///
/// - A model offers a [dev.navette.generate.Decoder]: sequences that grow together, one a row. It
///   takes tokens and gives the logits of what comes next; what it remembers of them (a cache of
///   keys and values, the state of a recurrent net) is its own affair.
/// - [dev.navette.generate.Sampling] chooses one token from logits: the best, or by chance, which
///   it narrows by temperature, top-k and top-p; a penalty keeps it from repeating itself.
/// - [dev.navette.generate.Generator] writes on from prompts so; [dev.navette.generate.BeamSearch]
///   looks for the likeliest continuation as a whole.
/// - **Determinism**: logits are read to the host and all that follows is computed there in doubles
///   with [StrictMath], so that equal seeds give equal texts. Equal logits prefer the smaller
///   token.
@NullMarked
package dev.navette.generate;

import org.jspecify.annotations.NullMarked;
