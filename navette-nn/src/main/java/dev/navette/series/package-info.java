// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Time series: values at equal distances in time, and what comes next.
///
/// - [dev.navette.series.SeriesWindows] cuts a series into examples: so many values in, so many
///   out. A window lies in the part it is cut from: train on windows of the past, test on those of
///   the future, never at random.
/// - [dev.navette.series.Scaling] is fitted on the training part alone.
/// - A [dev.navette.series.Forecaster] says what comes next, from the past alone.
///   [dev.navette.series.Backtest] has it do so from one origin after another, as if each were
///   today; the baselines there are what a network has to beat.
/// - [dev.navette.series.ForecastErrors] measures how wrong it was.
/// - Values are finite: a missing one has to be filled in first.
@NullMarked
package dev.navette.series;

import org.jspecify.annotations.NullMarked;
