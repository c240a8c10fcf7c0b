// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import org.jspecify.annotations.Nullable;

/// Where packed panels of a second operand outlive their product, so that they are packed once for
/// many.
interface PanelStore {
  /// No panels are kept.
  PanelStore NONE =
      new PanelStore() {
        @Override
        public @Nullable Object of(MatMulCut product) {
          return null;
        }

        @Override
        public boolean isMetAgain(MatMulCut product) {
          return false;
        }

        @Override
        public void keep(MatMulCut product, Object panels) {}
      };

  /// The panels of the second operand of `product`; null if there are none.
  @Nullable Object of(MatMulCut product);

  /// Whether a product met the second operand of `product` before, which had no panels then; from
  /// now on one did.
  boolean isMetAgain(MatMulCut product);

  /// An array of at least `size` elements for panels that [#keep] is given afterwards.
  default Object room(PanelOps ops, int size) {
    return ops.newArray(size);
  }

  /// Keeps the panels of the second operand of `product`.
  void keep(MatMulCut product, Object panels);

  /// Whether many products with the same operand are sure to follow, so that even a product which
  /// would do without packing gains by it.
  default boolean isLasting() {
    return false;
  }
}
