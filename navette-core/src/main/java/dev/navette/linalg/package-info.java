// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Decompositions of small matrices, on the host and in f64.
///
/// For initial values and for looking into a trained model: nothing here is recorded, so arguments
/// are evaluated at the call, results are computed tensors, and no gradient flows. The algorithms
/// are the textbook's (Golub and Van Loan, Matrix Computations), loops over arrays in a fixed
/// order, so equal matrices give equal bits on every machine. They cost some n^3 operations on one
/// thread.
@NullMarked
package dev.navette.linalg;

import org.jspecify.annotations.NullMarked;
