// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Small data sets inside the jar, each with its notice.
module dev.navette.datasets {
  requires transitive dev.navette.core;
  requires transitive dev.navette.nn;
  requires static transitive org.jspecify;

  exports dev.navette.datasets;
}
