// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Navette side by side with libtorch, in one process and one run.
///
/// A ratio against an untuned peer is worth nothing, so [dev.navette.bench.Bench] starts a child
/// process with the environment under which libtorch was found to be fastest, checks that both
/// sides compute the same loss from the same weights, and then takes turns: A B A B.
package dev.navette.bench;
