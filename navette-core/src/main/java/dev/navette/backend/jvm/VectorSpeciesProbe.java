// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import jdk.incubator.vector.FloatVector;

/// Asks the Vector API for the machine's width. Links to the incubator module, so it may be loaded
/// only where [VectorBits] has found that module.
final class VectorSpeciesProbe {
  private VectorSpeciesProbe() {}

  /// The preferred width in bits: 512, 256 or 128; 0 when the machine's vectors are none of these.
  static int preferredBits() {
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    return bits >= 512 ? 512 : bits >= 256 ? 256 : bits >= 128 ? 128 : 0;
  }
}
