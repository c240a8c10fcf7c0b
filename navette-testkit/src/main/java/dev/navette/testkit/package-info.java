// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Tests for operations and layers: gradient checks, operation specifications, reference data.
///
/// - [dev.navette.testkit.GradCheck] compares recorded gradients with finite differences, to the
///   second order; use it on layers of your own.
/// - [dev.navette.testkit.OpSpec] describes an operation (operands, domains, dtypes, errors), from
///   which [dev.navette.testkit.OpSpecTests] makes the tests.
/// - [dev.navette.testkit.Machine] checks that a computation gives the same bits for every vector
///   width and number of threads, [dev.navette.testkit.CostCheck] that it compiles nothing new for
///   new values and sizes and how much it allocates.
/// - [dev.navette.testkit.GoldenRunner] runs a directory of reference data, computed by another
///   library, against a table of functions such as [dev.navette.testkit.GoldenOps].
///
/// Everything throws [AssertionError] with the numbers when a check fails. Random data comes from
/// fixed seeds.
@NullMarked
package dev.navette.testkit;

import org.jspecify.annotations.NullMarked;
