// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Layers, losses, optimizers, metrics, data loading and the training loop.
module dev.navette.nn {
  requires transitive dev.navette.core;
  requires java.desktop;
  requires static transitive org.jspecify;

  exports dev.navette.data;
  exports dev.navette.data.augment;
  exports dev.navette.generate;
  exports dev.navette.inspect;
  exports dev.navette.loss;
  exports dev.navette.metric;
  exports dev.navette.nn;
  exports dev.navette.nn.attention;
  exports dev.navette.nn.recurrent;
  exports dev.navette.optim;
  exports dev.navette.series;
  exports dev.navette.signal;
  exports dev.navette.text;
  exports dev.navette.train;
}
