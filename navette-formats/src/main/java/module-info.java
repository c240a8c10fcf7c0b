// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Files that other tools read and write.
module dev.navette.formats {
  requires transitive dev.navette.core;
  requires transitive dev.navette.nn;
  requires static transitive org.jspecify;
  requires tools.jackson.databind;

  exports dev.navette.formats;
}
