// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// The library as one module: tensors, layers, models and file formats.
module dev.navette {
  requires transitive dev.navette.core;
  requires transitive dev.navette.formats;
  requires transitive dev.navette.nn;
  requires transitive dev.navette.zoo;
}
