// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Small data sets inside the jar, each with its notice, and readers for larger ones on disk.
///
/// - Every data set is a [dev.navette.datasets.Labelled]: plain arrays, features row by row, labels
///   from 0, and a [dev.navette.datasets.DatasetCard] that says where it comes from. Nothing is
///   downloaded.
/// - Each call reads anew and returns arrays of the caller's own.
/// - Beside each file lies `FILE.NOTICE.txt`: authors, source, licence. The files are unchanged.
/// - Pixels are scaled to 0..1, images are `(1, height, width)`; other features are in their own
///   units.
@NullMarked
package dev.navette.datasets;

import org.jspecify.annotations.NullMarked;
