// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// The language of Navette: a small set of sealed operation records and an immutable graph of
/// nodes.
///
/// A [dev.navette.ir.Node] is an [dev.navette.ir.Op] applied to other nodes; its shape and dtype
/// follow from [dev.navette.ir.Inference] alone. Nothing here knows of tensors, devices or plans:
/// every other package reads and writes this language, so a new operation starts as a record in
/// `Op` and the compiler then leads through every exhaustive `switch` that has to learn it.
///
/// Nodes are immutable and compare by identity. [dev.navette.ir.Verifier] checks a graph against
/// the rules of the language; tests run it after every pass.
@NullMarked
package dev.navette.ir;

import org.jspecify.annotations.NullMarked;
