// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.metric.Metric;
import dev.navette.optim.Schedule;
import java.util.List;
import java.util.Optional;

/// The settings of a training, fixed when it begins.
record TrainingPlan(
    Step step,
    int epochs,
    long seed,
    List<Metric> metrics,
    List<Callback> callbacks,
    Optional<Schedule> schedule) {}
