// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// The `navette` command. Each subcommand is a class here; the tasks of `train` are in
/// [dev.navette.cli.task], what a run is made of in [dev.navette.cli.run].
///
/// - **Results** go to standard output, progress and errors to standard error. Exit codes: 0 done,
///   1 failed, 2 wrong arguments.
/// - **Errors** are one line that names what is wrong and what to do; `--debug` adds where in the
///   code. Names that are nearly right are suggested.
/// - **Tests are honest**: rows to test on are held out before anything is learnt, and nothing (no
///   scale, no level, no choice of epochs) is taken from them.
/// - **Files** replace older ones in one step; places that cannot be written to are refused before
///   training; Ctrl-C leaves no half file.
/// - The same seed gives the same model, bit for bit, whatever `--threads` says.
@NullMarked
package dev.navette.cli;

import org.jspecify.annotations.NullMarked;
