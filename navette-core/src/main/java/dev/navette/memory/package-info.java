// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Where values live: buffers and the pools that lend them.
///
/// A [dev.navette.memory.Value] is what a computed tensor holds. Nothing here is closed by hand:
/// the garbage collector owns every buffer. Buffers that left a plan are never written again,
/// except a variable's own when it donates it to its update; the array of one that has become
/// unreachable may be that of a later one.
@NullMarked
package dev.navette.memory;

import org.jspecify.annotations.NullMarked;
