// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.memory;

/// A scalar that was never stored: a learning rate, a user's literal. Given to a plan as an
/// argument.
///
/// @param value the number, converted to the slot's dtype when a plan runs
public record Scalar(double value) implements Value {}
