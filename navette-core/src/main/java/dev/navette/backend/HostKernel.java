// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend;

import java.util.List;

/// Java code of a user's that computes a tensor from others, for backends of this machine.
///
/// It may be run by several threads at once for several evaluations, so it keeps no state; and it
/// must give the same bits for the same inputs.
@FunctionalInterface
public interface HostKernel {
  /// Computes `output`, which starts as zeros, from `inputs`.
  void run(List<HostElements> inputs, HostElements output);
}
