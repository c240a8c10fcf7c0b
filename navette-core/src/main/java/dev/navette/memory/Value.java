// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.memory;

/// A computed value: storage of a backend, or a scalar on the host.
public sealed interface Value permits Buffer, Scalar {}
