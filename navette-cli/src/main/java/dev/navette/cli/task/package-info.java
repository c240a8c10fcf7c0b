// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// What `navette train` can train, a class for each task.
///
/// [TrainTask] holds what all share; [RowsTask] adds testing on held-out rows, [ImageTask] images
/// in classes and [TableTask] tables. A task says which data it reads, which network it builds and
/// how it is trained where the user does not say.
@NullMarked
package dev.navette.cli.task;

import org.jspecify.annotations.NullMarked;
