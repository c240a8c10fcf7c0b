// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

/// What the hardware can do at most.
///
/// @param threads how many ran at once
/// @param vectorBits how wide the vectors are
/// @param gflops fused multiply-adds in registers, each counted as two operations, a nanosecond
/// @param copyGbs bytes read and written when four megabytes are copied again and again, a
///   nanosecond: the size of the operations that memory limits here, so that the caches help as
///   much as they help these
record Ceilings(int threads, int vectorBits, double gflops, double copyGbs) {}
