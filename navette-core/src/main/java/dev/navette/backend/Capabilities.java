// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend;

/// What the planner may ask of a backend.
///
/// @param fusion whether it runs [Step.Loop]s of several operations and epilogues of products; if
///   not, every operation is a step of its own
public record Capabilities(boolean fusion) {}
