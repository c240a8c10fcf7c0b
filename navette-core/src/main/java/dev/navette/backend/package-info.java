// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// The seam between plans and machines: what a backend is, what it is asked to run, what it may
/// prefer.
///
/// A backend turns a [dev.navette.backend.Schedule] into an [dev.navette.backend.Executable].
/// Implementations are found through `ServiceLoader`; the plan knows of them only a
/// [dev.navette.backend.Capabilities] record. An executable is re-entrant: any number of threads
/// may run it at once.
@NullMarked
package dev.navette.backend;

import org.jspecify.annotations.NullMarked;
