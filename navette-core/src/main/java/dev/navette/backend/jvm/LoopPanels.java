// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/// The panels of a constant of a loop: packed in the first step of each run, good for the others.
///
/// Belongs to one product on one frame.
final class LoopPanels implements PanelStore {
  private final Frame frame;
  private @Nullable PanelForm form;
  private @Nullable Object panels;

  /// The run in which they were packed.
  private long packedIn;

  LoopPanels(Frame frame) {
    this.frame = frame;
  }

  @Override
  public @Nullable Object of(MatMulCut product) {
    return packedIn == frame.runs() && form != null && form.fits(product) ? panels : null;
  }

  @Override
  public boolean isMetAgain(MatMulCut product) {
    return true;
  }

  @Override
  public Object room(PanelOps ops, int size) {
    Object room = panels;
    return room != null && Array.getLength(room) >= size ? room : ops.newArray(size);
  }

  @Override
  public void keep(MatMulCut product, Object packed) {
    panels = packed;
    packedIn = frame.runs();
    if (form == null || !form.fits(product)) {
      form = PanelForm.of(product);
    }
  }

  @Override
  public boolean isLasting() {
    return true;
  }
}
