// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Models to read, train and change: one file each.
module dev.navette.zoo {
  requires transitive dev.navette.core;
  requires transitive dev.navette.nn;
  requires static transitive org.jspecify;

  exports dev.navette.zoo;
}
