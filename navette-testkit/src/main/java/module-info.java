// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Gradient checks and golden files for tests of operations and layers.
module dev.navette.testkit {
  requires transitive dev.navette.core;
  requires transitive dev.navette.nn;
  requires transitive dev.navette.formats;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;
  requires java.management;
  requires jdk.management;
  requires tools.jackson.databind;

  exports dev.navette.testkit;
}
