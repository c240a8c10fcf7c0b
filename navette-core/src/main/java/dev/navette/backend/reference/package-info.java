// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// The oracle: an interpreter that computes a graph node by node with plain loops.
///
/// It is written to be read and to be right, not to be fast; what it computes is what every other
/// backend must compute, bit for bit (the payload of a NaN aside). It shares with the others only
/// the scalar functions of `dev.navette.backend.math`.
///
/// What holds: every node is computed into a fresh row-major array, operands before their users;
/// f32 arithmetic is done in f32; integers wrap; shift amounts are taken modulo the width; a
/// conversion is a Java cast (to u8 through i32); reductions and matrix products follow the order
/// in [dev.navette.ir.Op] exactly.
///
/// What fails while running: an index out of range ([java.lang.IndexOutOfBoundsException]) and an
/// integer division by zero ([java.lang.ArithmeticException]), naming the operation, the element
/// and the type. Requests and composites must be expanded before.
@NullMarked
package dev.navette.backend.reference;

import org.jspecify.annotations.NullMarked;
