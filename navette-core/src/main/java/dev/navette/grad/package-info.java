// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Reverse-mode differentiation: a recorded graph with gradient requests in, a graph without them
/// out.
///
/// [dev.navette.grad.GradientExpansion] expands the requests, innermost first, and so gradients of
/// gradients need nothing special. [dev.navette.grad.GradientRules] is the table of formulas, one
/// an operation; [dev.navette.grad.GradientFlow] says which operands a gradient can reach at all.
///
/// What holds:
///
/// - The result is a plain graph: no request and no composite is left in it.
/// - A node that contributes in several places has its contributions added in a fixed order, that
///   of the users in [dev.navette.ir.Graph#order()] backwards, so equal graphs give equal bits.
/// - Nodes are told apart by identity: equal nodes recorded twice have two gradients.
/// - Piecewise functions follow PyTorch: the derivative of `abs` and `sign` at 0 is 0, binary `max`
///   and `min` give each operand half at a tie, and reductions give every tied element an equal
///   share. `floor`, `ceil`, `round` and `sign` are flat: their gradient is zero, not an error.
/// - What is computed for the gradient is computed from the values of the forward pass, reusing its
///   nodes (the gradient of `exp` is its own output).
///
/// What fails: a gradient with respect to something that is not a float throws
/// [dev.navette.ir.DTypeException]; one that the loss does not depend on throws
/// [java.lang.IllegalArgumentException] and names the operation that cut the path, if one did; and
/// an operation that has no gradient (`bitcast` of a float) throws
/// [java.lang.UnsupportedOperationException], never silently giving zero.
@NullMarked
package dev.navette.grad;

import org.jspecify.annotations.NullMarked;
