// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// One run of a training: its settings, what it is supervised by, what its test found, and the
/// files it leaves.
///
/// - A run goes from [Settings] and [DataRows] over [Fitted] (a network that learnt) to [Tested]
///   (what it made of other rows) and [Findings] (that in numbers and words).
/// - Its directory ([RunFolder]) holds the model, `history.csv`, `report.json`, the figures and the
///   checkpoints. Files replace older ones in one step.
/// - Nothing is learnt from rows that are tested on: an [Encoding] is fitted on the training part.
@NullMarked
package dev.navette.cli.run;

import org.jspecify.annotations.NullMarked;
