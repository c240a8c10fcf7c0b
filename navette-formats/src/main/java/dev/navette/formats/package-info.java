// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Files that other tools read and write.
///
/// - **Reading is complete and strict**: everything a file claims is checked before anything is
///   returned, and a file that is not what it should be throws
///   [dev.navette.data.MalformedFileException] with the file, the byte, what was expected and what
///   was found. Memory is taken only for data that is there.
/// - **Writing is crash safe**, through [dev.navette.data.AtomicFile], and a function of its
///   arguments: the same tensors give the same bytes.
/// - **A model is two files**, its weights and its card; see [dev.navette.formats.ModelFile].
/// - Nothing is lazy: no file stays open or mapped after a call returns.
@NullMarked
package dev.navette.formats;

import org.jspecify.annotations.NullMarked;
