// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// Tensors, the graph they record, its gradients, its plans, and the backends that run them.
///
/// Users need `dev.navette.tensor`. The other packages are exported for those who write backends.
/// The Vector API is used when the JVM runs with `--add-modules jdk.incubator.vector`.
module dev.navette.core {
  requires static jdk.incubator.vector;
  requires static transitive org.jspecify;

  exports dev.navette.backend;
  exports dev.navette.distribution;
  exports dev.navette.ir;
  exports dev.navette.linalg;
  exports dev.navette.memory;
  exports dev.navette.plan;
  exports dev.navette.tensor;

  uses dev.navette.backend.Backend;

  provides dev.navette.backend.Backend with
      dev.navette.backend.jvm.JvmBackend,
      dev.navette.backend.reference.ReferenceBackend;
}
