// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// Packed second operands that outlive their product: weights that are the same from run to run, as
/// in inference, are packed once for each of their versions.
///
/// An array is packed when a product meets it for the second time and nothing has overwritten it
/// ([#overwritten]) meanwhile. Panels go with the array they were packed from, and earlier where
/// memory is short.
///
/// Safe for use by several threads. There is one of it, since any backend may overwrite an array.
final class KeptPanels implements PanelStore {
  private static final KeptPanels SHARED = new KeptPanels();

  /// What is kept of one array: the panels of one form of it.
  private static final class Kept {
    final PanelForm form;
    SoftReference<@Nullable Object> panels = new SoftReference<>(null);

    Kept(PanelForm form) {
      this.form = form;
    }
  }

  /// By the array: arrays compare by identity.
  private final Map<Object, Kept> kept = new WeakHashMap<>();

  private volatile boolean empty = true;

  private KeptPanels() {}

  /// Those of the process.
  static KeptPanels shared() {
    return SHARED;
  }

  @Override
  public synchronized @Nullable Object of(MatMulCut product) {
    Kept found = kept.get(product.b);
    return found != null && found.form.fits(product) ? found.panels.get() : null;
  }

  @Override
  public synchronized boolean isMetAgain(MatMulCut product) {
    Kept found = kept.get(product.b);
    if (found != null && found.form.fits(product)) {
      return true;
    }
    kept.put(product.b, new Kept(PanelForm.of(product)));
    empty = false;
    return false;
  }

  @Override
  public synchronized void keep(MatMulCut product, Object panels) {
    Kept found = kept.get(product.b);
    if (found != null && found.form.fits(product)) {
      found.panels = new SoftReference<>(panels);
    }
  }

  /// Forgets the panels of `array`, whose elements change.
  void overwritten(Object array) {
    if (!empty) {
      forget(array);
    }
  }

  private synchronized void forget(Object array) {
    kept.remove(array);
    empty = kept.isEmpty();
  }
}
