// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Says once for each kind of layer that a gradient goes through what was recorded in inference
/// mode: most often a training step outside of any training scope.
public final class InferenceWarning {
  private static final String PREFIX = "inference ";
  private static final System.Logger LOG = System.getLogger("dev.navette");
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private InferenceWarning() {}

  /// The name of the composite that marks the value of a `layer` in inference mode.
  public static String mark(String layer) {
    return PREFIX + layer;
  }

  /// Called when a composite of this name is differentiated.
  static void differentiated(String composite) {
    if (composite.startsWith(PREFIX) && SAID.add(composite)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a gradient goes through "
              + composite.substring(PREFIX.length())
              + " that was recorded in inference mode, which does not do what it does in training;"
              + " record the step within Mode.training(rng, ...), or ignore this if it is meant");
    }
  }
}
