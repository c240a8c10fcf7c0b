// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.metric.Metric;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The settings of a training, fixed when it begins.
///
/// @param extra variables to save besides the model's and the optimizer's, by name
/// @param checkpoints where to save, if wanted
/// @param resumed what to go on from, if anything
/// @param say told what a person should know, one line each
record TrainingPlan(
    Step step,
    int epochs,
    long seed,
    List<Metric> metrics,
    List<Callback> callbacks,
    Map<String, Variable> extra,
    Optional<Checkpoints> checkpoints,
    Optional<Checkpoint> resumed,
    Consumer<String> say) {}
