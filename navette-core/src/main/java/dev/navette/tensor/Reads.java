// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// How many recorded operations read one version of a variable. An update may overwrite the version
/// only if all of them are part of the same evaluation.
final class Reads {
  static final Reads UNCOUNTED = new Reads();
  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(Reads.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int count;

  void increment() {
    int _ = (int) COUNT.getAndAdd(this, 1);
  }

  int count() {
    return count;
  }
}
