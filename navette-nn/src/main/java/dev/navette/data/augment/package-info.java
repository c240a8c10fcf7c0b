// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Augmentation: images changed at random each time they are read, so that a network sees more of
/// them than there are.
///
/// ```java
/// Loader.of(train).transform(Augment.of(new Flip(0.5), new Crop(4), Normalise.of(train)));
/// ```
///
/// - Each [dev.navette.data.augment.Augment] is a small record that changes one image; images are
///   `(C, H, W)`, and stay the size they have. [dev.navette.data.augment.Mixup] and
///   [dev.navette.data.augment.CutMix] change a batch.
/// - What is random comes from the stream that the loader gives, which follows from the seed, the
///   epoch and the position: the same run gives the same images.
/// - Only what is trained on is augmented; of all these only [dev.navette.data.augment.Normalise]
///   belongs before a validation, too.
@NullMarked
package dev.navette.data.augment;

import org.jspecify.annotations.NullMarked;
