// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Models, as records of their parts.
///
/// A [dev.navette.nn.Module] is a record; its components are its parts, and their names are the
/// names of its parameters, such as `encoder.layers.0.weight`. Nothing is registered. Records do
/// not change: only the [dev.navette.tensor.Variable]s in them do.
///
/// - **Names** in files are PyTorch's where they differ from the components':
///   [dev.navette.nn.Named].
/// - **Order** is that of the record's components, so a model's parameters come in the same order
///   in every run.
/// - **Tied parameters** (one variable in two places) count once, under the first path.
/// - **Training or inference** is the scope of the thread ([dev.navette.nn.Mode]), never a flag in
///   a layer. Outside of any scope it is inference.
/// - **Loading** is strict: it changes either everything or, if a name or shape is wrong, nothing.
/// - **Weights** have PyTorch's layouts and default distributions.
@NullMarked
package dev.navette.nn;

import org.jspecify.annotations.NullMarked;
