// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Tensors, the graph they record, its gradients, its plans, and the backends that run them.
module dev.navette.core {
  requires static jdk.incubator.vector;
  requires static org.jspecify;
}
