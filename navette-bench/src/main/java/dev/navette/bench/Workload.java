// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.function.Supplier;

/// A comparison that can be asked for by name.
///
/// @param name what the report calls it, such as "mlp-step"
/// @param group what it belongs to; the small ones of a group share a process
/// @param peer the library on the other side
/// @param make prepares both sides; runs in the measuring process only
record Workload(String name, Group group, Peer peer, Supplier<Comparison> make) {}
