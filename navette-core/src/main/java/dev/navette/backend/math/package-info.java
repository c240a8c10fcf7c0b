// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// The scalar functions that every backend agrees on, to the bit.
///
/// Everything here is a pure function of its arguments: no state, no allocation, no dependence on
/// the machine (only additions, multiplications, divisions, fused multiply-adds, integer operations
/// and [java.lang.StrictMath]). The interpreter and the scalar kernels call these functions; vector
/// kernels evaluate the same expressions lane by lane and return the same bits, where all NaNs
/// count as one value. Nothing fails but an order that polygamma does not have.
@NullMarked
package dev.navette.backend.math;

import org.jspecify.annotations.NullMarked;
