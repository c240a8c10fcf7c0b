// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// From a recorded structure to something that runs: expand gradients, simplify, share, fuse,
/// order, place; and the cache that makes this happen once a structure.
///
/// [dev.navette.plan.Structure] is the key: operations, types and how they are wired, with leaves
/// standing for argument slots. [dev.navette.plan.Planner] runs the passes; each is a function from
/// graph to graph, or from graph to schedule, in a file of its own. Every rewrite is exact to the
/// bit.
@NullMarked
package dev.navette.plan;

import org.jspecify.annotations.NullMarked;
