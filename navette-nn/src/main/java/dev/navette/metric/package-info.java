// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// How good a model is, in numbers for people.
///
/// A [dev.navette.metric.Metric] adds up over batches and is read at the end of an epoch. Metrics
/// run on the host, on values that were computed with the batch.
@NullMarked
package dev.navette.metric;

import org.jspecify.annotations.NullMarked;
