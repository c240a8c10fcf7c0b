// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Navette side by side with other libraries, in one process and one run.
///
/// A ratio against an untuned peer is worth nothing. So [dev.navette.bench.Bench] starts [child
/// processes][dev.navette.bench.Launch] with the environment under which libtorch was found to be
/// fastest; these check that both sides compute the same from the same weights
/// ([dev.navette.bench.Comparison]), warm both up, and [take turns][dev.navette.bench.Turns]: A B A
/// B. What is measured stands in [dev.navette.bench.Catalogue]: whole nets, matrix products,
/// convolutions, and operations that memory limits, each with what the hardware would allow
/// ([dev.navette.bench.Cost], [dev.navette.bench.Peaks]).
package dev.navette.bench;
