// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Sound as numbers: files of it, and spectrograms by tensor operations.
///
/// - [dev.navette.signal.WavFile] reads and writes a [dev.navette.signal.Sound], complete and
///   checked: a file that is not what it should be throws
///   [dev.navette.data.MalformedFileException].
/// - [dev.navette.signal.Spectrogram] is a discrete Fourier transform of windowed frames as a
///   matrix product, so that it is differentiable and runs as fast as a layer;
///   [dev.navette.signal.MelSpectrogram] sums it up in bands as the ear does. Both are recorded as
///   any other operation.
@NullMarked
package dev.navette.signal;

import org.jspecify.annotations.NullMarked;
