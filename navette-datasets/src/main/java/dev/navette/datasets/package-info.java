// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Small data sets inside the jar, each with its notice, and readers for larger ones on disk.
///
/// - [dev.navette.datasets.Catalog] lists the card of each: source, licence, size, balance, how to
///   get it. Nothing is downloaded.
/// - In the jar: [dev.navette.datasets.Datasets] has arrays with classes, as
///   [dev.navette.datasets.Labelled]; [dev.navette.datasets.Tables] has tables with typed columns,
///   [dev.navette.datasets.Texts] texts. Each call reads anew and returns arrays of the caller's
///   own.
/// - On disk: [dev.navette.datasets.MnistFolder], [dev.navette.datasets.Faces],
///   [dev.navette.datasets.Emoji], [dev.navette.datasets.MovieLens],
///   [dev.navette.datasets.LocalTexts], [dev.navette.datasets.SpokenDigits] and some of the tables
///   take a directory or a file, and say where the data is to be had if it is not there.
/// - [dev.navette.datasets.LinkedRows] finds the rows that a split must keep together.
/// - Beside each file in the jar lies `FILE.NOTICE.txt`: authors, source, licence.
/// - Pixels are scaled to 0..1, images are `(channels, height, width)`; other features are in their
///   own units.
@NullMarked
package dev.navette.datasets;

import org.jspecify.annotations.NullMarked;
