// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Data on its way to a network: files in, plain arrays out.
///
/// - **Reading** is eager and complete: a reader returns only what it has checked as a whole. A
///   file that is not what it should be throws [dev.navette.data.MalformedFileException], whose
///   message names the file, the place, what was expected and what was found. Files compressed by
///   gzip are recognised by their content, whatever their name.
/// - **Writing** goes through [dev.navette.data.AtomicFile]: a reader finds the whole old file or
///   the whole new one, whatever happens in between.
/// - **Chance** is seeded and written out in this package, so that a split is the same on every
///   machine and every Java version.
/// - **Nothing leaks** from the rows held out: an encoder learns from the rows it is given.
/// - **Loading**: a [dev.navette.data.Dataset] gives examples in any order, a
///   [dev.navette.data.DataStream] one after another; a [dev.navette.data.Loader] makes batches of
///   them, the next ones in advance. Order and augmentation follow from (seed, epoch, position)
///   alone, so that a training goes on exactly where it stopped.
/// - A wrong name or number from the caller throws [IllegalArgumentException]; the message proposes
///   the nearest name.
///
/// [dev.navette.data.ImageFile] and [dev.navette.data.ImageFolder] need the module `java.desktop`;
/// nothing else here does.
@NullMarked
package dev.navette.data;

import org.jspecify.annotations.NullMarked;
